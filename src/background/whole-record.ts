/**
 * What is kept of listings of all tags: one is gone on with for a day. What its answers told is kept as tags are; here is
 * which questions were answered, so that none of them is asked again.
 */
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { PAGE_SIZE } from '../hub/endpoints.ts';
import type { Board } from './board.ts';
import { isFresh, isWithin } from './knowledge.ts';
import { pagesByItself } from './listing.ts';
import type { ListingRow, Store, WholeRow } from './store.ts';
import type { TagNames } from './tag-names.ts';
import { countsFrom, type ListedNames, listedNames } from './whole-survey.ts';

/** Milliseconds for which one that was not finished can be gone on with. */
const RESUMABLE_MS = 24 * 60 * 60_000;

/** One that was begun, and can be gone on with. */
export function begunListing({ whole }: Board, now: number): WholeRow | undefined {
  if (!whole || whole.endedAt !== undefined) return undefined;
  return isWithin(RESUMABLE_MS, whole.at, now) ? whole : undefined;
}

/**
 * A listing that nobody has begun yet. It takes in what the walk through the first thousand has told just now, unless the
 * one before it has done so already.
 */
export function newListing(
  { whole, listing }: Pick<Board, 'whole' | 'listing'>,
  now: number,
): WholeRow {
  const walked = isFresh(listing, now) ? listing : undefined;
  const isNews = walked !== undefined && (whole === undefined || walked.at > whole.at);
  const before = whole?.endedAt === undefined ? whole?.before : whole.at;
  return {
    at: isNews ? walked.at : now,
    asked: [],
    ...(before !== undefined && { before }),
  };
}

/** One to go on with: that was begun, or has just ended, should tags be untold since; else a new one. */
export function nextListing(board: Board, now: number): WholeRow {
  return begunListing(board, now) ?? justEnded(board, now) ?? newListing(board, now);
}

function justEnded({ whole }: Board, now: number): WholeRow | undefined {
  if (whole?.endedAt === undefined || !isFresh({ at: whole.endedAt }, now)) return undefined;
  const { endedAt: _, ...rest } = whole;
  return { ...rest, before: whole.at };
}

/** Whether the walk through the first tags sees all there are. */
export function listsItself(
  { complete, count = Number.POSITIVE_INFINITY }: ListingRow,
  isAccountUsed: boolean,
): boolean {
  return complete || count <= pagesByItself(isAccountUsed) * PAGE_SIZE;
}

export interface NamesDeps {
  readonly tagNames: Pick<TagNames, 'all'>;
  readonly store: Pick<Store, 'readNames'>;
  now(): number;
}

/**
 * The names of all tags: those that are at hand, as long as they will do, else the registry's.
 * @param held those that were got last in this life of the worker
 * @param isAnew whether a listing that has ended is to be made again
 */
export async function namesFor(
  board: Board,
  held: ListedNames | undefined,
  isAnew: boolean,
  { tagNames, store, now }: NamesDeps,
): Promise<Result<ListedNames, Failure>> {
  const kept = held ?? (await storedNames(board, store));
  if (kept && willDo(kept, board, isAnew, now())) return ok(kept);
  const at = now();
  const answer = await tagNames.all(board);
  return answer.ok ? ok(listedNames(answer.value, at)) : answer;
}

async function storedNames(
  { repository }: Board,
  store: NamesDeps['store'],
): Promise<ListedNames | undefined> {
  const stored = await store.readNames(repository);
  return stored && { ...listedNames(stored.names, stored.at), isKept: true };
}

function willDo(kept: ListedNames, board: Board, isAnew: boolean, now: number): boolean {
  const begun = begunListing(board, now);
  if (begun && kept.at >= countsFrom(begun.at)) return true;
  if (isDone(board) && !isAnew && board.listing?.count === kept.all.length) return true;
  return isFresh(kept, now);
}

export function isDone({ whole }: Board): boolean {
  return whole?.endedAt !== undefined;
}
