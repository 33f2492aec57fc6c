/** Whether the registry has lately said what every tag of the groups points to: a list to be published rests on that. */
import type { AliasGroup } from '../core/relations.ts';
import type { Board } from './board.ts';
import { isFresh, isOvertaken, isWithin, needsRegistry, type RegistryWord } from './knowledge.ts';

/**
 * HEADs that one click may cause without asking first: what the tools of the official images send in a minute at most. As
 * many rows are confirmed on a long page, within seconds; from there on a person waits, and should know how long.
 */
const MOST_UNASKED = 300;

/** Whether that many HEADs are so many that a person is to be asked first. */
export function isLong(heads: number): boolean {
  return heads > MOST_UNASKED;
}

/** @param since a word that is older than fresh counts too where it is not older than this, milliseconds since 1970 */
function isConfirmed(word: RegistryWord | undefined, now: number, since = now): boolean {
  return isFresh(word, now) || (word !== undefined && word.at >= since && word.at <= now);
}

export type IsUnconfirmed = (
  board: Board,
  groups: readonly AliasGroup[],
  now: number,
  since: number | undefined,
) => boolean;

/** Goes on where it last found one that is not: while a repository is being confirmed, those before it are. */
export function createIsUnconfirmed(): IsUnconfirmed {
  let place = 0;
  return (board, groups, now, since) => {
    const isOpen = ({ tags }: AliasGroup) =>
      tags.some((tag) => !isConfirmed(board.entry(tag).registry, now, since));
    const after = groups.findIndex((group, at) => at >= place && isOpen(group));
    place = Math.max(0, after >= 0 ? after : groups.findIndex(isOpen));
    const found = groups[place];
    return found !== undefined && isOpen(found);
  };
}

/** The tags that a confirmation of all would ask for, in the order of a list, and after them those without a digest. */
export function openTags(board: Board, now: number, since: number | undefined): readonly string[] {
  const isOpen = (tag: string) => {
    const entry = board.entry(tag);
    if (entry.registryAsk.state === 'pending') return true;
    const isSaid = entry.registry?.digest !== undefined && isConfirmed(entry.registry, now, since);
    return needsRegistry(entry, now) && (!isSaid || isOvertaken(entry));
  };
  const open: string[] = [];
  for (const { tags } of board.related().relations.groups) open.push(...tags.filter(isOpen));
  for (const tag of board.unspoken()) if (isOpen(tag)) open.push(tag);
  return open;
}

/** Milliseconds after which they are counted again though no group has changed: a look at each of 24,000 takes some. */
const RECOUNT_MS = 1_000;

interface OpenCount {
  readonly groups: readonly AliasGroup[];
  readonly at: number;
  readonly count: number;
}

/** How many those are, near enough to say what asking for them costs. */
export function createOpenCount(): (
  board: Board,
  now: number,
  since: number | undefined,
) => number {
  let last: OpenCount | undefined;
  return (board, now, since) => {
    const { groups } = board.related().relations;
    const isLately = last !== undefined && isWithin(RECOUNT_MS, last.at, now);
    if (!last || last.groups !== groups || !isLately) {
      last = { groups, at: now, count: openTags(board, now, since).length };
    }
    return last.count;
  };
}
