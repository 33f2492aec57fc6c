// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRowWidth, type RowWidth } from '../../src/page/row-width.ts';

/** A browser that tells sizes when the test says so. */
class FakeObserver {
  static tell: (sizes: readonly (readonly [Element, number])[]) => void;
  constructor(call: (entries: readonly unknown[]) => void) {
    FakeObserver.tell = (sizes) =>
      call(sizes.map(([target, width]) => ({ target, contentRect: { width } })));
  }
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

describe('the width of rows', () => {
  const changed = vi.fn();
  let ending: AbortController;
  let width: RowWidth;
  let first: Element;
  let second: Element;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('ResizeObserver', FakeObserver);
    changed.mockClear();
    ending = new AbortController();
    width = createRowWidth(changed, ending.signal);
    first = document.createElement('i');
    second = document.createElement('b');
  });

  afterEach(() => {
    ending.abort();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('is told at once the first time, and is the narrowest', () => {
    expect(width.now()).toBeUndefined();
    FakeObserver.tell([
      [first, 900.7],
      [second, 800],
    ]);
    expect(width.now()).toBe(800);
    expect(changed).toHaveBeenCalledOnce();
  });

  it('is told after a pause while a window is dragged, and not where it is the same', () => {
    FakeObserver.tell([[first, 900]]);
    for (const step of [890, 880, 870]) FakeObserver.tell([[first, step]]);
    expect(changed).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(100);
    expect(changed).toHaveBeenCalledTimes(2);
    FakeObserver.tell([[second, 950]]);
    vi.advanceTimersByTime(100);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('does not count rows that are not displayed, nor those that went', () => {
    FakeObserver.tell([
      [first, 0],
      [second, 500],
    ]);
    expect(width.now()).toBe(500);
    width.forget(second);
    FakeObserver.tell([[first, 700]]);
    expect(width.now()).toBe(700);
  });
});
