/**
 * The plot of the README, `docs/benchmark.svg`: how long until all rows of a page are confirmed, against the limit; and what
 * all tags of a repository cost in requests, against other tools. For light and dark, and for who has it read aloud.
 */
import { confirmedLimits } from './bars.ts';
import { type Chart, chart, escaped, type Line } from './chart.ts';
import { computedRequests } from './computed-peers.ts';
import { median, number } from './figures.ts';
import type { Figures, PageFigures } from './figures-file.ts';

const WIDTH = 1040;
const HEIGHT = 380;
const COLOURS = ['one', 'two', 'three'] as const;

const STYLE = `
text { font: 13px system-ui, "Segoe UI", Roboto, sans-serif; fill: #1f2328; }
.paper { fill: #ffffff; } .title { font-weight: 600; } .soft { fill: #59636e; font-size: 12px; }
.middle { text-anchor: middle; } .end { text-anchor: end; } .name { font-size: 12px; font-weight: 600; }
.grid { stroke: #d9dee3; } .line { fill: none; stroke-width: 2; } .dashed { stroke-dasharray: 5 4; }
.line.one { stroke: #1d63ed; } .line.two { stroke: #b35900; } .line.three { stroke: #1a7f37; }
.dot.one, .name.one { fill: #1d63ed; } .dot.two, .name.two { fill: #b35900; } .dot.three, .name.three { fill: #1a7f37; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } .paper { fill: #0d1117; } .soft { fill: #9aa4af; } .grid { stroke: #2b333c; }
.line.one { stroke: #6ea8ff; } .line.two { stroke: #f0a35e; } .line.three { stroke: #56c271; }
.dot.one, .name.one { fill: #6ea8ff; } .dot.two, .name.two { fill: #f0a35e; } .dot.three, .name.three { fill: #56c271; }
}`.trim();

export function plot(figures: Figures): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc">`,
    '<title id="title">What Digest Lens takes: time for a page of tags, requests for all tags</title>',
    `<desc id="desc">${escaped(described(figures))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    chart(waiting(figures.pages), { left: 60, top: 62, width: 300, height: 250 }),
    chart(requests(figures), { left: 600, top: 62, width: 270, height: 250 }),
    '</svg>\n',
  ].join('\n');
}

function waiting(pages: readonly PageFigures[]): Chart {
  const wires = [...new Set(pages.map(({ roundTripMs }) => roundTripMs))]
    .filter((roundTripMs) => roundTripMs > 0)
    .toSorted((a, b) => b - a)
    .slice(0, COLOURS.length);
  const lines = wires.flatMap((roundTripMs, place): Line[] => {
    const of = pages.filter((page) => page.roundTripMs === roundTripMs);
    const colour = COLOURS[place] ?? 'one';
    return [
      {
        name: `${roundTripMs} ms round trip`,
        colour,
        points: of.map(({ rows, cold }) => [rows, median(cold.confirmedMs)] as const),
      },
      {
        name: 'its limit',
        colour,
        isDashed: true,
        points: of.map((page) => [page.rows, median(confirmedLimits(page))] as const),
      },
    ];
  });
  return {
    title: 'Until all rows of a page are confirmed, first visit',
    x: { title: 'rows', ticks: [0, ...new Set(pages.map(({ rows }) => rows))] },
    y: { title: 'milliseconds', ticks: ticksTo(highest(lines)) },
    lines,
  };
}

function requests({ whole, peers }: Figures): Chart {
  const sizes = whole.map(({ tags }) => tags);
  const skopeo = peers.map(({ tags, requests: count }) => [tags, count] as const);
  const lines: Line[] = [
    {
      name: 'Digest Lens, 0 pulls',
      colour: 'one',
      points: whole.map(({ tags, requests: by }) => [tags, by.hub + by.names + by.head + by.token]),
    },
    ...(skopeo.length === 0
      ? []
      : [{ name: 'skopeo, 1 pull a tag', colour: 'two', points: skopeo }]),
    {
      name: 'crane, regctl, oras',
      colour: 'three',
      isDashed: true,
      points: sizes.map((tags) => [tags, computedRequests(tags)]),
    },
  ];
  return {
    title: 'Requests for all tags of a repository',
    x: { title: 'tags', ticks: sizes, isLogarithmic: true },
    y: {
      title: 'requests (crane, regctl, oras: computed)',
      ticks: powersTo(highest(lines)),
      isLogarithmic: true,
    },
    lines,
  };
}

function highest(lines: readonly Line[]): number {
  return Math.max(1, ...lines.flatMap(({ points }) => points.map(([, y]) => y)));
}

/** Four or five round numbers from 0. */
function ticksTo(most: number): number[] {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, count) => count * step);
}

/** Powers of ten from 1. */
function powersTo(most: number): number[] {
  return Array.from({ length: Math.ceil(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
}

function described({ pages, whole, peers }: Figures): string {
  const waits = pages
    .filter(({ roundTripMs }) => roundTripMs > 0)
    .map(
      (page) =>
        `${page.rows} rows at ${page.roundTripMs} ms: ${number(median(page.cold.confirmedMs))} ms, limit ${number(median(confirmedLimits(page)))} ms`,
    );
  const costs = whole.map(({ tags, requests: by }) => {
    const peer = peers.find((one) => one.tags === tags);
    const other = peer === undefined ? '' : `, skopeo ${number(peer.requests)}`;
    return `${number(tags)} tags: ${number(by.hub + by.names + by.head + by.token)} requests${other}`;
  });
  return `All rows confirmed: ${waits.join('; ')}. All tags: ${costs.join('; ')}.`;
}
