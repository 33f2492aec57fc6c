/**
 * The walk through a repository's tag pages: the newest hundred tags first, then up to ten pages, because an anonymous
 * person gets no further than 1,000 rows (Docker Hub, since 2026-08-11). It is what aliases beyond the page are made from.
 */
import { type Failure, failure } from '../core/failure.ts';
import { PAGE_SIZE } from '../hub/endpoints.ts';
import type { Board } from './board.ts';
import { IDLE, PENDING } from './knowledge.ts';
import type { ListingRow, Store } from './store.ts';
import type { TagPages } from './tag-pages.ts';

const MAX_PAGES = 10;
/** Pages under way at the same time, once it is known how many there are. */
const CONCURRENCY = 3;
/** Tags to keep in the store, over all repositories. */
const MAX_ROWS = 20_000;

export interface ListingDeps {
  readonly pages: TagPages;
  readonly store: Pick<Store, 'writeListing' | 'trimTags'>;
  now(): number;
  /** Whether anybody still wants to know. */
  wanted(board: Board): boolean;
}

/**
 * Walks. `board.listingAsk` tells where it stands; it ends failed, or with a new `board.listing`. When nobody wants it any
 * more it ends early, and leaves the listing as it was.
 * @returns whether any page came
 */
export async function walk(board: Board, deps: ListingDeps): Promise<boolean> {
  const at = deps.now();
  board.listingAsk = PENDING;
  board.changed();
  const steps = new Walk(board, deps);
  await steps.run();
  board.progress = undefined;
  if (steps.problem) {
    board.listingAsk = { state: 'failed', failure: steps.problem, at: deps.now() };
  } else {
    board.listingAsk = IDLE;
    if (!steps.leftEarly) {
      board.listing = steps.row(at);
      // Nobody has to wait for the disk.
      void keepListing(board, board.listing, deps.store);
    }
  }
  board.changed();
  return steps.came;
}

/** Rows first: a listing that is kept says that its rows are. */
async function keepListing(
  board: Board,
  listing: ListingRow,
  store: ListingDeps['store'],
): Promise<void> {
  await board.keep();
  if (board.isRetired) return;
  await store.writeListing(listing);
  await store.trimTags(MAX_ROWS);
}

class Walk {
  came = false;
  problem: Failure | undefined;
  leftEarly = false;
  readonly #board: Board;
  readonly #deps: ListingDeps;
  #next = 1;
  /** Last page to ask for, as far as is known. */
  #last = MAX_PAGES;
  #count: number | undefined;
  #seen = 0;
  #sawEnd = false;

  constructor(board: Board, deps: ListingDeps) {
    this.#board = board;
    this.#deps = deps;
  }

  async run(): Promise<void> {
    await this.#step();
    // Without a count a page may be asked for that is not there: one at a time then.
    const walkers = this.#count === undefined ? 1 : CONCURRENCY;
    await Promise.all(Array.from({ length: walkers }, () => this.#steps()));
  }

  row(at: number): ListingRow {
    return {
      repository: this.#board.repository,
      at,
      ...(this.#count !== undefined && { count: this.#count }),
      complete: this.#sawEnd,
    };
  }

  async #steps(): Promise<void> {
    while (this.#next <= this.#last && !this.problem) {
      if (!this.#deps.wanted(this.#board)) {
        this.leftEarly = true;
        return;
      }
      await this.#step();
    }
  }

  async #step(): Promise<void> {
    const page = this.#next;
    this.#next += 1;
    const answer = await this.#deps.pages.ask(this.#board, { page }, false);
    if (!answer.ok) {
      this.problem ??= answer.error;
      return;
    }
    if (answer.value.kind === 'wall') {
      if (page === 1) this.problem = failure('denied', { detail: 'wall on the first page' });
      this.#last = Math.min(this.#last, page - 1);
      return;
    }
    const { count, names, hasNext } = answer.value;
    this.came = true;
    this.#seen += names.length;
    if (page === 1 && count !== undefined) {
      this.#count = count;
      this.#last = Math.min(MAX_PAGES, Math.ceil(count / PAGE_SIZE));
    }
    if (!hasNext) {
      this.#sawEnd = true;
      this.#last = Math.min(this.#last, page);
    }
    this.#tell();
  }

  #tell(): void {
    this.#board.total = this.#count ?? this.#board.total;
    if (this.#count !== undefined) {
      const total = Math.min(this.#count, MAX_PAGES * PAGE_SIZE);
      this.#board.progress = { done: Math.min(this.#seen, total), total };
    }
    this.#board.changed();
  }
}
