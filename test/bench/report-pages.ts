/** Tables of the visits to a page of tags. */
import {
  annotatedRatio,
  CONFIRMED_BARS,
  confirmedLimits,
  confirmedRatio,
  FIRST_BAR,
  firstRatio,
} from './bars.ts';
import { median, spread, table } from './figures.ts';
import type { Figures, PageFigures, VisitFigures } from './figures-file.ts';
import { kilobytes, megabytes, ms, ratio } from './units.ts';

export function firstVisits(pages: readonly PageFigures[]): string {
  const head = [
    'round trip',
    'rows',
    'set-up',
    'c',
    'first annotation',
    'ratio',
    'all annotated',
    'ratio',
    'all confirmed',
    'limit',
    'ratio',
  ];
  const rows = pages.map((page) => [
    `${page.roundTripMs} ms`,
    String(page.rows),
    ms(page.tokenSetUpMs),
    spread(page.inFlight),
    ms(page.cold.firstMs),
    ratio(firstRatio(page), page.roundTripMs > 0 ? FIRST_BAR : undefined),
    ms(page.cold.annotatedMs),
    ratio(annotatedRatio(page)),
    ms(page.cold.confirmedMs),
    ms(confirmedLimits(page)),
    ratio(confirmedRatio(page), CONFIRMED_BARS.get(page.roundTripMs)),
  ]);
  return table([head, ...rows]);
}

export function costs(pages: readonly PageFigures[]): string {
  const head = [
    'round trip',
    'rows',
    'requests',
    'pulls',
    'sent',
    'received',
    'layout shift',
    'heap of the page',
    'of the worker',
  ];
  const rows = pages.map(({ roundTripMs, rows: count, cold, pageHeapBytes, workerHeapBytes }) => [
    `${roundTripMs} ms`,
    String(count),
    spread(cold.requests),
    spread(cold.pulls),
    kilobytes(cold.sentBytes),
    kilobytes(cold.receivedBytes),
    spread(cold.shift, 4),
    megabytes(median(pageHeapBytes)),
    megabytes(median(workerHeapBytes)),
  ]);
  return table([head, ...rows]);
}

export function laterVisits(pages: readonly PageFigures[]): string {
  const head = ['round trip', 'rows', 'visit', 'all shown', 'requests', 'pulls', 'layout shift'];
  const kinds: [string, (page: PageFigures) => VisitFigures][] = [
    ['second', ({ warm }) => warm],
    ['third, worker stopped before it', ({ afterStop }) => afterStop],
  ];
  const rows = pages.flatMap((page) =>
    kinds.map(([title, pick]) => {
      const visit = pick(page);
      return [
        `${page.roundTripMs} ms`,
        String(page.rows),
        title,
        ms(visit.confirmedMs),
        spread(visit.requests),
        spread(visit.pulls),
        spread(visit.shift, 4),
      ];
    }),
  );
  return table([head, ...rows]);
}

export function taskTable({ tasks }: Figures): string {
  const head = ['rows', 'page', 'longest task', 'our script in one task', 'our script in all'];
  const rows = tasks.map((one) => [
    String(one.rows),
    one.hasExtension ? 'with the extension' : 'without',
    spread(one.longestMs),
    spread(one.oursMs),
    spread(one.oursInAllMs),
  ]);
  return table([head, ...rows]);
}
