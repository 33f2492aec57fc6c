/**
 * The listing of all tags of one repository, as those see it who look on: what it would cost, how far it is, and why it
 * stands still. `whole-run.ts` does the work, and `whole-running.ts` notes it.
 */
import type { Failure } from '../core/failure.ts';
import type { WholeListingView } from '../messaging/view.ts';
import type { Board } from './board.ts';
import { isFresh } from './knowledge.ts';
import type { ListingRow, WholeRow } from './store.ts';
import { WholeOffer, type WholeOfferDeps } from './whole-offer.ts';
import { begunListing, isDone, listsItself } from './whole-record.ts';
import { WholeRunning, type WholeRunningDeps } from './whole-running.ts';
import { wholeView } from './whole-view.ts';

export interface WholeListingDeps extends WholeRunningDeps, WholeOfferDeps {
  readonly store: WholeOfferDeps['store'] & WholeRunningDeps['store'];
  /** Something long was kept: what is kept in all may be too much. */
  bound(): void;
}

export class WholeListing {
  readonly #board: Board;
  readonly #deps: WholeListingDeps;
  readonly #offer: WholeOffer;
  readonly #running: WholeRunning;
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
  #wasStopped = false;

  constructor(board: Board, deps: WholeListingDeps) {
    this.#board = board;
    this.#deps = deps;
    this.#offer = new WholeOffer(board, deps);
    this.#running = new WholeRunning(board, deps, this.#offer, (row, problem) => {
      this.#starters.clear();
      this.#failure = problem;
      if (problem) board.told();
      else this.#end(row);
    });
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

  view(asker: object): WholeListingView | undefined {
    const { run } = this.#running;
    const state = this.#state();
    if (state === undefined) return undefined;
    const { whole } = this.#board;
    const facts = {
      state,
      left: run?.left ?? this.#offer.left,
      ...this.#offer.told(this.#isAnew),
      failure: this.#failure,
      waiting: run?.waiting,
      doneAt: state === 'done' ? whole?.endedAt : undefined,
      isYours: this.#starters.size === 1 && this.#starters.has(asker),
      isGuess: this.#offer.isGuess,
    };
    return wholeView(facts, this.#deps, this.#deps.clock.now());
  }

  #state(): WholeListingView['state'] | undefined {
    if (this.#running.run) return 'running';
    if (this.#isItself()) return undefined;
    if (isDone(this.#board) && !this.#isAnew) return this.#offer.isUntold ? 'offered' : 'done';
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
    const { listing, listingAsk } = this.#board;
    if (!this.#isLoaded || this.#running.run || this.#isPlanning || !this.#stopListening) return;
    if (!listing || listingAsk.state === 'pending') return;
    if (listing !== this.#walked) {
      // The walk is about to begin where it is not fresh.
      const hasCome = isFresh(listing, this.#deps.clock.now());
      if (hasCome || listingAsk.state === 'failed') void this.#prepare(listing);
    } else if (this.#starters.size > 0) this.#proceed(listing);
  }

  /** Somebody has clicked. */
  #proceed(listing: ListingRow): void {
    const now = this.#deps.clock.now();
    const { whole } = this.#board;
    if (this.#isItself()) this.#starters.clear();
    else if (!isDone(this.#board) || this.#isAnew) {
      if (this.#offer.isFound) this.#begin();
      else void this.#prepare(listing);
    } else if (this.#offer.isReady(now)) this.#begin();
    else if (!this.#offer.isUntold && isFresh(whole && { at: whole.endedAt ?? 0 }, now)) {
      // A worker that has died in the moment of its end may have left the wish to its successor.
      this.#starters.clear();
    } else {
      this.#isAnew = true;
      void this.#prepare(listing);
    }
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
        this.#isAnew = false;
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
    this.#isAnew = false;
    this.#wasStopped = true;
    this.#running.begin(beginning);
  }

  /** Every tag was answered: what was not repeated is no more. */
  #end(row: WholeRow): void {
    const { clock, bound } = this.#deps;
    const { before: _, ...rest } = row;
    this.#board.whole = { ...rest, endedAt: clock.now() };
    this.#offer.clear();
    this.#isAnew = false;
    this.#wasStopped = false;
    this.#board.changed();
    void this.#running.keep().then(bound);
  }

  /** Nobody wants it any more. */
  #rest(): void {
    // What another one costs is to be found out again.
    if (this.#isAnew) this.#walked = undefined;
    this.#isAnew = false;
    this.#running.stop();
  }
}
