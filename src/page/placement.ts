/**
 * Where the annotation goes in a row: beside the tag's name, outside of links, buttons and running text, and in a box
 * that lays its children out below each other, so that one line gets the row's width. Never outside the row. Reads
 * styles, but no sizes: asking for a size makes the browser lay out the whole page in the middle of our work.
 */
import type { RepositoryName } from '../core/repository.ts';
import { closest, firstIn, holds, isBehind, isElement, matches, outerOf } from './nodes.ts';
import { IMAGE_LIST, TAG_LIST, TAG_ROW } from './selectors.ts';
import { type Hit, hitOf } from './strategies.ts';
import { nameOf } from './tag-name.ts';

export interface Place {
  readonly reference: Element;
  readonly position: 'before' | 'after';
}

const MAX_STEPS = 6;

/** Elements that hold words or a control: a block inside them would be cut off, clicked or read as part of them. */
const INLINE =
  'a, button, label, summary, p, h1, h2, h3, h4, h5, h6, code, pre, span, b, strong, em, i, small';

/** Boxes that a row never reaches beyond, or that allow only certain children. */
const BOUNDARY =
  'body, main, td, th, li, dd, dt, table, thead, tbody, tr, ul, ol, dl, select, form';

export function placeOf(hit: Hit, repository: RepositoryName): Place {
  const name = nameOf(hit, repository);
  if (name) return climb(name, 'after', hit.tag, repository);
  if (hit.strategy === 2) return { reference: hit.element, position: 'before' };
  // A link in the platform table, in a row that does not show its name: above the table, where it is this row's own.
  const table = closest(hit.element, 'table');
  if (table && !holdsAnother(table, hit.tag, repository)) {
    return climb(table, 'before', hit.tag, repository);
  }
  return climb(hit.element, 'after', hit.tag, repository);
}

/**
 * A place in a row that is built as the site is known to build it: between the tag's name and the row's own table of
 * platforms, which is a good one where the row lays its parts out below each other. Reads no style.
 */
export function knownPlaceOf({ element }: Hit): Place | undefined {
  const row = closest(element, TAG_ROW);
  let list = row && firstIn(row, IMAGE_LIST);
  while (list && outerOf(list) !== row) list = outerOf(list);
  if (!list || holds(list, element)) return undefined;
  return { reference: list, position: 'before' };
}

/** Where an annotation belongs that stands elsewhere; nothing where it stands well. */
export function betterPlaceOf(
  element: Element,
  hit: Hit,
  repository: RepositoryName,
): Place | undefined {
  const known = knownPlaceOf(hit);
  const box = known && outerOf(known.reference);
  if (known && box && isAt(element, known) && isRoomy(box)) return undefined;
  const place = placeOf(hit, repository);
  return isAt(element, place) ? undefined : place;
}

/** Whether an element already stands where the place says; what others inserted between does not matter. */
export function isAt(element: Element, place: Place): boolean {
  const { reference, position } = place;
  if (element.parentElement !== outerOf(reference)) return false;
  return position === 'after' ? isBehind(element, reference) : isBehind(reference, element);
}

function climb(
  start: Element,
  position: Place['position'],
  tag: string,
  repository: RepositoryName,
): Place {
  const row = closest(start, TAG_ROW);
  let reference = start;
  let best: Element | undefined;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const parent = outerOf(reference);
    const outer = parent && outerOf(parent);
    if (!parent || !outer) break;
    if (isRoomy(parent)) {
      best = reference;
      // One column of several would be widened by us, and pushes its neighbours aside.
      if (!isSideBySide(outer)) break;
    }
    const isInRow = row ? holds(row, outer) : !holdsAnother(outer, tag, repository);
    if (isBoundary(parent) || !isInRow) break;
    reference = parent;
  }
  // A line of boxes with no way out: inside the box that holds the name there is room below it.
  best ??= isInline(outerOf(start)) ? start : reference;
  return { reference: best, position };
}

function isBoundary(element: Element): boolean {
  return matches(element, `${BOUNDARY}, ${TAG_ROW}, ${TAG_LIST}`);
}

function isInline(element: Element | null): boolean {
  return element !== null && matches(element, INLINE);
}

/** Whether children of this box get lines of their own. */
function isRoomy(box: Element): boolean {
  if (isInline(box)) return false;
  const { display, flexDirection } = getComputedStyle(box);
  const isColumn = display.endsWith('flex') && flexDirection.startsWith('column');
  return isColumn || ['block', 'flow-root', 'list-item', 'table-cell'].includes(display);
}

/** Whether children of this box stand beside each other. */
function isSideBySide(box: Element): boolean {
  const style = getComputedStyle(box);
  if (style.display.endsWith('flex')) return !style.flexDirection.startsWith('column');
  // Of a grid alone: that is a size, and has the page laid out.
  return style.display.endsWith('grid') && style.gridTemplateColumns.includes(' ');
}

/**
 * Whether a box holds a sign of another tag, that is, whether it is more than this tag's row. Stops at the first: asked
 * of the whole list it looks at one row or two, never at all of them.
 */
function holdsAnother(box: Element, tag: string, repository: RepositoryName): boolean {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const hit = isElement(node) ? hitOf(node, repository) : undefined;
    if (hit && hit.tag !== tag) return true;
  }
  return false;
}
