/**
 * Elements of ours that this script did not make: left by an earlier instance (Firefox leaves them when an extension is
 * disabled or updated), or copied by a page that clones its rows or writes their HTML anew. They are dead, and a row
 * must never have two. An element that only has our name and says nothing of a tag is the page's own and stays.
 */
import { allIn, matches } from './nodes.ts';

export const ANNOTATION_NAME = 'digest-lens';
export const DOCK_NAME = 'digest-lens-dock';
export const LINE_NAME = 'digest-lens-line';

const LEFT = [
  `${ANNOTATION_NAME}[data-repository][data-tag][data-state]`,
  `${DOCK_NAME}[data-repository]`,
  `${LINE_NAME}[data-tags][data-verdict]`,
].join(', ');

/** Removes dead elements of ours in and under `root`. */
export function removeLeftovers(root: Element, isAlive: (element: Element) => boolean): void {
  const found = [...allIn(root, LEFT)];
  if (matches(root, LEFT)) found.push(root);
  for (const element of found) if (!isAlive(element)) element.remove();
}
