/** The list as a fragment of HTML: elements without attributes but one, and every text escaped. */
import type { LineLayout, ListLayout } from './layout.ts';
import { lineTree, type Piece, toTree } from './tree.ts';
import { around, type Written } from './written.ts';

/** One line for each digest; ends with a line break. */
export function toHtml(layout: ListLayout): Written<LineLayout> {
  const tree = write(toTree(layout));
  const whole = `${tree.replace('<section>', `<section lang="${escaped(layout.language)}">`)}\n`;
  // Of texts no `<` is left.
  const [before, after] = around(whole, '<ul>');
  return { before, line: (line) => write(lineTree(line)), after };
}

/** Elements that begin on a line of their own. */
const BLOCKS = new Set(['h2', 'li', 'p', 'ul']);

function write(piece: Piece): string {
  if (typeof piece === 'string') return escaped(piece);
  const [name, ...inside] = piece;
  const end = name === 'ul' || name === 'section' ? '\n' : '';
  return `${BLOCKS.has(name) ? '\n' : ''}<${name}>${inside.map(write).join('')}${end}</${name}>`;
}

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? '');
}
