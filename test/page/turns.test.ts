// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlices } from '../../src/page/slices.ts';
import { createTurns } from '../../src/page/turns.ts';

type Report = (entries: { target: Element; isIntersecting: boolean }[]) => void;

interface Item {
  readonly name: string;
  readonly element: Element;
}

let report: Report = () => undefined;
let ending: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  ending = new AbortController();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: Report) {
        report = callback;
      }
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  ending.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function turnsOf(count: number) {
  const drawn: string[] = [];
  const slices = createSlices<object>(ending.signal);
  const turns = createTurns<Item>({
    slices,
    signal: ending.signal,
    elementOf: ({ element }) => element,
    draw: ({ name }) => drawn.push(name),
  });
  const items = Array.from({ length: count }, (_, at) => {
    const item = { name: `item ${at}`, element: document.createElement('div') };
    turns.observe(item);
    return item;
  });
  const see = (item: Item | undefined, isIntersecting: boolean) =>
    item && report([{ target: item.element, isIntersecting }]);
  const addAll = () => {
    for (const item of items) turns.add(item);
  };
  /** What was drawn within so many milliseconds. */
  const within = (milliseconds: number) => {
    vi.advanceTimersByTime(milliseconds);
    return drawn.splice(0);
  };
  return { turns, items, see, addAll, within };
}

describe('turns', () => {
  it('are everybody’s at once on a page as the site has them', () => {
    const { addAll, within } = turnsOf(25);
    addAll();
    expect(within(50)).toHaveLength(25);
  });

  it('are first those of what is near the screen, and all others’ within a second', () => {
    const { items, see, addAll, within } = turnsOf(100);
    see(items[3], true);
    addAll();
    expect(within(50)).toEqual(['item 3']);
    expect(within(1_000)).toHaveLength(99);
    expect(within(5_000)).toEqual([]);
  });

  it('come at once to what comes near', () => {
    const { items, see, addAll, within } = turnsOf(100);
    addAll();
    see(items[70], true);
    expect(within(50)).toEqual(['item 70']);
    see(items[70], false);
    expect(within(1_000)).toHaveLength(99);
  });

  it('come once for what changes many times far off', () => {
    const { addAll, within } = turnsOf(100);
    for (let times = 0; times < 10; times += 1) {
      addAll();
      expect(within(10)).toEqual([]);
    }
    expect(within(1_000)).toHaveLength(100);
  });

  it('come soon to what shows another tag by now, once', () => {
    const { turns, items, addAll, within } = turnsOf(100);
    addAll();
    const [first] = items;
    if (first) turns.soon(first);
    expect(within(50)).toEqual(['item 0']);
    expect(within(1_000)).toHaveLength(99);
  });

  it('do not come to what is gone, nor after the end', () => {
    const { turns, items, addAll, within } = turnsOf(100);
    addAll();
    const [first] = items;
    if (first) turns.drop(first);
    expect(within(1_000)).not.toContain('item 0');
    addAll();
    ending.abort();
    expect(within(2_000)).toEqual([]);
  });
});
