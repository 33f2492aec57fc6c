/** The runtime check of a drawn sheet: nothing but the elements and attributes of `sheet.ts`, and no more than a page bears. */
import { isRecord } from './guards.ts';
import { SHEET_ATTRIBUTES, SHEET_ELEMENTS, type SheetTree } from './sheet.ts';

/** Elements and texts of one sheet, and how deep they may lie. A sheet of thirty platforms has some 3,000, 14 deep. */
const MOST_NODES = 20_000;
const DEEPEST = 40;

const elements = new Set<unknown>(SHEET_ELEMENTS);
const attributes = new Set<string>(SHEET_ATTRIBUTES);

export function isSheetTree(value: unknown): value is SheetTree {
  return nodesIn(value) <= MOST_NODES;
}

/**
 * How many elements and texts there are, counted until they are more than one sheet may have: infinitely many in what is no
 * tree, so that one comparison answers for everything.
 */
export function nodesIn(tree: unknown, depth: number = DEEPEST): number {
  if (!Array.isArray(tree) || depth === 0) return Number.POSITIVE_INFINITY;
  let nodes = tree.length;
  for (const child of tree) {
    if (typeof child === 'string') continue;
    if (!isBranch(child)) return Number.POSITIVE_INFINITY;
    nodes += nodesIn(child.children, depth - 1);
    if (nodes > MOST_NODES) return nodes;
  }
  return nodes;
}

function isBranch(child: unknown): child is { readonly children: unknown } {
  if (!isRecord(child) || !elements.has(child['element'])) return false;
  const given = child['attributes'];
  if (!isRecord(given)) return false;
  return Object.entries(given).every(
    ([name, value]) => attributes.has(name) && typeof value === 'string',
  );
}
