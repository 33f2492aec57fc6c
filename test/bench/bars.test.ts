import { describe, expect, it } from 'vitest';
import { barsOf, confirmedRatio, firstRatio } from './bars.ts';
import type { Figures } from './figures-file.ts';
import { sampleFigures, samplePage, sampleScale, sampleVisit } from './sample-figures.ts';

function missed(more: Partial<Figures>): string[] {
  return barsOf(sampleFigures(more)).flatMap(({ what, isMet }) => (isMet ? [] : what));
}

describe('a ratio', () => {
  it('holds each run against its own limit, and is the median', () => {
    expect(firstRatio(samplePage())).toBeCloseTo(1.1);
    expect(confirmedRatio(samplePage())).toBeCloseTo(1.1);
    expect(confirmedRatio(samplePage({ inFlight: [6, 6] }))).toBeCloseTo(275 / 400);
  });
});

describe('the bars', () => {
  it('are met by figures that are good enough', () => {
    expect(missed({})).toEqual([]);
  });

  it.each<[string, RegExp, Partial<Figures>]>([
    [
      'one pull anywhere',
      /^pulls/,
      { pages: [samplePage({ warm: sampleVisit(1, { pulls: [1] }) })] },
    ],
    [
      'a late first annotation',
      /^first annotation/,
      { pages: [samplePage({ cold: sampleVisit(0, { firstMs: [261, 261] }) })] },
    ],
    [
      'late confirmations',
      /^all confirmed at 50 ms/,
      { pages: [samplePage({ cold: sampleVisit(0, { confirmedMs: [376, 376] }) })] },
    ],
    ['a slow second visit', /^such a visit/, { pages: [samplePage({ warm: sampleVisit(51) })] }],
    [
      'a request on it',
      /^requests of a visit/,
      { pages: [samplePage({ afterStop: sampleVisit(1, { requests: [1] }) })] },
    ],
    ['a heavy script', /^content script/, { contentScriptBytes: 25_001 }],
    [
      'a long task',
      /^our script/,
      {
        tasks: [
          { rows: 300, hasExtension: true, longestMs: [51], oursMs: [51], oursInAllMs: [51] },
        ],
      },
    ],
    [
      'a page that moves',
      /^layout shift/,
      { pages: [samplePage({ cold: sampleVisit(1, { shift: [0.021] }) })] },
    ],
    ['slow grouping', /^grouping/, { scale: [sampleScale(201)] }],
  ])('are missed by %s', (_, what, more) => {
    expect(missed(more)).toEqual([expect.stringMatching(what)]);
  });

  it('leave out what a wire without length would say of the first annotation', () => {
    const cold = sampleVisit(0, { firstMs: [9_999, 9_999] });
    expect(missed({ pages: [samplePage({ roundTripMs: 0, cold })] })).toEqual([]);
  });

  it('say nothing of what was not measured', () => {
    const none = { pages: [], tasks: [], whole: [], scale: [] };
    expect(barsOf(sampleFigures(none)).map(({ what }) => what)).toEqual([
      'content script, gzipped bytes',
    ]);
  });
});
