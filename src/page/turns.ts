/**
 * Whose turn it is to be drawn. On a page of a few hundred rows those that are far from the screen wait a while, so that
 * what is seen comes first, and what comes in many steps is drawn there once. Attributes never wait.
 */
import type { Slices } from './slices.ts';

/** Up to so many, a page of the site, are drawn as what they show comes in. */
const FEW = 25;
/** Milliseconds that what is far off waits at most. */
const WAIT = 1000;
/** How far beyond the screen is still near: what a person scrolls in one go is there already. */
const MARGIN = '60%';

export interface Turns<Item> {
  /** To be called for each before it is added. */
  observe(item: Item): void;
  /** What an item shows has changed. */
  add(item: Item): void;
  /** It is new, and how near it is will be known after the next paint: until then it waits. */
  later(item: Item): void;
  /** What an item shows is wrong by now: it is drawn soon, wherever it stands. */
  soon(item: Item): void;
  drop(item: Item): void;
}

export interface TurnsOptions<Item extends object> {
  readonly slices: Slices<object>;
  readonly signal: AbortSignal;
  elementOf(item: Item): Element;
  /** Draws what an item shows by then. */
  draw(item: Item): void;
}

export function createTurns<Item extends object>(options: TurnsOptions<Item>): Turns<Item> {
  const { slices, signal, elementOf, draw } = options;
  const items = new Map<Element, Item>();
  const near = new WeakSet<Element>();
  const waiting = new Set<Item>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const item = items.get(target);
        if (isIntersecting) near.add(target);
        else near.delete(target);
        if (item && isIntersecting && waiting.has(item)) soon(item);
      }
    },
    { rootMargin: MARGIN },
  );
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  signal.addEventListener('abort', end, { once: true });

  function soon(item: Item): void {
    waiting.delete(item);
    slices.add(item, () => draw(item));
  }

  function later(item: Item): void {
    waiting.add(item);
    timer ??= setTimeout(drawWaiting, WAIT);
  }

  function drawWaiting(): void {
    timer = undefined;
    for (const item of waiting) soon(item);
  }

  return {
    observe(item) {
      items.set(elementOf(item), item);
      observer.observe(elementOf(item));
    },
    add(item) {
      if (items.size <= FEW || near.has(elementOf(item))) {
        soon(item);
        return;
      }
      later(item);
    },
    later,
    soon,
    drop(item) {
      items.delete(elementOf(item));
      observer.unobserve(elementOf(item));
      waiting.delete(item);
      slices.drop(item);
    },
  };
}
