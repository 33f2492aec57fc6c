/**
 * One board for each repository that somebody looks at, and a few that somebody looked at lately. What they learn goes
 * into the store within a second or so: a worker that is stopped loses no more than it can ask for again.
 */
import type { RepositoryName } from '../core/repository.ts';
import type { Clock } from '../platform/clock.ts';
import { Board } from './board.ts';
import { createFrame } from './frame.ts';
import type { ManifestShelf } from './manifests.ts';
import type { Store } from './store.ts';

/** Boards to hold that nobody uses at this moment. */
const MOST_IDLE = 8;
/** Tags of those boards together: a large repository takes tens of megabytes. One is held however large it is. */
const MOST_IDLE_TAGS = 30_000;
/** Milliseconds between two writes of one repository's new rows. */
const KEEP_FRAME_MS = 100;

export interface Boards {
  /** The board of a repository, for as long as `user` uses it. */
  open(repository: RepositoryName, user: object): Board;
  /** Ends every use by that user. */
  leave(user: object): void;
  all(): Iterable<Board>;
  /** Those that somebody uses. */
  used(): Iterable<Board>;
  /** What was kept of these repositories is gone: boards that nobody uses count on it, and go too. */
  drop(repositories: ReadonlySet<RepositoryName>): void;
  /** A listing that did not see all may see more now: it is to be made again where it is next wanted. */
  relist(): void;
  /** Retires all boards: whoever uses one goes on with it until they open the repository anew. */
  forget(): void;
}

export interface BoardsDeps {
  readonly store: Store;
  readonly shelf: Pick<ManifestShelf, 'facts' | 'recall' | 'onChange'>;
  readonly clock: Clock;
  /** As the boards need it. */
  quiet(): Promise<void>;
}

export function createBoards({ store, shelf, clock, quiet }: BoardsDeps): Boards {
  /** In the order of last use. */
  const boards = new Map<RepositoryName, { board: Board; users: Set<object> }>();

  function create(repository: RepositoryName): Board {
    const board = new Board({ repository, store, shelf, now: () => clock.now(), quiet });
    board.onChange(createFrame(clock, KEEP_FRAME_MS, () => void board.keep().then(dropIdle)));
    return board;
  }

  function dropIdle(): void {
    const idle = [...boards].filter(([, { users }]) => users.size === 0).reverse();
    let tags = 0;
    for (const [place, [repository, { board }]] of idle.entries()) {
      tags += board.size;
      const isTooMuch = place >= MOST_IDLE || (place > 0 && tags > MOST_IDLE_TAGS);
      // One that is still to be written has to be found when everything is forgotten.
      if (isTooMuch && board.isKept) letGo(repository, board);
    }
  }

  /** What it may still be answered is nobody's: it could come to be written after all was forgotten. */
  function letGo(repository: RepositoryName, board: Board): void {
    board.isRetired = true;
    boards.delete(repository);
  }

  shelf.onChange((digest) => {
    for (const { board } of boards.values()) board.read(digest);
  });

  return {
    open(repository, user) {
      const slot = boards.get(repository) ?? {
        board: create(repository),
        users: new Set<object>(),
      };
      slot.users.add(user);
      boards.delete(repository);
      boards.set(repository, slot);
      dropIdle();
      return slot.board;
    },
    leave(user) {
      for (const { users } of boards.values()) users.delete(user);
      dropIdle();
    },
    *all() {
      for (const { board } of boards.values()) yield board;
    },
    *used() {
      for (const { board, users } of boards.values()) if (users.size > 0) yield board;
    },
    drop(repositories) {
      for (const repository of repositories) {
        const slot = boards.get(repository);
        if (slot?.users.size === 0) letGo(repository, slot.board);
      }
    },
    relist() {
      for (const { board } of boards.values()) {
        if (board.listing?.complete === false) board.listing = undefined;
      }
    },
    forget() {
      for (const { board } of boards.values()) board.isRetired = true;
      boards.clear();
    },
  };
}
