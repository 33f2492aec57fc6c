// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createViewport } from '../../src/page/viewport.ts';

type Report = (entries: { target: Element; isIntersecting: boolean }[]) => void;

let report: Report = () => undefined;
let ending: AbortController;

beforeEach(() => {
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
  vi.unstubAllGlobals();
});

/** A row at a height of the page, in CSS pixels. */
function rowAt(top: number): Element {
  const row = document.createElement('div');
  row.getBoundingClientRect = () => new DOMRect(0, top, 100, 40);
  return row;
}

describe('the order of questions', () => {
  it('is first what stands on screen now, then the rest', () => {
    const viewport = createViewport<string>(() => undefined, ending.signal);
    viewport.observe(rowAt(-500), 'above');
    viewport.observe(rowAt(100), 'here');
    viewport.observe(rowAt(200), 'here too');
    viewport.observe(rowAt(9000), 'below');
    expect(viewport.order(['above', 'here', 'here too', 'below'])).toEqual({
      ordered: ['here', 'here too', 'above', 'below'],
      visible: 2,
    });
  });

  it('follows scrolling', () => {
    const changed = vi.fn();
    const viewport = createViewport<string>(changed, ending.signal);
    const [first, last] = [rowAt(0), rowAt(9000)];
    viewport.observe(first, 'first');
    viewport.observe(last, 'last');
    report([{ target: first, isIntersecting: true }]);
    expect(changed).not.toHaveBeenCalled();
    report([
      { target: first, isIntersecting: false },
      { target: last, isIntersecting: true },
    ]);
    expect(changed).toHaveBeenCalledOnce();
    expect(viewport.order(['first', 'last'])).toEqual({ ordered: ['last', 'first'], visible: 1 });
  });

  it('follows a row that becomes another tag’s', () => {
    const viewport = createViewport<string>(() => undefined, ending.signal);
    const row = rowAt(0);
    viewport.observe(row, 'old');
    viewport.observe(row, 'new');
    viewport.forget(row, 'old');
    expect(viewport.order(['old', 'new'])).toEqual({ ordered: ['new', 'old'], visible: 1 });
  });
});
