/** The part of the README that shows the benchmark: between two comments that nobody sees. */
import { confirmedLimits, confirmedRatio } from './bars.ts';
import { median, number, table } from './figures.ts';
import type { Figures } from './figures-file.ts';
import { about, duration, total } from './units.ts';

const BEGIN = '<!-- benchmark -->';
const END = '<!-- /benchmark -->';

/** The README with that part written anew. Throws where it has no place for it. */
export function withBenchmark(readme: string, figures: Figures): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`README.md has no ${BEGIN} … ${END}.`);
  return `${readme.slice(0, begin + BEGIN.length)}\n${summary(figures)}\n${readme.slice(end)}`;
}

/** What a person waits, and what all tags cost. */
function summary({ pages, whole, peers }: Figures): string {
  const shown = pages.filter(({ roundTripMs, rows }) => roundTripMs >= 50 && rows <= 100);
  const first = [
    [
      'first visit',
      'first annotation',
      'all confirmed',
      'limit',
      'times the limit',
      'again within five minutes',
    ],
    ...shown.map((page) => [
      `${page.rows} rows, ${page.roundTripMs} ms round trip`,
      `${number(median(page.cold.firstMs))} ms`,
      `${number(median(page.cold.confirmedMs))} ms`,
      `${number(median(confirmedLimits(page)))} ms`,
      number(confirmedRatio(page), 2),
      `${number(median(page.warm.confirmedMs))} ms, ${number(Math.max(...page.warm.requests))} requests`,
    ]),
  ];
  const all = [
    ['all tags of a repository', 'requests', 'pulls', 'time', '`skopeo`: requests', 'pulls'],
    ...whole.map(({ tags, requests, pulls, seconds }) => {
      const peer = peers.find((one) => one.tags === tags);
      return [
        number(tags),
        number(total(requests)),
        number(pulls),
        duration(seconds),
        peer ? about(peer, peer.requests) : '–',
        peer ? about(peer, peer.pulls) : '–',
      ];
    }),
  ];
  return `${table(first)}\n\n${table(all)}`;
}
