/** The present run of a listing of all tags, and what is noted of it: on the board, and in the store page by page. */
import type { Failure } from '../core/failure.ts';
import type { Board } from './board.ts';
import { keepListing } from './listing.ts';
import type { Store, WholeRow } from './store.ts';
import type { Beginning, WholeOffer } from './whole-offer.ts';
import { withAsked } from './whole-plan.ts';
import { WholeRun, type WholeRunDeps } from './whole-run.ts';
import { oneAtATime } from './writes.ts';

export interface WholeRunningDeps extends WholeRunDeps {
  readonly store: Pick<Store, 'writeListing'>;
}

export class WholeRunning {
  readonly #board: Board;
  readonly #deps: WholeRunningDeps;
  readonly #offer: WholeOffer;
  readonly #ended: (row: WholeRow, problem: Failure | undefined) => void;
  #present: { readonly run: WholeRun; readonly stop: AbortController } | undefined;
  /** Writes what is known of the repository's listings. */
  readonly keep: () => Promise<boolean>;

  /** @param ended told why it stands still, or that every tag was answered; not where it was stopped */
  constructor(
    board: Board,
    deps: WholeRunningDeps,
    offer: WholeOffer,
    ended: (row: WholeRow, problem: Failure | undefined) => void,
  ) {
    this.#board = board;
    this.#deps = deps;
    this.#offer = offer;
    this.#ended = ended;
    const keep = oneAtATime(
      async () => {},
      async () => {
        await keepListing(board, deps.store);
        return true;
      },
    );
    this.keep = () => board.untilWritten(keep());
  }

  /** Nothing while nothing runs. */
  get run(): Pick<WholeRun, 'left' | 'waiting'> | undefined {
    return this.#present?.run;
  }

  begin({ scope, row, planned }: Beginning): void {
    const board = this.#board;
    board.whole = row;
    const stop = new AbortController();
    const rowNow = () => board.whole ?? row;
    const run = new WholeRun(scope, rowNow, this.#offer.left, this.#deps, stop.signal, {
      answered: (name, page) =>
        this.#note(row, ({ asked }) => ({ asked: withAsked(asked, name, page) })),
      told: () => this.#tell(row),
      waits: (waits) => this.#note(row, () => ({ waits })),
    });
    this.#present = { run, stop };
    this.#tell(row);
    void run.run(planned).then((problem) => {
      if (stop.signal.aborted || this.#present?.stop !== stop) return;
      this.#rest();
      this.#ended(rowNow(), problem);
    });
  }

  /** What is under way is still taken in. */
  stop(): void {
    if (!this.#present) return;
    const { stop } = this.#present;
    this.#rest();
    // Last: where a port's end has no task of its own, whoever waits for this goes on inside the call.
    stop.abort();
    this.#board.told();
  }

  /** Whoever begins it again does not wait for what this one has waited for. */
  #rest(): void {
    const board = this.#board;
    this.#offer.left = this.#present?.run.left ?? this.#offer.left;
    this.#present = undefined;
    board.progress = undefined;
    if (!board.whole?.waits) return;
    const { waits: _, ...rest } = board.whole;
    board.whole = rest;
    void this.keep();
  }

  #note(row: WholeRow, changeOf: (whole: WholeRow) => Change): void {
    const { whole } = this.#board;
    // One that began anew has its own questions.
    if (whole?.at !== row.at || whole.endedAt !== undefined) return;
    const { waits, ...rest } = { ...whole, ...changeOf(whole) };
    this.#board.whole = { ...rest, ...(waits && { waits }) };
    void this.keep();
    this.#tell(row);
  }

  #tell(row: WholeRow): void {
    const known = this.#offer.count(row);
    if (known && this.#present) {
      this.#board.progress = { done: known.done, total: known.total };
    }
    this.#board.told();
  }
}

type Change = Pick<WholeRow, 'asked'> | { readonly waits: WholeRow['waits'] | undefined };
