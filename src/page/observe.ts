/**
 * What changed on the page, boiled down: subtrees that appeared, subtrees that went, and single elements whose text or
 * naming attributes changed. One report for each batch of mutations, before the next paint. Nothing here looks further
 * than the mutation records, so that a change costs what changed. A page that never rests, or that answers each change
 * of ours with one of its own, is reported in steps.
 */
import { isConnected, isElement, outerOf } from './nodes.ts';
import { NAMING_ATTRIBUTES } from './selectors.ts';

/** Milliseconds. */
const WINDOW = 1000;
/** In each window changes are reported as they come until so much time went into it, milliseconds, or so many reports. */
const MOST_TIME = 300;
const MOST_REPORTS = 200;
/** From then on, milliseconds between two reports. */
const STEP = 250;

export interface Changes {
  readonly added: readonly Element[];
  readonly removed: readonly Element[];
  readonly touched: readonly Element[];
}

/** Reports changes of the page until the signal aborts. `isOurs` tells elements that we put there ourselves. */
export function observeChanges(
  document: Document,
  isOurs: (node: Node) => boolean,
  report: (changes: Changes) => void,
  signal: AbortSignal,
): void {
  let waiting: readonly MutationRecord[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = Number.NEGATIVE_INFINITY;
  let time = 0;
  let reports = 0;

  function look(): void {
    const begun = performance.now();
    if (begun - since >= WINDOW) {
      since = begun;
      time = 0;
      reports = 0;
    }
    const changes = summarise(waiting, isOurs);
    waiting = [];
    timer = undefined;
    if (changes) report(changes);
    time += performance.now() - begun;
    reports += 1;
  }

  const observer = new MutationObserver((records) => {
    waiting = waiting.concat(records);
    if (timer !== undefined) return;
    const isTooMuch = time > MOST_TIME || reports > MOST_REPORTS;
    if (isTooMuch && performance.now() - since < WINDOW) timer = setTimeout(look, STEP);
    else look();
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...NAMING_ATTRIBUTES],
  });
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  signal.addEventListener('abort', end, { once: true });
}

/** `undefined` where all of it was our own doing. Our elements are reported when they went, never when they came. */
function summarise(
  records: readonly MutationRecord[],
  isOurs: (node: Node) => boolean,
): Changes | undefined {
  const added = new Set<Element>();
  const removed = new Set<Element>();
  const touched = new Set<Element>();
  for (const record of records) {
    if (record.type === 'childList') {
      for (const node of record.addedNodes) {
        if (isElement(node)) {
          if (!isOurs(node)) added.add(node);
        } else if (isElement(record.target)) touched.add(record.target);
      }
      for (const node of record.removedNodes) {
        if (isElement(node)) removed.add(node);
        else if (isElement(record.target)) touched.add(record.target);
      }
    } else {
      const element = isElement(record.target) ? record.target : outerOf(record.target);
      if (element && !isOurs(element)) touched.add(element);
    }
  }
  // One of ours that is still connected was moved, by us or by the page.
  const gone = [...removed].filter((element) => !isConnected(element) || isOurs(element));
  const outermost = [...added].filter(
    (element) => isConnected(element) && !hasAncestor(element, added),
  );
  const still = [...touched].filter(
    (element) => isConnected(element) && !hasAncestor(element, added),
  );
  if (gone.length + outermost.length + still.length === 0) return undefined;
  return { added: outermost, removed: gone, touched: still };
}

/** Whether something around the element is looked through anyway. */
function hasAncestor(element: Element, set: ReadonlySet<Element>): boolean {
  if (set.size === 0) return false;
  for (let outer = outerOf(element); outer; outer = outerOf(outer)) {
    if (set.has(outer)) return true;
  }
  return false;
}
