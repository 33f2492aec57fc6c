/** Whether the registry has lately said what every tag of the groups points to: a list to be published rests on that. */
import type { AliasGroup } from '../core/relations.ts';
import type { Board } from './board.ts';
import { isFresh } from './knowledge.ts';

export type IsUnconfirmed = (board: Board, groups: readonly AliasGroup[], now: number) => boolean;

/** Begins with the group that was found last: while a repository is being confirmed, most are still to come. */
export function createIsUnconfirmed(): IsUnconfirmed {
  let last: AliasGroup | undefined;
  return (board, groups, now) => {
    const isOpen = ({ tags }: AliasGroup) =>
      tags.some((tag) => !isFresh(board.entry(tag).registry, now));
    if (last && isOpen(last) && board.related().relations.groupWith(last.digest) === last) {
      return true;
    }
    last = groups.find(isOpen);
    return last !== undefined;
  };
}
