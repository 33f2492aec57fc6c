/**
 * Which element stands for which tag, kept up to date by what changed. Several elements may name one tag (its link, its
 * platform table, each platform's link, its pull command): the best strategy wins, then the first in the document, so
 * that a tag has one row and never two.
 */
import type { RepositoryName } from '../core/repository.ts';
import { allIn, closest, holds, isBehind, outerOf } from './nodes.ts';
import { TAG_LIST } from './selectors.ts';
import { type Hit, hitOf, hitsIn, type Strategy } from './strategies.ts';

export interface RowIndex {
  /** Looks at a subtree that appeared. Answers the tags that it concerns. */
  scan(root: Element): Set<string>;
  /** Forgets a subtree that went. */
  forget(root: Element): Set<string>;
  /** Looks again at one element whose text or attributes changed. */
  recheck(element: Element): Set<string>;
  /** The row of a tag. */
  best(tag: string): Hit | undefined;
  /** All tags that are named, whether or not they have a row. */
  tags(): Iterable<string>;
}

/** Links and commands (3, 4) count only among the rows that a better strategy found, wherever one did. */
const RANKS: Readonly<Record<Strategy, number>> = { 1: 0, 2: 0, 3: 1, 4: 2 };

export function createRowIndex(repository: RepositoryName): RowIndex {
  const byElement = new Map<Element, Hit>();
  const byTag = new Map<string, Set<Hit>>();
  const byRank: readonly Set<Hit>[] = [new Set(), new Set(), new Set()];
  /** What the rows of each rank stand in, as found since the last change. */
  const lists = new Map<ReadonlySet<Hit>, Element | null>();

  function add(hit: Hit): void {
    byElement.set(hit.element, hit);
    const same = byTag.get(hit.tag);
    if (same) same.add(hit);
    else byTag.set(hit.tag, new Set([hit]));
    byRank[RANKS[hit.strategy]]?.add(hit);
  }

  function remove(hit: Hit): void {
    byElement.delete(hit.element);
    byRank[RANKS[hit.strategy]]?.delete(hit);
    const same = byTag.get(hit.tag);
    same?.delete(hit);
    if (same?.size === 0) byTag.delete(hit.tag);
  }

  function replace(element: Element, hit: Hit | undefined, changed: Set<string>): void {
    const before = byElement.get(element);
    if (before?.tag === hit?.tag && before?.strategy === hit?.strategy) {
      if (hit) changed.add(hit.tag);
      return;
    }
    if (before) {
      remove(before);
      changed.add(before.tag);
    }
    if (hit) {
      add(hit);
      changed.add(hit.tag);
    }
  }

  /** Runs a change, and names every tag when a better strategy came or went with it. */
  function changing(change: (changed: Set<string>) => void): Set<string> {
    const ranks = () => byRank.map((hits) => hits.size > 0).join();
    const before = ranks();
    lists.clear();
    const changed = new Set<string>();
    change(changed);
    if (ranks() !== before) for (const tag of byTag.keys()) changed.add(tag);
    return changed;
  }

  /** Whether a hit stands in the same list as the rows of better strategies, if there are any. */
  function isAmongRows(hit: Hit): boolean {
    for (const better of byRank.slice(0, RANKS[hit.strategy])) {
      const [first] = better;
      if (!first) continue;
      const list = lists.get(better) ?? listAround(first, better);
      lists.set(better, list);
      return list !== null && holds(list, hit.element);
    }
    return true;
  }

  return {
    scan: (root) =>
      changing((changed) => {
        for (const hit of hitsIn(root, repository)) replace(hit.element, hit, changed);
      }),
    forget: (root) =>
      changing((changed) => {
        if (byElement.size === 0) return;
        replace(root, undefined, changed);
        for (const element of allIn(root, '*')) replace(element, undefined, changed);
      }),
    recheck: (element) =>
      changing((changed) => replace(element, hitOf(element, repository), changed)),
    best(tag) {
      let best: Hit | undefined;
      for (const hit of byTag.get(tag) ?? []) {
        if (isAmongRows(hit) && (!best || isBetter(hit, best))) best = hit;
      }
      return best;
    },
    tags: () => byTag.keys(),
  };
}

/** The list that the rows of one strategy stand in: by its test id, else what two different rows have in common. */
function listAround(first: Hit, hits: ReadonlySet<Hit>): Element | null {
  const list = closest(first.element, TAG_LIST);
  if (list) return list;
  let other: Hit | undefined;
  for (const hit of hits) if (hit.tag !== first.tag) other = hit;
  // Only one row: what stands a few steps around it is still its own.
  if (!other) return ancestor(first.element, 3);
  let common: Element | null = first.element;
  while (common && !holds(common, other.element)) common = outerOf(common);
  return common;
}

function ancestor(element: Element, steps: number): Element {
  let outer = element;
  for (let step = 0; step < steps; step += 1) outer = outerOf(outer) ?? outer;
  return outer;
}

function isBetter(hit: Hit, than: Hit): boolean {
  if (hit.strategy !== than.strategy) return hit.strategy < than.strategy;
  return isBehind(than.element, hit.element);
}
