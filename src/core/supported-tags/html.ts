/** The list as a fragment of HTML: elements without attributes but one, and every text escaped. */
import type { ListLayout } from './layout.ts';
import { type Piece, toTree } from './tree.ts';

/** One line for each digest; ends with a line break. */
export function toHtml(layout: ListLayout): string {
  const tree = write(toTree(layout));
  return `${tree.replace('<section>', `<section lang="${escaped(layout.language)}">`)}\n`;
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
