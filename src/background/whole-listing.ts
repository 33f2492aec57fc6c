/**
 * The listing of all tags of one repository, as those see it who look on: what it would cost, how far it is, and why it
 * stands still. `whole-run.ts` does the work.
 */
import type { Failure } from '../core/failure.ts';
import { PAGE_SIZE } from '../hub/endpoints.ts';
import type { WholeListingView } from '../messaging/view.ts';
import type { Board } from './board.ts';
import { isFresh } from './knowledge.ts';
import { keepListing, pagesByItself } from './listing.ts';
import type { ListingRow, Store, WholeRow } from './store.ts';
import { withAsked } from './whole-plan.ts';
import {
  begunListing,
  isDone,
  listsItself,
  type NamesDeps,
  namesFor,
  newListing,
} from './whole-record.ts';
import {
  type Learnt,
  type Left,
  nothingLearnt,
  type Planned,
  planOf,
  WholeRun,
  type WholeRunDeps,
} from './whole-run.ts';
import { countsFrom, type ListedNames, type Survey, survey } from './whole-survey.ts';
import { wholeView } from './whole-view.ts';
import { oneAtATime } from './writes.ts';

export interface WholeListingDeps extends WholeRunDeps, Pick<NamesDeps, 'tagNames'> {
  readonly store: Pick<Store, 'writeListing' | 'readNames' | 'writeNames'>;
  /** Whether an account is used for listing. */
  isAccountUsed(): boolean;
  /** Something long was kept: what is kept in all may be too much. */
  bound(): void;
}

const NOTHING: Left = { requests: 0, heads: 0 };

export class WholeListing {
  readonly #board: Board;
  readonly #deps: WholeListingDeps;
  readonly #keep: () => Promise<boolean>;
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
  #names: ListedNames | undefined;
  #keptNames: ListedNames | undefined;
  /** The one that would begin now, and what it would ask. */
  #next: { readonly row: WholeRow; readonly planned: Planned } | undefined;
  #known: Survey | undefined;
  #left = NOTHING;
  #learnt: Learnt = nothingLearnt();
  #failure: Failure | undefined;
  #running: { readonly run: WholeRun; readonly stop: AbortController } | undefined;
  #wasStopped = false;

  constructor(board: Board, deps: WholeListingDeps) {
    this.#board = board;
    this.#deps = deps;
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
    if (this.#lookers.size + this.#starters.size > 0) return true;
    this.#stopListening?.();
    this.#stopListening = undefined;
    return false;
  }

  view(): WholeListingView | undefined {
    const { pace, clock } = this.#deps;
    const state = this.#state();
    if (state === undefined) return undefined;
    const { whole, total } = this.#board;
    const known = this.#known ?? { done: this.#board.related().known, total: total ?? 0 };
    const facts = {
      state,
      left: this.#running?.run.left ?? this.#left,
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
      this.#learnt = nothingLearnt();
      void this.#prepare(listing);
    } else if (isWanted && !this.#names) void this.#prepare(listing);
    else if (isWanted && this.#names) this.#begin(this.#names);
  }

  /** Finds out what there is to ask. */
  async #prepare(listing: ListingRow): Promise<void> {
    this.#walked = listing;
    this.#failure = undefined;
    if (this.#isItself()) {
      this.#board.told();
      return;
    }
    const { store, tagNames, clock, isAccountUsed } = this.#deps;
    this.#isPlanning = true;
    this.#learnt.plainFrom = isAccountUsed() ? pagesByItself(true) + 1 : undefined;
    this.#board.told();
    const sources = { store, tagNames, now: () => clock.now() };
    const names = await namesFor(this.#board, this.#names, this.#isAnew, sources);
    this.#isPlanning = false;
    if (names.ok) this.#plan(names.value);
    else {
      this.#failure = names.error;
      this.#starters.clear();
      this.#left = { requests: this.#guess(listing), heads: 0 };
    }
    this.#board.told();
  }

  /** Pages that it takes at least. */
  #guess({ count = 0 }: ListingRow): number {
    return Math.max(0, Math.ceil((count - this.#board.related().known) / PAGE_SIZE));
  }

  #plan(names: ListedNames): void {
    const board = this.#board;
    this.#names = names;
    const now = this.#deps.clock.now();
    if (board.whole && isDone(board) && !this.#isAnew) {
      this.#note(survey(board, names, countsFrom(board.whole.at)));
      this.#left = NOTHING;
      this.#keepNames(names);
      return;
    }
    const row = begunListing(board, now) ?? newListing(board, now);
    const planned = planOf({ board, names, learnt: this.#learnt }, row);
    const { plan, known } = planned;
    this.#next = { row, planned };
    this.#left = { requests: plan.requests, heads: plan.heads.length };
    this.#note(known);
    if (known.untold.length === 0) this.#end(row);
  }

  #note(known: Survey): void {
    this.#known = known;
    this.#board.total = known.total;
  }

  #begin(names: ListedNames): void {
    const board = this.#board;
    const now = this.#deps.clock.now();
    const row = begunListing(board, now) ?? this.#next?.row ?? newListing(board, now);
    const planned = this.#next?.row.at === row.at ? this.#next.planned : undefined;
    this.#next = undefined;
    board.whole = row;
    this.#isAnew = false;
    this.#wasStopped = true;
    const stop = new AbortController();
    const scope = { board, names, learnt: this.#learnt };
    const run = new WholeRun(scope, () => board.whole ?? row, planned, this.#deps, stop.signal, {
      answered: (name, page) => {
        const { whole } = board;
        // One that began anew has its own questions.
        if (whole?.at !== row.at || whole.endedAt !== undefined) return;
        board.whole = { ...whole, asked: withAsked(whole.asked, name, page) };
        void this.#keep();
        this.#tell(names, row);
      },
      told: () => this.#tell(names, row),
    });
    this.#running = { run, stop };
    this.#keepNames(names);
    this.#tell(names, row);
    void run.run().then((problem) => this.#ended(row, stop, problem));
  }

  #tell(names: ListedNames, row: WholeRow): void {
    const known = survey(this.#board, names, countsFrom(row.at));
    this.#note(known);
    if (this.#running) this.#board.progress = { done: known.done, total: known.total };
    this.#board.told();
  }

  #ended(row: WholeRow, stop: AbortController, problem: Failure | undefined): void {
    if (this.#running?.stop !== stop) return;
    this.#left = this.#running.run.left;
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
    this.#left = NOTHING;
    this.#isAnew = false;
    this.#wasStopped = false;
    this.#board.changed();
    void this.#keep().then(bound);
  }

  /** Nobody wants it any more. What is under way is still taken in. */
  #rest(): void {
    if (this.#isAnew) this.#left = NOTHING;
    this.#isAnew = false;
    if (!this.#running) return;
    const { run, stop } = this.#running;
    stop.abort();
    this.#left = run.left;
    this.#running = undefined;
    this.#board.progress = undefined;
    this.#board.told();
  }

  #keepNames(names: ListedNames): void {
    if (names === this.#keptNames || this.#board.isRetired) return;
    this.#keptNames = names;
    const { repository } = this.#board;
    void this.#deps.store.writeNames({ repository, at: names.at, names: names.all });
  }
}
