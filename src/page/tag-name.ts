/**
 * Where a row shows its tag's name, for rows that were recognised by something else (a link of the platform table, a
 * pull command): the annotation belongs beside the name. Looks outwards from the hit, step by step, and stops before it
 * could reach another row, so that it costs the same on a page of 25 rows and of 2,500.
 */
import type { RepositoryName } from '../core/repository.ts';
import { closest, holds, matches, outerOf } from './nodes.ts';
import { TAG_ROW } from './selectors.ts';
import { type Hit, hitOf, ownText, textsIn } from './strategies.ts';

const MAX_STEPS = 5;
const MAX_TEXTS = 200;

/** The element whose own text is the tag, in the same row; nothing where the row does not show it so. */
export function nameOf(hit: Hit, repository: RepositoryName): Element | undefined {
  if (ownText(hit.element) === hit.tag) return hit.element;
  let row: Element = hit.element;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const outer = outerOf(row);
    if (!outer || matches(row, TAG_ROW)) return undefined;
    const found = searchIn(outer, row, hit, repository);
    if (found !== 'not here') return found;
    row = outer;
  }
  return undefined;
}

/** Looks at what `outer` has beyond `seen`. `undefined`: another row begins here, there is nothing more to find. */
function searchIn(
  outer: Element,
  seen: Element,
  hit: Hit,
  repository: RepositoryName,
): Element | 'not here' | undefined {
  let texts = 0;
  let candidate: Element | undefined;
  for (const text of textsIn(outer)) {
    const element = text.parentElement;
    texts += 1;
    if (texts > MAX_TEXTS) return undefined;
    if (!element || holds(seen, element)) continue;
    if (namesAnother(element, hit.tag, repository)) return undefined;
    if (!candidate && ownText(element) === hit.tag) candidate = element;
  }
  return candidate ?? 'not here';
}

/** Whether an element, or the link or test id around it, is a sign of another tag's row. */
function namesAnother(element: Element, tag: string, repository: RepositoryName): boolean {
  const other = hitOf(closest(element, 'a') ?? element, repository);
  return other !== undefined && other.tag !== tag;
}
