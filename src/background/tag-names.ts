/**
 * The names of a repository's tags as the registry lists them: free, and without a digest. They are what there is to show
 * where the web API is out of reach. Asked once at a time for each board, whoever asks.
 */
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { isSignatureTag } from '../core/tag.ts';
import { sortTags } from '../core/tag-order.ts';
import type { Board } from './board.ts';
import type { FreeRegistry } from './gated.ts';

/** Names to put on a board at most. */
const MOST_NAMES = 1_000;

export interface TagNames {
  /** All names, those of signatures included, in the registry's order. */
  all(board: Board): Promise<Result<readonly string[], Failure>>;
  /** Puts the first names, in tag order, and their number on the board. */
  ask(board: Board): Promise<Result<void, Failure>>;
}

export function createTagNames(registry: Pick<FreeRegistry, 'tags'>): TagNames {
  const underway = new Map<Board, Promise<Result<readonly string[], Failure>>>();

  function all(board: Board): Promise<Result<readonly string[], Failure>> {
    const running = underway.get(board);
    if (running) return running;
    const asking = registry.tags(board.repository).finally(() => underway.delete(board));
    underway.set(board, asking);
    return asking;
  }

  return {
    all,
    async ask(board) {
      const answer = await all(board);
      if (!answer.ok) return answer;
      const names = answer.value.filter((tag) => !isSignatureTag(tag));
      for (const tag of sortTags(names).slice(0, MOST_NAMES)) board.update(tag, {});
      board.total = names.length;
      board.changed();
      return ok(undefined);
    },
  };
}
