/**
 * The confirmation of all tags of a repository by HEAD, which a list that is to be published needs. It goes in rounds,
 * because no asker wants more than a thousand tags at a time, and it ends whatever is answered: a tag that cannot be had
 * is one that was asked.
 */
import { isSignatureTag } from '../core/tag.ts';
import { sortTags } from '../core/tag-order.ts';
import type { Board } from './board.ts';
import type { Heads } from './heads.ts';

/** Tags to ask for at a time. */
const ROUND = 1_000;

export interface Progress {
  /** In tags. */
  readonly done: number;
  readonly total: number;
}

export interface Confirmation {
  /** Begins as soon as the listing has ended. What is freshly known counts at once. */
  start(): void;
  /** Asks for the next tags where those before are answered. Call whenever something may have changed. */
  step(board: Board): void;
  /** How far it is; the end is told once, then it is over. */
  take(board: Board): Progress | undefined;
  drop(): void;
}

export function createConfirmation(heads: Heads): Confirmation {
  const asker = {};
  let isWanted = false;
  /** All tags, in tag order, once it has begun. */
  let tags: readonly string[] | undefined;
  let round: readonly string[] = [];
  /** Tags of the rounds before. */
  let done = 0;

  const pendingIn = (board: Board) =>
    round.filter((tag) => board.entry(tag).registryAsk.state === 'pending').length;

  function next(board: Board, all: readonly string[]): void {
    while (pendingIn(board) === 0 && done < all.length) {
      done += round.length;
      round = all.slice(done, done + ROUND);
      heads.want(asker, board, round, 0);
      if (round.length === 0) return;
    }
  }

  function drop(): void {
    heads.drop(asker);
    isWanted = false;
    tags = undefined;
    round = [];
    done = 0;
  }

  return {
    start() {
      drop();
      isWanted = true;
    },
    step(board) {
      if (!isWanted) return;
      if (tags === undefined) {
        if (board.listingAsk.state === 'pending') return;
        const known = [...board.entries()].map(({ tag }) => tag);
        tags = sortTags(known.filter((tag) => !isSignatureTag(tag)));
      }
      next(board, tags);
    },
    take(board) {
      if (!isWanted) return undefined;
      const total = tags?.length ?? 0;
      const progress = { done: Math.min(total, done + round.length - pendingIn(board)), total };
      if (tags && progress.done === total) drop();
      return progress;
    },
    drop,
  };
}
