/** What the figures must reach, and whether they do: each bar with the worst figure that it is about. */

import { confirmedLimit, firstLimit, median, number, ratios } from './figures.ts';
import type { Figures, PageFigures, VisitFigures } from './figures-file.ts';

export interface Bar {
  readonly what: string;
  readonly worst: string;
  readonly most: string;
  readonly isMet: boolean;
}

/** By round trip in milliseconds: how many times the limit all confirmed may take. */
export const CONFIRMED_BARS: ReadonlyMap<number, number> = new Map([
  [150, 1.2],
  [50, 1.5],
]);
/** Without a wire the limit is the machine's own time, which says nothing of the extension. */
export const FIRST_BAR = 1.3;
const WARM_MS = 50;
const TASK_MS = 50;
const TASK_ROWS = 300;
const SHIFT = 0.02;
const SCRIPT_BYTES = 25_000;
const INPUT_MS = 100;
const HEAP_BYTES = 60_000_000;
const GROUPING_MS = 200;

export function firstRatio({ hubSetUpMs, roundTripMs, cold }: PageFigures): number {
  const limits = hubSetUpMs.map((setUp) => firstLimit(setUp, roundTripMs));
  return median(ratios(cold.firstMs, limits));
}

export function annotatedRatio({ hubSetUpMs, roundTripMs, cold }: PageFigures): number {
  const limits = hubSetUpMs.map((setUp) => firstLimit(setUp, roundTripMs));
  return median(ratios(cold.annotatedMs, limits));
}

/** Of each run. */
export function confirmedLimits(page: PageFigures): number[] {
  return page.tokenSetUpMs.map((setUp, run) =>
    confirmedLimit(page.rows, page.inFlight[run] ?? 1, setUp, page.roundTripMs),
  );
}

export function confirmedRatio(page: PageFigures): number {
  return median(ratios(page.cold.confirmedMs, confirmedLimits(page)));
}

export function barsOf(figures: Figures): readonly Bar[] {
  const { pages, tasks, whole, scale } = figures;
  const visits = pages.flatMap(({ cold, warm, afterStop }) => [cold, warm, afterStop]);
  const all = (pick: (visit: VisitFigures) => readonly number[]) => visits.flatMap(pick);
  const views = whole.flatMap(({ popup, explorer }) => [popup, explorer]);
  const wired = pages.filter(({ roundTripMs }) => roundTripMs > 0);
  const crowded = tasks.filter(({ rows, hasExtension }) => hasExtension && rows === TASK_ROWS);
  return [
    most('pulls, in every visit and listing', 0, [
      ...all(({ pulls }) => pulls),
      ...whole.map(({ pulls }) => pulls),
    ]),
    most('first annotation, times its limit', FIRST_BAR, wired.map(firstRatio), 2),
    ...[...CONFIRMED_BARS].map(([roundTripMs, bar]) =>
      most(
        `all confirmed at ${roundTripMs} ms round trip, times the limit`,
        bar,
        pages.filter((page) => page.roundTripMs === roundTripMs).map(confirmedRatio),
        2,
      ),
    ),
    most('requests of a visit within five minutes', 0, [
      ...pages.flatMap(({ warm, afterStop }) => [...warm.requests, ...afterStop.requests]),
    ]),
    most(
      'such a visit, ms',
      WARM_MS,
      pages.map(({ warm }) => median(warm.confirmedMs)),
    ),
    most('content script, gzipped bytes', SCRIPT_BYTES, [figures.contentScriptBytes]),
    most(
      `our script in one task of a page of ${TASK_ROWS} rows, ms`,
      TASK_MS,
      crowded.map(({ oursMs }) => median(oursMs)),
    ),
    most(
      'layout shift',
      SHIFT,
      all(({ shift }) => shift),
      4,
    ),
    most(
      'popup and explorer at any size: slowest key, ms',
      INPUT_MS,
      views.map((view) => view.slowestInputMs),
    ),
    most(
      'slowest frame while they are scrolled, ms',
      INPUT_MS,
      views.map((view) => view.slowestFrameMs),
    ),
    most(
      'heap of either, bytes',
      HEAP_BYTES,
      views.map((view) => view.heapBytes),
    ),
    most(
      'grouping at any size, ms',
      GROUPING_MS,
      scale.map(({ group }) => group),
    ),
  ].flatMap((bar) => bar ?? []);
}

/** Nothing where nothing of the kind was measured. */
function most(what: string, bar: number, values: readonly number[], decimals = 0): Bar | undefined {
  if (values.length === 0) return undefined;
  const worst = Math.max(...values);
  return {
    what,
    worst: number(worst, decimals),
    most: number(bar, decimals),
    isMet: worst <= bar,
  };
}
