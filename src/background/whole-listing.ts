/**
 * The listing of all tags of one repository, as those see it who look on: what it would cost, how far it is, and why it
 * stands still. `whole-run.ts` does the work.
 */
import type { Failure } from '../core/failure.ts';
import type { WholeListingView } from '../messaging/view.ts';
import type { Board } from './board.ts';
import { isFresh } from './knowledge.ts';
import { keepListing } from './listing.ts';
import type { ListingRow, Store, WholeRow } from './store.ts';
import { WholeOffer, type WholeOfferDeps } from './whole-offer.ts';
import { withAsked } from './whole-plan.ts';
import { begunListing, isDone, listsItself } from './whole-record.ts';
import { WholeRun, type WholeRunDeps } from './whole-run.ts';
import { wholeView } from './whole-view.ts';
import { oneAtATime } from './writes.ts';

export interface WholeListingDeps extends WholeRunDeps, WholeOfferDeps {
  readonly store: WholeOfferDeps['store'] & Pick<Store, 'writeListing'>;
  /** Something long was kept: what is kept in all may be too much. */
  bound(): void;
}

export class WholeListing {
  readonly #board: Board;
  readonly #deps: WholeListingDeps;
  readonly #keep: () => Promise<boolean>;
  readonly #offer: WholeOffer;
  readonly #lookers = new Set<object>();
  /** Those for whose sake it runs. */
  readonly #starters = new Set<object>();
  #stopListening: (() => void) | undefined;
  #isLoaded = false;
  #isPlanning = false;
  /** Whether one that has ended is to be made again. */
  #isAnew = false;
  /** The walk that it goes on from. */
  #walked: ListingRow | undefined;
  #failure: Failure | undefined;
  #running: { readonly run: WholeRun; readonly stop: AbortController } | undefined;
  #wasStopped = false;

  constructor(board: Board, deps: WholeListingDeps) {
    this.#board = board;
    this.#deps = deps;
    this.#offer = new WholeOffer(board, deps);
    this.#keep = oneAtATime(
      async () => {},
      async () => {
        await keepListing(board, deps.store);
        return true;
      },
    );
  }

  look(asker: object): void {
    this.#lookers.add(asker);
    this.#attend();
  }

  start(asker: object): void {
    this.#starters.add(asker);
    this.#failure = undefined;
    this.#attend();
    this.#consider();
    this.#board.told();
  }

  pause(): void {
    this.#starters.clear();
    this.#rest();
  }

  /** @returns whether somebody still cares */
  drop(asker: object): boolean {
    this.#lookers.delete(asker);
    if (this.#starters.delete(asker) && this.#starters.size === 0) this.#rest();
    if (this.#isCaredFor) return true;
    this.#stopListening?.();
    this.#stopListening = undefined;
    return false;
  }

  get #isCaredFor(): boolean {
    return this.#lookers.size + this.#starters.size > 0;
  }

  view(): WholeListingView | undefined {
    const { pace, clock } = this.#deps;
    const state = this.#state();
    if (state === undefined) return undefined;
    const { whole, total } = this.#board;
    const known = this.#offer.known ?? { done: this.#board.related().known, total: total ?? 0 };
    const facts = {
      state,
      left: this.#running?.run.left ?? this.#offer.left,
      done: known.done,
      total: known.total,
      failure: this.#failure,
      waiting: this.#running?.run.waiting,
      doneAt: state === 'done' ? whole?.endedAt : undefined,
    };
    return wholeView(facts, pace, clock.now());
  }

  #state(): WholeListingView['state'] | undefined {
    if (this.#running) return 'running';
    if (this.#isItself()) return undefined;
    if (isDone(this.#board) && !this.#isAnew) return 'done';
    if (this.#isPlanning || this.#starters.size > 0) return 'planning';
    if (!this.#walked) return undefined;
    const begun = begunListing(this.#board, this.#deps.clock.now());
    return begun && (begun.asked.length > 0 || this.#wasStopped) ? 'paused' : 'offered';
  }

  #isItself(): boolean {
    const { listing } = this.#board;
    return listing !== undefined && listsItself(listing, this.#deps.isAccountUsed());
  }

  #attend(): void {
    if (this.#stopListening) return;
    this.#stopListening = this.#board.onChange(() => this.#consider());
    void this.#board.loaded.then(() => {
      this.#isLoaded = true;
      this.#consider();
    });
  }

  /** Something has changed that the next step may have waited for. */
  #consider(): void {
    const { listing, listingAsk, whole } = this.#board;
    if (!this.#isLoaded || this.#running || this.#isPlanning || !this.#stopListening) return;
    if (!listing || listingAsk.state === 'pending') return;
    const isWanted = this.#starters.size > 0;
    const now = this.#deps.clock.now();
    if (listing !== this.#walked) {
      // The walk is about to begin where it is not fresh.
      if (isFresh(listing, now) || listingAsk.state === 'failed') void this.#prepare(listing);
    } else if (isWanted && this.#isItself()) this.#starters.clear();
    else if (isWanted && isDone(this.#board) && !this.#isAnew) {
      // A worker that has died in the moment of its end may have left the wish to its successor.
      if (whole?.endedAt !== undefined && isFresh({ at: whole.endedAt }, now)) {
        this.#starters.clear();
        return;
      }
      this.#isAnew = true;
      void this.#prepare(listing);
    } else if (isWanted && !this.#offer.isFound) void this.#prepare(listing);
    else if (isWanted) this.#begin();
  }

  /** Finds out what there is to ask. */
  async #prepare(listing: ListingRow): Promise<void> {
    this.#walked = listing;
    this.#failure = undefined;
    if (!this.#isItself()) {
      this.#isPlanning = true;
      this.#board.told();
      const found = await this.#offer.find(listing, this.#isAnew, () => this.#isCaredFor);
      this.#isPlanning = false;
      if (!found.ok) {
        this.#failure = found.error;
        this.#starters.clear();
      } else if (!found.value) this.#walked = undefined;
      const { finished } = this.#offer;
      if (finished) this.#end(finished);
    }
    this.#board.told();
  }

  #begin(): void {
    const beginning = this.#offer.begin();
    if (!beginning) return;
    const board = this.#board;
    const { scope, row, planned } = beginning;
    board.whole = row;
    this.#isAnew = false;
    this.#wasStopped = true;
    const stop = new AbortController();
    const run = new WholeRun(
      scope,
      () => board.whole ?? row,
      this.#offer.left,
      this.#deps,
      stop.signal,
      {
        answered: (name, page) => {
          const { whole } = board;
          // One that began anew has its own questions.
          if (whole?.at !== row.at || whole.endedAt !== undefined) return;
          board.whole = { ...whole, asked: withAsked(whole.asked, name, page) };
          void this.#keep();
          this.#tell(row);
        },
        told: () => this.#tell(row),
      },
    );
    this.#running = { run, stop };
    this.#tell(row);
    void run.run(planned).then((problem) => this.#ended(row, stop, problem));
  }

  #tell(row: WholeRow): void {
    const known = this.#offer.count(row);
    if (known && this.#running) {
      this.#board.progress = { done: known.done, total: known.total };
    }
    this.#board.told();
  }

  #ended(row: WholeRow, stop: AbortController, problem: Failure | undefined): void {
    if (stop.signal.aborted || this.#running?.stop !== stop) return;
    this.#offer.left = this.#running.run.left;
    this.#running = undefined;
    this.#board.progress = undefined;
    this.#starters.clear();
    this.#failure = problem;
    if (problem) this.#board.told();
    else this.#end(this.#board.whole ?? row);
  }

  /** All that anybody could tell is known: what was not repeated is no more. */
  #end(row: WholeRow): void {
    const { clock, bound } = this.#deps;
    const { before: _, ...rest } = row;
    this.#board.whole = { ...rest, endedAt: clock.now() };
    this.#offer.clear();
    this.#isAnew = false;
    this.#wasStopped = false;
    this.#board.changed();
    void this.#keep().then(bound);
  }

  /** Nobody wants it any more. What is under way is still taken in. */
  #rest(): void {
    if (this.#isAnew) this.#offer.clear();
    this.#isAnew = false;
    if (!this.#running) return;
    const { run, stop } = this.#running;
    this.#offer.left = run.left;
    this.#running = undefined;
    this.#board.progress = undefined;
    // Last: where a port's end has no task of its own, whoever waits for this goes on inside the call.
    stop.abort();
    this.#board.told();
  }
}
