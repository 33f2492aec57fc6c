/**
 * The walk through a repository's tag pages: the newest hundred tags first, then up to ten pages, because an anonymous
 * person gets no further than 1,000 rows (Docker Hub, since 2026-08-11); further where a person lets their account be used
 * for listing. It is what aliases beyond the page are made from.
 */
import { type Failure, failure } from '../core/failure.ts';
import { PAGE_SIZE } from '../hub/endpoints.ts';
import type { Board } from './board.ts';
import { IDLE, isFresh, PENDING } from './knowledge.ts';
import type { ListingRow, Store, WalkRow } from './store.ts';
import type { TagPages } from './tag-pages.ts';

const ANONYMOUS_PAGES = 10;
/** Five thousand tags: few repositories have more, and nobody is to wait for them. */
const ACCOUNT_PAGES = 50;
/** Pages under way at the same time, once it is known how many there are. */
const CONCURRENCY = 3;

export interface ListingDeps {
  readonly pages: TagPages;
  readonly store: Pick<Store, 'writeListing'>;
  now(): number;
  /** Something long was kept: what is kept in all may be too much. */
  bound(): void;
  /**
   * Resolves when a page after the first may be asked for; to `false` where nobody wants it any more. The first is what a
   * person waits for.
   */
  turn(isWanted: () => boolean): Promise<boolean>;
  /** Whether an account is used for it. */
  isAccountUsed(): boolean;
  /** Whether anybody still wants to know. */
  wanted(board: Board): boolean;
}

/** How many pages of a repository are asked for without a click. */
export function pagesByItself(isAccountUsed: boolean): number {
  return isAccountUsed ? ACCOUNT_PAGES : ANONYMOUS_PAGES;
}

/**
 * Walks. `board.listingAsk` tells where it stands; it ends failed, or with a new `board.listing`. When nobody wants it any
 * more it ends early, and leaves the listing as it was.
 *
 * A walk that was cut off lately (the worker died, a page failed, nobody was there) is gone on with: its pages are not
 * asked again. Tags move between pages meanwhile, as they do while three pages are under way: a tag that is pushed comes to
 * the front, and moves others to later pages, where they are met twice; only that tag itself, or one behind a tag that is
 * deleted, may be missed. Whatever somebody looks at and the walk did not meet is asked for by name, and the next walk is
 * five minutes from this one's beginning, not from its end.
 * @returns whether any page came
 */
export async function walk(board: Board, deps: ListingDeps): Promise<boolean> {
  board.listingAsk = PENDING;
  board.changed();
  const steps = new Walk(board, deps);
  await steps.run();
  steps.end();
  if (steps.problem) {
    board.listingAsk = { state: 'failed', failure: steps.problem, at: deps.now() };
  } else {
    board.listingAsk = IDLE;
    if (!steps.leftEarly) {
      board.listing = steps.row(deps.now());
      board.walk = undefined;
      // Nobody has to wait for the disk.
      void keepListing(board, deps.store).then(deps.bound);
    }
  }
  board.changed();
  return steps.came;
}

/** Writes what is known of a board's listings. */
export function keepListing(board: Board, store: ListingDeps['store']): Promise<void> {
  return board.untilWritten(writeListing(board, store));
}

/** Rows first: a listing that is kept, and each page that it tells of, says that its rows are. */
async function writeListing(board: Board, store: ListingDeps['store']): Promise<void> {
  const { repository, listing, walk, whole } = board;
  await board.keep();
  if (board.isRetired) return;
  await store.writeListing({
    repository,
    ...(listing && { listing }),
    ...(walk && { walk }),
    ...(whole && { whole }),
  });
}

class Walk {
  problem: Failure | undefined;
  leftEarly = false;
  readonly #board: Board;
  readonly #deps: ListingDeps;
  /** Not while a listing of all tags tells how far that is. */
  readonly #tellsProgress: boolean;
  #next = 1;
  #done: WalkRow;

  constructor(board: Board, deps: ListingDeps) {
    this.#board = board;
    this.#deps = deps;
    this.#tellsProgress = board.progress === undefined;
    const at = deps.now();
    const before = isFresh(board.walk, at) ? board.walk : undefined;
    this.#done = before ?? { at, pages: [], last: ACCOUNT_PAGES, seen: 0, sawEnd: false };
  }

  async run(): Promise<void> {
    if (this.came) this.#tell();
    else await this.#step(1);
    // Without a count a page may be asked for that is not there: one at a time then.
    const walkers = this.#done.count === undefined ? 1 : CONCURRENCY;
    await Promise.all(Array.from({ length: walkers }, () => this.#steps()));
  }

  /** Takes back what was told of the way. */
  end(): void {
    if (this.#tellsProgress) this.#board.progress = undefined;
  }

  /** Asked anew each time: a worker that has just started learns of its account while the first page is on its way. */
  get #most(): number {
    return pagesByItself(this.#deps.isAccountUsed());
  }

  get came(): boolean {
    return this.#done.pages.length > 0;
  }

  row(endedAt: number): ListingRow {
    const { at, count, sawEnd } = this.#done;
    return { at, endedAt, ...(count !== undefined && { count }), complete: sawEnd };
  }

  async #steps(): Promise<void> {
    for (let page = this.#take(); page !== undefined; page = this.#take()) {
      const isWanted = () => this.#deps.wanted(this.#board);
      if (!isWanted() || !(await this.#deps.turn(isWanted))) {
        this.leftEarly = true;
        return;
      }
      if (this.problem) return;
      await this.#step(page);
    }
  }

  /** The next page to ask for. */
  #take(): number | undefined {
    const { pages, last } = this.#done;
    while (pages.includes(this.#next)) this.#next += 1;
    if (this.problem || this.#next > Math.min(last, this.#most)) return undefined;
    this.#next += 1;
    return this.#next - 1;
  }

  async #step(page: number): Promise<void> {
    const answer = await this.#deps.pages.ask(this.#board, { page }, false);
    if (!answer.ok) {
      this.problem ??= answer.error;
      return;
    }
    const { pages, seen, sawEnd } = this.#done;
    if (answer.value.kind === 'wall') {
      if (page === 1) this.problem = failure('denied', { detail: 'wall on the first page' });
      else this.#note({}, page - 1);
      return;
    }
    const { count, names, hasNext } = answer.value;
    const counted = page === 1 ? count : undefined;
    const last = counted === undefined ? ACCOUNT_PAGES : Math.ceil(counted / PAGE_SIZE);
    this.#note(
      {
        pages: [...pages, page],
        seen: seen + names.length,
        sawEnd: sawEnd || !hasNext,
        ...(counted !== undefined && { count: counted }),
      },
      hasNext ? last : Math.min(last, page),
    );
    this.#tell();
  }

  /** Kept page by page: a worker that dies loses nothing but the requests in flight. */
  #note(change: Partial<WalkRow>, last: number): void {
    this.#done = { ...this.#done, ...change, last: Math.min(this.#done.last, last) };
    this.#board.walk = this.#done;
    void keepListing(this.#board, this.#deps.store);
  }

  #tell(): void {
    const { count, seen } = this.#done;
    this.#board.total = count ?? this.#board.total;
    if (count !== undefined && this.#tellsProgress) {
      const total = Math.min(count, this.#most * PAGE_SIZE);
      this.#board.progress = { done: Math.min(seen, total), total };
    }
    this.#board.changed();
  }
}
