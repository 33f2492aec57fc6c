// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { plot } from './plot.ts';
import { withBenchmark } from './readme-part.ts';
import { report } from './report.ts';
import { sampleFigures, samplePage } from './sample-figures.ts';

const FIGURES = sampleFigures();

describe('the report', () => {
  const text = report(FIGURES);

  it('says when, where and on what the figures were taken', () => {
    expect(text).toContain('on 2026-11-23, commit abc1234: the production build in Chromium 156.0');
    expect(text).toContain('2 cores (Some <processor>), 8 GiB. Runs of each visit: 2');
  });

  it('prints the formulas of the limits, and each ratio with its bar', () => {
    expect(text).toContain('ceil(rows / c) round trips');
    expect(text).toMatch(
      /\| 50 ms +\| 25 +\| 100 ms +\| 13 +\| 220 \(200–240\) ms +\| 1\.10 ✓ 1\.3/,
    );
    expect(text).toMatch(/\| 250 ms +\| 1\.10 ✓ 1\.5 +\|/);
  });

  it('has no ratio with a bar where there is no wire', () => {
    const line = text.split('\n').find((one) => one.startsWith('| 0 ms'));
    expect(line).not.toMatch(/[✓✗]/);
  });

  it('marks what was missed', () => {
    const missed = report(sampleFigures({ contentScriptBytes: 30_000 }));
    expect(missed).toMatch(/\| content script, gzipped bytes +\| 30,000 +\| 25,000 +\| ✗ +\|/);
  });

  it('says of other tools what was measured, what is in proportion and what is computed', () => {
    expect(text).toMatch(
      /\| Digest Lens, platforms included \| 293 +\| 0 +\| 4 min 0 s +\| measured/,
    );
    expect(text).toMatch(
      /\| skopeo 1\.9\.3 +\| ≈ 71,724 +\| ≈ 23,907 \|.*measured on 25 tags, in proportion/,
    );
    expect(text).toMatch(/\| crane, regctl, oras +\| 71,724 +\| 0 .*computed/);
  });

  it('says what relations cost by the size of a repository', () => {
    expect(text).toMatch(/\| 23,907 \| 23,907 \| 150\.0 ms +\| 0\.010 ms/);
  });

  it('does without what was not measured', () => {
    expect(report(sampleFigures({ whole: [], peers: [], scale: [] }))).toContain('Not measured');
  });
});

describe('the plot', () => {
  it('is an image with a name and words for who does not see it', () => {
    const svg = new DOMParser().parseFromString(plot(FIGURES), 'image/svg+xml').documentElement;
    expect(svg.getAttribute('role')).toBe('img');
    for (const id of svg.getAttribute('aria-labelledby')?.split(' ') ?? ['none']) {
      expect(svg.querySelector(`#${id}`)?.textContent).not.toBe('');
    }
    expect(svg.querySelector('#desc')?.textContent).toContain(
      '25 rows at 50 ms: 275 ms, limit 250 ms',
    );
  });

  it('draws a line and its limit for each wire, and one for each tool', () => {
    const pages = [150, 50, 20, 0].flatMap((roundTripMs) =>
      [25, 100].map((rows) => samplePage({ roundTripMs, rows })),
    );
    const text = plot(sampleFigures({ pages }));
    expect(text.match(/<polyline/g)).toHaveLength(3 * 2 + 3);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has colours for light and for dark', () => {
    expect(plot(FIGURES)).toContain('prefers-color-scheme: dark');
  });
});

describe('the part of the README', () => {
  const readme = 'before\n<!-- benchmark -->\nold\n<!-- /benchmark -->\nafter\n';

  it('stands between its marks, and leaves the rest alone', () => {
    const text = withBenchmark(readme, FIGURES);
    expect(text).toMatch(/^before\n<!-- benchmark -->\n\| first visit/);
    expect(text).toMatch(/\|\n<!-- \/benchmark -->\nafter\n$/);
    expect(text).not.toContain('old');
    expect(withBenchmark(text, FIGURES)).toBe(text);
  });

  it('is missed where it has no place', () => {
    expect(() => withBenchmark('nothing', FIGURES)).toThrow('has no');
  });
});
