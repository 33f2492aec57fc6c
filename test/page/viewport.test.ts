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

function viewportOf(...names: string[]) {
  const told: string[] = [];
  const listener = { arrived: () => told.push('arrived'), scrolled: () => told.push('scrolled') };
  const viewport = createViewport<string>(listener, ending.signal);
  const rows = names.map((name) => {
    const row = document.createElement('div');
    viewport.observe(row, name);
    return row;
  });
  const see = (...isIntersecting: boolean[]) =>
    report(
      rows.flatMap((target, at) => {
        const seen = isIntersecting[at];
        return seen === undefined ? [] : [{ target, isIntersecting: seen }];
      }),
    );
  return { viewport, told, rows, see };
}

describe('the order of questions', () => {
  it('is the page’s until the browser has laid it out, then first what stands on screen and what follows it', () => {
    const names = ['above', 'here', 'here too', 'below'];
    const { viewport, told, see } = viewportOf(...names);
    expect(viewport.order(names)).toEqual({ ordered: names, visible: 0 });
    see(false, true, true, false);
    expect(told).toEqual(['arrived']);
    expect(viewport.order(names)).toEqual({
      ordered: ['here', 'here too', 'below', 'above'],
      visible: 2,
    });
  });

  it('follows scrolling, and says nothing where nothing changed', () => {
    const { viewport, told, see } = viewportOf('first', 'last');
    see(true, false);
    see(true, false);
    see(false, true);
    expect(told).toEqual(['arrived', 'scrolled']);
    expect(viewport.order(['first', 'last'])).toEqual({ ordered: ['last', 'first'], visible: 1 });
  });

  it('follows rows that become other tags’, or go', () => {
    const { viewport, rows, see } = viewportOf('old', 'other');
    see(true, true);
    const [first, second] = rows;
    if (first) viewport.observe(first, 'new');
    if (first) viewport.forget(first, 'old');
    if (second) viewport.forget(second, 'other');
    expect(viewport.order(['old', 'new', 'other'])).toEqual({
      ordered: ['new', 'other', 'old'],
      visible: 1,
    });
  });
});
