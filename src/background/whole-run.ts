/**
 * One run of a listing of all tags, from a click to its end, to a pause, or to a failure that does not pass: pages of the
 * web API, planned anew where they bring something else than hoped, then HEADs for what nobody has listed.
 */
import { type Failure, failure } from '../core/failure.ts';
import { HUB_HOST } from '../hub/endpoints.ts';
import type { Clock } from '../platform/clock.ts';
import type { Board } from './board.ts';
import type { Heads } from './heads.ts';
import type { HubPace } from './hub-pace.ts';
import { RETRY_MS, waitOf } from './knowledge.ts';
import type { WholeRow } from './store.ts';
import type { TagPages } from './tag-pages.ts';
import { askHeads, passes } from './whole-heads.ts';
import { type PagesEnd, WholePages } from './whole-pages.ts';
import { MOST_TRIES, planWhole, WALL, type WholePlan } from './whole-plan.ts';
import { countsFrom, isUnlisted, type ListedNames, type Survey, survey } from './whole-survey.ts';
import { pause } from './whole-wait.ts';

/** Attempts in a row that bring nothing before somebody has to click. */
const MOST_VAIN = 4;
/** HEADs beyond those that were told beforehand: more of them are to be told first. */
const MOST_UNTOLD = 1_000;
/** Tags that may fail with an answer time and again, and not hold up the end. */
const MOST_BROKEN = 10;

/** What the web API has shown of itself, in this life of the worker. */
export interface Learnt {
  /** How often each tag was hoped for in vain. */
  readonly tries: Map<string, number>;
  /** Rows of an answer that can be had; 0 where names are not told apart. */
  wall: number;
  /** For an account: the page to go on from. */
  plainFrom: number | undefined;
}

export function nothingLearnt(): Learnt {
  return { tries: new Map(), wall: WALL, plainFrom: undefined };
}

export interface WholeRunDeps {
  readonly tagPages: TagPages;
  readonly pace: HubPace;
  readonly heads: Heads;
  readonly clock: Clock;
  /** Calls when the network, or a permission, is back. */
  onRetry(call: () => void): () => void;
}

/** What is left to ask for. */
export interface Left {
  readonly requests: number;
  readonly heads: number;
}

export interface WholeScope {
  readonly board: Board;
  readonly names: ListedNames;
  readonly learnt: Learnt;
}

export interface Planned {
  readonly plan: WholePlan;
  readonly known: Survey;
}

/**
 * What is left to ask of a listing that began at `row.at`.
 * @param before a plan to keep where nothing has come since: a large one takes a while to make
 */
export function planOf(
  { board, names, learnt }: WholeScope,
  row: WholeRow,
  before?: Planned,
): Planned {
  const known = survey(board, names, countsFrom(row.at));
  if (before && isAlike(before.known, known)) return before;
  const { tries, wall, plainFrom } = learnt;
  const reach = { tries, wall, ...(plainFrom !== undefined && { plainFrom }) };
  return { plan: planWhole({ all: names.all, survey: known, asked: row.asked, ...reach }), known };
}

function isAlike(a: Survey, b: Survey): boolean {
  const isSame = (some: readonly string[], others: readonly string[]) =>
    some.length === others.length && some.every((tag, place) => tag === others[place]);
  return isSame(a.unlisted, b.unlisted) && isSame(a.untold, b.untold);
}

/** What a run tells, as it happens. */
export interface WholeReport {
  /** A page was answered, or is known not to be there. Its rows are on the board. */
  answered(name: string | undefined, page: number): void;
  /** How much is known, and left, may have changed. */
  told(): void;
}

export class WholeRun {
  /** When it goes on by itself, and why it does not do so now. */
  waiting: { readonly until: number; readonly failure: Failure } | undefined;
  readonly #scope: WholeScope;
  readonly #row: () => WholeRow;
  readonly #deps: WholeRunDeps;
  readonly #signal: AbortSignal;
  readonly #report: WholeReport;
  readonly #since: number;
  /** HEADs that were told before it began. */
  readonly #promised: number;
  #plan: WholePlan;
  #pages: WholePages | undefined;
  #heads: number;
  /** Answers of this run. */
  #came = 0;

  /**
   * @param row what is noted of the listing by now
   * @param planned what was told that it will ask
   */
  constructor(
    scope: WholeScope,
    row: () => WholeRow,
    planned: Planned | undefined,
    deps: WholeRunDeps,
    signal: AbortSignal,
    report: WholeReport,
  ) {
    this.#scope = scope;
    this.#row = row;
    this.#deps = deps;
    this.#signal = signal;
    this.#report = report;
    this.#since = countsFrom(row().at);
    this.#plan = this.#planned(planned);
    this.#heads = this.#plan.heads.length;
    this.#promised = this.#heads;
  }

  /** Left to ask for. */
  get left(): Left {
    return { requests: this.#pages?.requests ?? this.#plan.requests, heads: this.#heads };
  }

  /** @returns the failure after which somebody has to click; nothing at its end, and where the signal has ended it */
  async run(): Promise<Failure | undefined> {
    let vain = 0;
    for (;;) {
      const before = this.#came;
      const problem = await this.#attempt();
      if (problem === undefined || this.#signal.aborted) return undefined;
      vain = this.#came > before ? 0 : vain + 1;
      if (vain > MOST_VAIN && this.#isBroken(problem)) return undefined;
      if (vain > MOST_VAIN || !passes(problem)) return problem;
      await this.#wait(problem, vain);
      if (this.#signal.aborted) return undefined;
      this.#replan();
    }
  }

  /** A few tags of which the registry gives nothing but errors: they stay unknown. */
  #isBroken({ kind, status }: Failure): boolean {
    const { requests, heads } = this.left;
    return kind === 'unavailable' && status !== undefined && requests === 0 && heads <= MOST_BROKEN;
  }

  async #attempt(): Promise<Failure | undefined> {
    while (this.#plan.series.length > 0) {
      const end = await this.#askPages();
      if (end.kind === 'over') return undefined;
      if (end.kind === 'failed') return end.failure;
      this.#learn(end);
      this.#replan();
    }
    if (this.#heads > this.#promised + MOST_UNTOLD) {
      return failure('malformed', { host: HUB_HOST, detail: 'tags not listed as asked for' });
    }
    return this.#askHeads();
  }

  #askPages(): Promise<PagesEnd> {
    const { board, learnt } = this.#scope;
    const { tagPages, pace } = this.#deps;
    this.#pages = new WholePages(this.#plan.series, {
      // Whatever a person's own pages ask goes first.
      ask: (question) => tagPages.ask(board, { ...question, priority: 'low' }, false),
      turn: () => pace.turn(this.#signal),
      isOver: () => this.#signal.aborted,
      isWanted: (tag) => isUnlisted(board.entry(tag), this.#since),
      answered: (name, page) => {
        this.#came += 1;
        this.#report.answered(name, page);
      },
      missed: (tag) => learnt.tries.set(tag, (learnt.tries.get(tag) ?? 0) + 1),
    });
    return this.#pages.run();
  }

  #askHeads(): Promise<Failure | undefined> {
    const { clock, heads } = this.#deps;
    return askHeads(this.#plan.heads, {
      board: this.#scope.board,
      heads,
      clock,
      signal: this.#signal,
      answered: (count) => {
        this.#came += count;
        this.#heads -= count;
        this.#report.told();
      },
    });
  }

  #learn(end: PagesEnd): void {
    const { learnt } = this.#scope;
    if (end.kind === 'unfiltered') learnt.wall = 0;
    else if (end.kind === 'wall' && end.isOfAll) learnt.plainFrom = undefined;
    // Narrower each time, so that this comes to an end.
    else if (end.kind === 'wall') learnt.wall = end.rows < learnt.wall ? end.rows : 0;
  }

  #replan(): void {
    this.#pages = undefined;
    this.#plan = this.#planned();
    this.#heads = this.#plan.heads.length;
    this.#report.told();
  }

  /** What one plan leaves to a HEAD stays there: it is what was told. */
  #planned(before?: Planned): WholePlan {
    const { plan } = planOf(this.#scope, this.#row(), before);
    for (const tag of plan.heads) this.#scope.learnt.tries.set(tag, MOST_TRIES);
    return plan;
  }

  async #wait(problem: Failure, vain: number): Promise<void> {
    const { clock, onRetry } = this.#deps;
    const at = clock.now();
    const patience = problem.until === undefined ? RETRY_MS * 2 ** vain : 0;
    const milliseconds = Math.max(waitOf({ failure: problem, at }), patience);
    this.waiting = { until: at + milliseconds, failure: problem };
    this.#report.told();
    await pause(milliseconds, clock, this.#signal, onRetry);
    this.waiting = undefined;
  }
}
