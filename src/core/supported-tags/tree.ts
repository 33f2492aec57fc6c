/** The list as a tree of elements: the HTML form writes it down, and the script form builds it where it stands. */
import type { LineLayout, ListLayout } from './layout.ts';

type Name = 'code' | 'h2' | 'li' | 'p' | 'section' | 'small' | 'ul';

/** A text, or an element: its name and what is in it. There are no attributes, so there is nothing to escape in them. */
export type Piece = string | readonly [Name, ...Piece[]];

/** What stands around the lines, which belong into the `ul`. */
export function toTree({ title, sentences }: ListLayout): Piece {
  return ['section', ['h2', title], ['ul'], ['p', ['small', sentences.join(' ')]]];
}

export function lineTree({ tags, digest, platforms, notes }: LineLayout): Piece {
  const brackets = [...(platforms.length > 0 ? [platforms.join(', ')] : []), ...notes];
  const after: Piece[] = brackets.length > 0 ? [' ', ['small', `(${brackets.join('; ')})`]] : [];
  const names = tags.flatMap((tag, index): Piece[] => [index === 0 ? '' : ', ', ['code', tag]]);
  return ['li', ...names.slice(1), ': ', ['code', digest], ...after];
}
