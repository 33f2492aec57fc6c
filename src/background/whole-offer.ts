/** What a listing of all tags has to ask: found out from the registry's names and what is known, before anybody starts it. */
import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { PAGE_SIZE } from '../hub/endpoints.ts';
import type { Clock } from '../platform/clock.ts';
import type { Board } from './board.ts';
import { isFresh } from './knowledge.ts';
import { pagesByItself } from './listing.ts';
import { inSlices } from './slices.ts';
import type { ListingRow, Store, WholeRow } from './store.ts';
import {
  type Left,
  leftOf,
  nothingLearnt,
  type Planned,
  planOf,
  type WholeScope,
} from './whole-planned.ts';
import { begunListing, type NamesDeps, namesFor, nextListing } from './whole-record.ts';
import { countsFrom, type ListedNames, type Survey, survey } from './whole-survey.ts';

export interface WholeOfferDeps extends Pick<NamesDeps, 'tagNames'> {
  readonly store: Pick<Store, 'readNames' | 'writeNames'>;
  readonly clock: Clock;
  /** Whether an account is used for listing. */
  isAccountUsed(): boolean;
}

const NOTHING: Left = { requests: 0, heads: 0 };

/** What a run begins with. */
export interface Beginning {
  readonly scope: WholeScope;
  readonly row: WholeRow;
  readonly planned: Planned | undefined;
}

export class WholeOffer {
  /** While nothing runs. */
  left = NOTHING;
  known: Survey | undefined;
  readonly #board: Board;
  readonly #deps: WholeOfferDeps;
  #names: ListedNames | undefined;
  #learnt = nothingLearnt();
  /** The listing that would begin now, and what it would ask. */
  #next: { readonly row: WholeRow; readonly planned: Planned } | undefined;

  constructor(board: Board, deps: WholeOfferDeps) {
    this.#board = board;
    this.#deps = deps;
  }

  /** Whether what is left is no more than a guess. */
  get isGuess(): boolean {
    return this.#names === undefined && this.left.requests > 0;
  }

  /** Whether it was found out. */
  get isFound(): boolean {
    return this.#names !== undefined;
  }

  /**
   * Finds it out.
   * @param isAnew of a listing that makes again one that has ended
   * @param isWanted asked on the way: nobody may look any more
   * @returns why it could not be, or whether it was
   */
  async find(
    listing: ListingRow,
    isAnew: boolean,
    isWanted: () => boolean,
  ): Promise<Result<boolean, Failure>> {
    const { store, tagNames, clock, isAccountUsed } = this.#deps;
    if (isAnew) this.#learnt = nothingLearnt();
    this.#learnt.plainFrom = isAccountUsed() ? pagesByItself(true) + 1 : undefined;
    const sources = { store, tagNames, now: () => clock.now() };
    const names = await namesFor(this.#board, this.#names, isAnew, sources);
    if (!names.ok) {
      this.#names = undefined;
      this.#next = undefined;
      this.left = { requests: this.#guess(listing), heads: 0 };
      return err(names.error);
    }
    this.#names = names.value;
    const { whole } = this.#board;
    if (isAnew || whole?.endedAt === undefined) {
      return ok(await this.#plan(names.value, isWanted));
    }
    this.#keepNames(names.value);
    this.clear();
    const known = this.count(whole);
    if (!this.isUntold && isFresh({ at: whole.endedAt }, clock.now())) return ok(true);
    // What is told is what that one knows, and what the next one costs.
    const isMade = await this.#plan(names.value, isWanted);
    if (known) this.#note(known);
    return ok(isMade);
  }

  /** Whether tags are untold, as was counted last. */
  get isUntold(): boolean {
    return this.known !== undefined && this.known.untold.length > 0;
  }

  /** Whether the next one is planned with names that will still do. */
  isReady(now: number): boolean {
    return this.#next !== undefined && isFresh(this.#names, now);
  }

  begin(): Beginning | undefined {
    const board = this.#board;
    const names = this.#names;
    if (!names) return undefined;
    const next = this.#next;
    const now = this.#deps.clock.now();
    const row = begunListing(board, now) ?? next?.row ?? nextListing(board, now);
    this.#next = undefined;
    this.#keepNames(names);
    return {
      scope: { board, names, learnt: this.#learnt },
      row,
      planned: next?.row.at === row.at ? next.planned : undefined,
    };
  }

  /** The listing that would begin now, where nothing is left to ask for it. */
  get finished(): WholeRow | undefined {
    return this.#next?.planned.known.untold.length === 0 ? this.#next.row : undefined;
  }

  /** Counts anew what is known. */
  count({ at }: WholeRow): Survey | undefined {
    if (this.#names) this.#note(survey(this.#board, this.#names, countsFrom(at)));
    return this.known;
  }

  /**
   * What is told of how much is known.
   * @param isAnew of a listing that makes again one that has ended
   */
  told(isAnew: boolean): Pick<Survey, 'done' | 'total'> {
    const { whole, total } = this.#board;
    const { known: all } = this.#board.related();
    const known = this.known ?? { done: all, total: total ?? 0 };
    // Of one that is made again only what was told since.
    const isFirst = whole?.endedAt === undefined && whole?.before === undefined && !isAnew;
    const done = isFirst ? Math.max(known.done, Math.min(all, known.total)) : known.done;
    return { done, total: known.total };
  }

  /** Nothing is left. */
  clear(): void {
    this.left = NOTHING;
    this.#next = undefined;
  }

  async #plan(names: ListedNames, isWanted: () => boolean): Promise<boolean> {
    const board = this.#board;
    const now = this.#deps.clock.now();
    const row = nextListing(board, now);
    const steps = planOf({ board, names, learnt: this.#learnt }, row);
    const made = await inSlices(steps, this.#deps.clock, isWanted);
    if (!made) return false;
    const { plan, known } = made.value;
    this.#next = { row, planned: made.value };
    this.left = leftOf(plan);
    this.#note(known);
    return true;
  }

  #note(known: Survey): void {
    this.known = known;
    this.#board.total = known.total;
  }

  /** Pages that it takes at least; 0 where nobody knows. */
  #guess({ count = 0 }: ListingRow): number {
    return Math.max(0, Math.ceil((count - this.#board.related().known) / PAGE_SIZE));
  }

  /** Once for each time that they were asked for. */
  #keepNames(names: ListedNames): void {
    if (names.isKept || this.#board.isRetired) return;
    this.#names = { ...names, isKept: true };
    const { repository } = this.#board;
    void this.#deps.store.writeNames({ repository, at: names.at, names: names.all });
  }
}
