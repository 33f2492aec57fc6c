/**
 * Which rows a tags page will have, before the site has put them there: those that stood at this address last, else those
 * that the web API has named for it. What is known of them can then stand in their first frame. It is a guess: nothing is
 * asked for it.
 */
import { isSameSet } from '../core/same-set.ts';
import type { TagPageQuestion } from '../hub/endpoints.ts';
import type { Board } from './board.ts';
import { questionKey, type TagPages } from './tag-pages.ts';
import { knownTagsOfAddress } from './tags-of-address.ts';

/** Addresses to remember at most. */
const MOST_ADDRESSES = 50;
/** Tags of one address: a page of the site has 25. */
const MOST_ROWS = 400;

export interface ExpectedRows {
  /** These tags stand on the page of that address. */
  note(board: Board, address: TagPageQuestion, tags: readonly string[]): void;
  /** In the order of the page; empty where there is nothing to go by. */
  of(board: Board, address: TagPageQuestion): readonly string[];
  clear(): void;
}

export function createExpectedRows(pages: Pick<TagPages, 'known'>): ExpectedRows {
  const noted = new Map<string, readonly string[]>();

  return {
    note(board, address, tags) {
      const key = questionKey(board, address);
      const before = noted.get(key) ?? [];
      const now = tags.slice(0, MOST_ROWS);
      noted.delete(key);
      // A page that was scrolled names those on screen first: how they stood at first is its order.
      noted.set(key, isSameSet(new Set(before), new Set(now)) ? before : now);
      const [oldest] = noted.keys();
      if (oldest !== undefined && noted.size > MOST_ADDRESSES) noted.delete(oldest);
    },
    of: (board, address) =>
      noted.get(questionKey(board, address)) ?? knownTagsOfAddress(pages, board, address),
    clear: () => noted.clear(),
  };
}
