/** The tags of a repository that stand in no group: those whose digest nobody could tell, and those of signatures. */
import type { Failure } from '../core/failure.ts';
import { sortTags } from '../core/tag-order.ts';
import type { RepositoryView } from '../messaging/view.ts';
import type { Board } from './board.ts';
import type { TagEntry } from './knowledge.ts';
import { isMissing } from './spoken.ts';
import { failureView, notFound } from './tag-view.ts';

/** Tags without a digest to name at most. */
const MOST_UNKNOWN = 200;

export interface Ungrouped {
  /** Without a digest, tag order. The same list for as long as they are the same. */
  readonly unknown: readonly string[];
  /** How many hold signatures of other manifests. */
  readonly signatureTags: number;
}

/** Puts them in order only where others are unknown than before. */
export function createUngrouped(): (board: Board) => Ungrouped {
  let found: readonly string[] = [];
  let unknown: readonly string[] = [];
  return (board) => {
    const unspoken = board.unspoken();
    if (unspoken.size !== found.length || !found.every((tag) => unspoken.has(tag))) {
      found = [...unspoken];
      unknown = sortTags(found);
    }
    return { unknown, signatureTags: board.signatures().size };
  };
}

/** @param asked the tag that was opened: it is named where it is one of them, however many there are */
export function unknownTagViews(
  board: Board,
  unknown: readonly string[],
  asked: string | undefined,
  now: number,
): Pick<RepositoryView, 'unknownTags' | 'furtherUnknown'> {
  const named = unknown.slice(0, MOST_UNKNOWN);
  if (asked !== undefined && !named.includes(asked) && unknown.includes(asked)) {
    named.splice(-1, 1, asked);
  }
  const unknownTags = named.map((tag) => {
    const reason = reasonOf(board.entry(tag), now);
    return { tag, ...(reason && { failure: failureView(reason) }) };
  });
  if (unknown.length <= named.length) return { unknownTags };
  const isNamed = new Set(named);
  const rest = unknown.filter((tag) => !isNamed.has(tag));
  return { unknownTags, furtherUnknown: countUnknown(board, rest, now) };
}

/** Those that the registry does not have, and the others. */
export function countUnknown(
  board: Board,
  unknown: readonly string[],
  now: number,
): { readonly missing: number; readonly unknown: number } {
  const isGone = (tag: string) => reasonOf(board.entry(tag), now)?.kind === 'not-found';
  const missing = unknown.filter(isGone).length;
  return { missing, unknown: unknown.length - missing };
}

function reasonOf(entry: TagEntry, now: number): Failure | undefined {
  if (isMissing(entry, now)) return notFound();
  return entry.registryAsk.state === 'failed' ? entry.registryAsk.failure : undefined;
}
