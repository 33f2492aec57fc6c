import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  rowsOf,
  type Span,
  type Told,
  untoldPlace,
  windowAround,
} from '../../../src/ui/popup/list-rows.ts';
import { groupView } from '../samples.ts';

/** Groups `from` to `from + count` of `matching`. */
function told(from: number, count: number, matching: number): Told {
  return {
    groups: Array.from({ length: count }, (_, at) => groupView(from + at, [`t${from + at}`])),
    groupCount: Math.max(matching, 2_000),
    window: { sought: '', matching, from, isAskedKnown: false },
  };
}

const HEIGHT = 100;
const span = (index: number): Span => ({
  index,
  start: index * HEIGHT,
  end: (index + 1) * HEIGHT,
});

describe('the rows of a long list', () => {
  it('have room between them for groups that are not drawn', () => {
    const rows = rowsOf(told(0, 10, 10), [span(2), span(3), span(7)], 0, 1000, undefined);
    expect(rows.map((row) => (row.kind === 'gap' ? row.size : row.place))).toEqual([
      200, 2, 3, 300, 7, 200,
    ]);
  });

  it('leave room for groups that are not told, and keep the one that has the focus', () => {
    const kept = { place: 1, group: groupView(1, ['kept']) };
    const spans = [span(1), span(4), span(5), span(6)];
    const rows = rowsOf(told(5, 1, 10), spans, 0, 1000, kept);
    expect(rows.map((row) => (row.kind === 'gap' ? row.size : row.place))).toEqual([
      100, 1, 300, 5, 400,
    ]);
    expect(rows[1]).toEqual({ kind: 'group', ...kept });
  });

  it('take the same height in all, whatever is drawn', () => {
    fc.assert(
      fc.property(fc.subarray([...Array(40).keys()]), fc.nat(40), fc.nat(40), (drawn, from, n) => {
        const window = told(from, Math.min(n, 40 - from), 40);
        const rows = rowsOf(window, drawn.map(span), 0, 40 * HEIGHT, undefined);
        const height = rows.reduce((sum, row) => sum + (row.kind === 'gap' ? row.size : HEIGHT), 0);
        expect(height).toBe(40 * HEIGHT);
      }),
    );
  });
});

describe('the place of a group that is not told any more', () => {
  const kept = (place: number) => ({ place, group: groupView(9_999, ['kept']) });

  it.each([
    ['stays where nothing else is told', 300, 160, 20, 20],
    ['is before the window, where it was near its beginning', 300, 160, 310, 299],
    ['is after the window, where it was near its end', 300, 160, 450, 460],
    ['is after the first window of all', 0, 160, 3, 160],
    ['is before the last window of all', 840, 160, 990, 839],
    ['is in the list', 840, 160, 1_200, 999],
  ])('%s', (_, from, count, place, now) => {
    expect(untoldPlace(told(from, count, 1_000), kept(place))).toBe(now);
  });
});

describe('the window to ask for', () => {
  it('is none while what is on screen, and some around it, is told', () => {
    expect(windowAround(told(0, 160, 1000), 0, 10)).toBeUndefined();
    expect(windowAround(told(0, 160, 1000), 100, 110)).toBeUndefined();
    expect(windowAround(told(840, 160, 1000), 990, 999)).toBeUndefined();
  });

  it('is a smaller one where far more is told than is needed', () => {
    expect(windowAround(told(0, 400, 1000), 0, 10)).toEqual({ from: 0, count: 160 });
  });

  it('comes before the edge is reached, with what is on screen in its middle', () => {
    expect(windowAround(told(0, 160, 1000), 125, 134)).toEqual({ from: 50, count: 160 });
    expect(windowAround(told(0, 160, 1000), 990, 999)).toEqual({ from: 840, count: 160 });
    expect(windowAround(told(840, 160, 1000), 0, 9)).toEqual({ from: 0, count: 160 });
  });

  it('holds all that is wanted, once it is told', () => {
    fc.assert(
      fc.property(fc.nat(24_000), fc.nat(60), fc.nat(23_000), (first, more, from) => {
        const last = Math.min(24_000, first + more);
        const next = windowAround(told(from, 0, 24_001), first, last);
        if (!next) return expect.fail('nothing is told');
        expect(windowAround(told(next.from, next.count, 24_001), first, last)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });
});
