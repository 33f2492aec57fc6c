/** The listing of all tags of a repository that has more than list themselves: started, paused and told by click. */
import type { WholeListingView } from '../messaging/view.ts';
import type { Board } from './board.ts';
import { WholeListing, type WholeListingDeps } from './whole-listing.ts';

export interface WholeListings {
  /** Somebody looks at this repository: what a listing of it would cost is found out, where it is a large one. */
  look(asker: object, board: Board): void;
  /** Lists all tags, or goes on with it, for as long as this asker is there. */
  start(asker: object, board: Board): void;
  /** Ends it for everybody; what came is kept. */
  pause(board: Board): void;
  /** The asker is gone, or looks at another repository: what nobody else has started ends. */
  drop(asker: object): void;
  /** Nothing where the repository lists itself. */
  view(asker: object, board: Board): WholeListingView | undefined;
}

export function createWholeListings(deps: WholeListingDeps): WholeListings {
  const listings = new WeakMap<Board, WholeListing>();
  /** Those that somebody looks at. */
  const cared = new Set<WholeListing>();

  function listingOf(board: Board): WholeListing {
    const found = listings.get(board) ?? new WholeListing(board, deps);
    listings.set(board, found);
    cared.add(found);
    return found;
  }

  return {
    look: (asker, board) => listingOf(board).look(asker),
    start: (asker, board) => listingOf(board).start(asker),
    pause: (board) => listings.get(board)?.pause(),
    drop(asker) {
      for (const listing of [...cared]) if (!listing.drop(asker)) cared.delete(listing);
    },
    view: (asker, board) => listings.get(board)?.view(asker),
  };
}
