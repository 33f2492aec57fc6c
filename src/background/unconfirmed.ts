/** Whether the registry has lately said what every tag of the groups points to: a list to be published rests on that. */
import type { AliasGroup } from '../core/relations.ts';
import type { Board } from './board.ts';
import { isFresh } from './knowledge.ts';

export type IsUnconfirmed = (board: Board, groups: readonly AliasGroup[], now: number) => boolean;

/** Goes on where it last found one that is not: while a repository is being confirmed, those before it are. */
export function createIsUnconfirmed(): IsUnconfirmed {
  let place = 0;
  return (board, groups, now) => {
    const isOpen = ({ tags }: AliasGroup) =>
      tags.some((tag) => !isFresh(board.entry(tag).registry, now));
    const after = groups.findIndex((group, at) => at >= place && isOpen(group));
    place = Math.max(0, after >= 0 ? after : groups.findIndex(isOpen));
    const found = groups[place];
    return found !== undefined && isOpen(found);
  };
}
