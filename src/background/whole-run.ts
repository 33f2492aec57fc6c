/**
 * One run of a listing of all tags, from a click to its end, to a pause, or to a failure that does not pass: pages of the
 * web API, planned anew where they bring something else than hoped, then HEADs for what nobody has listed.
 */
import { type Failure, failure } from '../core/failure.ts';
import { bounded } from '../http/retry-after.ts';
import { HUB_HOST } from '../hub/endpoints.ts';
import type { Clock } from '../platform/clock.ts';
import type { HeadPace } from './head-pace.ts';
import type { Heads } from './heads.ts';
import type { HubPace } from './hub-pace.ts';
import { inSlices } from './slices.ts';
import type { WholeRow, WholeWait } from './store.ts';
import type { TagPages } from './tag-pages.ts';
import { askHeads, passes } from './whole-heads.ts';
import { type PagesEnd, WholePages } from './whole-pages.ts';
import { MOST_TRIES, type WholePlan } from './whole-plan.ts';
import {
  type Left,
  learn,
  leftOf,
  type Planned,
  planOf,
  type WholeScope,
} from './whole-planned.ts';
import { countsFrom, isUnlisted } from './whole-survey.ts';
import { pause, waitAfter } from './whole-wait.ts';

/** Attempts in a row that bring nothing before somebody has to click. */
const MOST_VAIN = 4;
/** HEADs beyond those that were told beforehand: more of them are to be told first. */
const MOST_UNTOLD = 1_000;

const NOTHING: WholePlan = { series: [], heads: [], requests: 0 };

export interface WholeRunDeps {
  readonly tagPages: TagPages;
  readonly pace: HubPace;
  readonly heads: Heads;
  readonly headPace: HeadPace;
  readonly clock: Clock;
  /** Calls when the network, or a permission, is back. */
  onRetry(call: () => void): () => void;
}

/** What a run tells, as it happens. */
export interface WholeReport {
  /** A page was answered, or is known not to be there. Its rows are on the board. */
  answered(name: string | undefined, page: number): void;
  /** How much is known, and left, may have changed. */
  told(): void;
  /** It waits for something to pass, or, without anything, does so no more. */
  waits(wait?: WholeWait): void;
}

export class WholeRun {
  /** When it goes on by itself, and why it does not do so now. */
  waiting: WholeWait | undefined;
  readonly #scope: WholeScope;
  readonly #row: () => WholeRow;
  readonly #deps: WholeRunDeps;
  readonly #signal: AbortSignal;
  readonly #report: WholeReport;
  readonly #since: number;
  #plan: WholePlan = NOTHING;
  /** As was told, until its own plan is made. */
  #left: Left;
  /** HEADs of its first plan. */
  #promised = 0;
  #pages: WholePages | undefined;
  /** Answers of this run. */
  #came = 0;

  /**
   * @param row what is noted of the listing by now
   * @param told that it would ask
   */
  constructor(
    scope: WholeScope,
    row: () => WholeRow,
    told: Left,
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
    this.#left = told;
  }

  /** Left to ask for. */
  get left(): Left {
    const { requests, heads } = this.#left;
    return { requests: this.#pages?.requests ?? requests, heads };
  }

  /**
   * @param planned what was told that it would ask, where it was worked out
   * @returns the failure after which somebody has to click; nothing where every tag was answered, and where the signal has
   *   ended it
   */
  async run(planned?: Planned): Promise<Failure | undefined> {
    await this.#replan(planned);
    this.#promised = this.#left.heads;
    const { waits } = this.#row();
    if (waits) await this.#wait(waits);
    let vain = waits?.vain ?? 0;
    while (!this.#signal.aborted) {
      const before = this.#came;
      const problem = await this.#attempt();
      if (!this.#signal.aborted) await this.#replan();
      if (this.#signal.aborted || this.#isAllTold) return undefined;
      const hasMoved = this.#came > before;
      // Somebody has pushed tags meanwhile.
      if (!problem && hasMoved) continue;
      vain = hasMoved ? 0 : vain + 1;
      if (!problem) return failure('malformed', { detail: 'tags left without an answer' });
      if (vain > MOST_VAIN || !passes(problem)) return problem;
      const wait = waitAfter(problem, vain, this.#deps.clock.now());
      this.#report.waits(wait);
      await this.#wait(wait);
      await this.#replan();
    }
    return undefined;
  }

  get #isAllTold(): boolean {
    return this.#plan.series.length + this.#plan.heads.length === 0;
  }

  async #attempt(): Promise<Failure | undefined> {
    while (this.#plan.series.length > 0) {
      const end = await this.#askPages();
      if (end.kind === 'over') return undefined;
      if (end.kind === 'failed') return end.failure;
      learn(this.#scope.learnt, end);
      await this.#replan();
      if (this.#signal.aborted) return undefined;
    }
    if (this.#left.heads > this.#promised + MOST_UNTOLD) {
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
        this.#moved(1);
        this.#report.answered(name, page);
      },
      missed: (tag) => learnt.tries.set(tag, (learnt.tries.get(tag) ?? 0) + 1),
    });
    return this.#pages.run();
  }

  #askHeads(): Promise<Failure | undefined> {
    const { headPace, heads } = this.#deps;
    return askHeads(this.#plan.heads, {
      board: this.#scope.board,
      heads,
      pace: headPace,
      signal: this.#signal,
      answered: (count) => {
        this.#moved(count);
        this.#left = { ...this.#left, heads: this.#left.heads - count };
        this.#report.told();
      },
    });
  }

  async #replan(before?: Planned): Promise<void> {
    const steps = planOf(this.#scope, this.#row(), before);
    const made = await inSlices(steps, this.#deps.clock, () => !this.#signal.aborted);
    if (!made) return;
    const { plan } = made.value;
    // What one plan leaves to a HEAD stays there: it is what was told.
    for (const tag of plan.heads) this.#scope.learnt.tries.set(tag, MOST_TRIES);
    this.#pages = undefined;
    this.#plan = plan;
    this.#left = leftOf(plan);
    this.#report.told();
  }

  #moved(answers: number): void {
    this.#came += answers;
    if (answers > 0 && this.#row().waits) this.#report.waits();
  }

  /** Begun by this life of the worker, or by one before. */
  async #wait(wait: WholeWait): Promise<void> {
    const { clock, onRetry } = this.#deps;
    this.waiting = wait;
    this.#report.told();
    await pause(bounded(wait.until - clock.now()), clock, this.#signal, onRetry);
    this.waiting = undefined;
  }
}
