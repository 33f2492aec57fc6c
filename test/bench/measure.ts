/** All measurements of a run, one after the other: nothing else of the benchmark runs meanwhile. */
import { launch } from '../browser/driver.ts';
import { buildFolder } from '../commands/builds.ts';
import { LARGE_SIZES } from '../fixtures/generated-large.ts';
import type { BenchBrowser } from './bench-browser.ts';
import { measureCoreScale } from './core-scale.ts';
import { measureTasks } from './crowded-page.ts';
import type { Figures, PageFigures, TaskFigures, VisitFigures } from './figures-file.ts';
import { measureSkopeo } from './skopeo.ts';
import { measureVisits, type Visit, type Visits } from './visits.ts';
import { measureWhole } from './whole.ts';

export const PARTS = ['pages', 'tasks', 'whole', 'scale', 'peers'] as const;
export type Part = (typeof PARTS)[number];

const ROUND_TRIPS = [0, 20, 50, 150];
const ROWS = [25, 100, 300];

export interface MeasureOptions {
  readonly runs: number;
  readonly parts: readonly Part[];
  /** Without the largest repository. */
  readonly isQuick: boolean;
  readonly hasTimeline: boolean;
  say(line: string): void;
}

type Measured = Pick<Figures, 'runs' | 'browser' | 'pages' | 'tasks' | 'whole' | 'scale' | 'peers'>;

export async function measure(program: BenchBrowser, options: MeasureOptions): Promise<Measured> {
  const { runs, parts, isQuick, say } = options;
  const sizes = LARGE_SIZES.filter((size) => !isQuick || size !== LARGE_SIZES.at(-1));
  const has = (part: Part) => parts.includes(part);
  const figures: Measured = {
    runs,
    browser: await versionOf(program),
    pages: [],
    tasks: [],
    whole: [],
    scale: [],
    peers: [],
  };
  for (const roundTripMs of has('pages') ? ROUND_TRIPS : []) {
    for (const rows of ROWS) {
      say(`Visits: ${rows} rows, ${roundTripMs} ms round trip…`);
      figures.pages.push(await pages(program, roundTripMs, rows, options));
    }
  }
  for (const rows of has('tasks') ? ROWS : []) {
    // The page alone, for comparison, where it has most to do.
    for (const hasExtension of rows === Math.max(...ROWS) ? [true, false] : [true]) {
      say(`Tasks: ${rows} rows, ${hasExtension ? 'with' : 'without'} the extension…`);
      figures.tasks.push(await tasks(program, rows, hasExtension, runs));
    }
  }
  for (const size of has('whole') ? sizes : []) {
    say(`All of ${size} tags…`);
    figures.whole.push(await measureWhole(program, size));
  }
  if (has('scale')) {
    say('Relations by size…');
    figures.scale.push(...measureCoreScale(sizes));
  }
  for (const size of has('peers') ? sizes : []) {
    say(`The same by skopeo, ${size} tags…`);
    const peer = await measureSkopeo(size);
    if (peer) figures.peers.push(peer);
  }
  return figures;
}

async function pages(
  program: BenchBrowser,
  roundTripMs: number,
  rows: number,
  { runs, hasTimeline, say }: MeasureOptions,
): Promise<PageFigures> {
  const all = await repeat(runs, () => measureVisits(program, roundTripMs, rows));
  if (hasTimeline) say(`${all.at(-1)?.timeline.join('\n')}\n`);
  const each = (pick: (visits: Visits) => Visit) => visitFigures(all.map(pick));
  return {
    roundTripMs,
    rows,
    tokenSetUpMs: all.map((visits) => rounded(visits.tokenSetUpMs)),
    hubSetUpMs: all.map((visits) => rounded(visits.hubSetUpMs)),
    inFlight: all.map(({ inFlight }) => inFlight),
    pageHeapBytes: all.map((visits) => rounded(visits.pageHeapBytes)),
    workerHeapBytes: all.map((visits) => rounded(visits.workerHeapBytes)),
    cold: each(({ cold }) => cold),
    warm: each(({ warm }) => warm),
    afterStop: each(({ afterStop }) => afterStop),
  };
}

function visitFigures(visits: readonly Visit[]): VisitFigures {
  const of = (pick: (visit: Visit) => number) => visits.map((visit) => rounded(pick(visit)));
  return {
    firstMs: of(({ firstMs }) => firstMs),
    annotatedMs: of(({ annotatedMs }) => annotatedMs),
    confirmedMs: of(({ confirmedMs }) => confirmedMs),
    requests: of(({ requests }) => requests),
    pulls: of(({ pulls }) => pulls),
    sentBytes: of(({ sentBytes }) => sentBytes),
    receivedBytes: of(({ receivedBytes }) => receivedBytes),
    shift: visits.map(({ shift }) => Number(shift.toFixed(5))),
  };
}

async function tasks(
  program: BenchBrowser,
  rows: number,
  hasExtension: boolean,
  runs: number,
): Promise<TaskFigures> {
  const all = await repeat(runs, () => measureTasks(program, rows, hasExtension));
  return {
    rows,
    hasExtension,
    longestMs: all.map(({ longest }) => rounded(longest.ms)),
    oursMs: all.map(({ mostOfOurs }) => rounded(mostOfOurs.ms)),
    oursInAllMs: all.map(({ ours }) => rounded(ours.ms)),
  };
}

async function repeat<T>(times: number, one: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < times; run += 1) results.push(await one());
  return results;
}

/** A tenth is more than these clocks can tell. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

async function versionOf({ name, executable }: BenchBrowser): Promise<string> {
  const browser = await launch(name, { executable, extension: buildFolder(name), headless: true });
  return browser.close().then(() => browser.version);
}
