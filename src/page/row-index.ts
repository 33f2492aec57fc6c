/**
 * Which element stands for which tag, kept up to date by what changed. Several elements may name one tag (its link, its
 * platform table, each platform's link, its pull command): the best strategy wins, then the first in the document, so
 * that a tag has one row and never two.
 */
import type { RepositoryName } from '../core/repository.ts';
import { allIn, closest, holds, isBehind, isConnected, outerOf } from './nodes.ts';
import { TAG_LIST } from './selectors.ts';
import { type Hit, hintsIn, hitOf, namedIn, type Strategy } from './strategies.ts';

export interface RowIndex {
  /** Looks at a subtree that appeared. Answers the tags that it concerns, of a large one those that are named by a test id. */
  scan(root: Element): Set<string>;
  /** Whether there is more to look at. */
  hasMore(): boolean;
  /** Looks at links and commands of large subtrees, until it is told to rest. Answers the tags that these concern. */
  scanMore(isEnough: () => boolean): Set<string>;
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

/**
 * Where test ids name more than this, a few dozen rows, there are thousands of links and texts, which hardly any row is
 * found by then. They can wait.
 */
const MANY = 60;

export function createRowIndex(repository: RepositoryName): RowIndex {
  const byElement = new Map<Element, Hit>();
  const byTag = new Map<string, Set<Hit>>();
  const byRank: readonly Set<Hit>[] = [new Set(), new Set(), new Set()];
  /** What the rows of each rank stand in, as found since the last change. */
  const lists = new Map<ReadonlySet<Hit>, Element | null>();
  /** Links and commands still to be looked at. */
  let hints: Generator<Element | undefined>[] = [];

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

  /** Runs a change, and names every tag that a better strategy concerns which came or went with it. */
  function changing(change: (changed: Set<string>) => void): Set<string> {
    const before = byRank.map(({ size }) => size > 0);
    lists.clear();
    const changed = new Set<string>();
    change(changed);
    const better = byRank.findIndex(({ size }, rank) => size > 0 !== before[rank]);
    if (better < 0) return changed;
    for (const worse of byRank.slice(better + 1)) for (const { tag } of worse) changed.add(tag);
    return changed;
  }

  function look(element: Element, changed: Set<string>): void {
    replace(element, hitOf(element, repository), changed);
  }

  /** Whether a tag has a row whatever else names it. */
  function isNamed(tag: string): boolean {
    return [...(byTag.get(tag) ?? [])].some((hit) => RANKS[hit.strategy] === 0);
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
        const named = namedIn(root);
        for (const element of named) look(element, changed);
        const isLong = named.length > MANY && (byRank[0]?.size ?? 0) > 0;
        if (isLong) hints.push(hintsIn(root, true));
        else for (const hint of hintsIn(root)) if (hint) look(hint, changed);
      }),
    hasMore: () => hints.length > 0,
    scanMore(isEnough) {
      const changed = changing((found) => {
        for (const some of hints) {
          for (let step = some.next(); !step.done; step = some.next()) {
            // The page may have taken it away meanwhile.
            if (step.value && isConnected(step.value)) look(step.value, found);
            if (isEnough()) return;
          }
          hints = hints.filter((other) => other !== some);
        }
      });
      for (const tag of changed) if (isNamed(tag)) changed.delete(tag);
      return changed;
    },
    forget: (root) =>
      changing((changed) => {
        if (byElement.size === 0) return;
        replace(root, undefined, changed);
        for (const element of allIn(root, '*')) replace(element, undefined, changed);
      }),
    recheck: (element) => changing((changed) => look(element, changed)),
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
