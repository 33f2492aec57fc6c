/** What a page session's parts (rows, opened sheets, declared lines) need of it, and what it needs of them. */
import type { Board } from './board.ts';
import type { Ask } from './knowledge.ts';
import type { ViewContext } from './tag-view.ts';

/** A part asks for what it shows, and tells what changed. */
export interface PagePart {
  /** Asks for whatever is not freshly known. Words grow old on a page that stays open. */
  ask(board: Board, context: () => ViewContext): void;
  /** The questions that its answers rest on. */
  asks(board: Board): readonly Ask[];
  /** Whether it shows something of which nothing was told yet. */
  hasUntold(): boolean;
  /** Tells what changed since it was last told. */
  tell(board: Board, context: ViewContext): void;
  /** Another repository is open, or everything was forgotten: nothing was told or asked yet. */
  reset(): void;
}
