/**
 * `npm run bench`: how long a person waits, on the production build in a real browser, against the stand-in over a wire of
 * known length. It prints, and decides nothing. `--runs 5`, `--browser firefox`, `--timeline` for what was asked when.
 */
import { parseArgs } from 'node:util';
import type { BenchBrowser } from '../bench/bench-browser.ts';
import { CROWD, type CrowdedPage, measureCrowdedPage } from '../bench/crowded-page.ts';
import { FORMULA, physicalLimit, spread, table } from '../bench/figures.ts';
import { measureVisits, ROWS, type Visit, type Visits } from '../bench/visits.ts';
import { build } from './builds.ts';
import { say } from './processes.ts';
import { CHROMIUM, FIREFOX, find, installCommand, provide } from './programs.ts';

/** Round trips, milliseconds, each with the most that the ratio may be. */
const WIRES = [
  { roundTripMs: 150, bar: 1.3 },
  { roundTripMs: 50, bar: 1.8 },
];
/** Milliseconds. */
const SECOND_VISIT_BAR = 100;
const TASK_BAR = 50;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    browser: { type: 'string', default: 'chromium' },
    timeline: { type: 'boolean', default: false },
  },
});

process.exitCode = await bench();

async function bench(): Promise<number> {
  const name = options.browser;
  if (name !== 'chromium' && name !== 'firefox') {
    say('--browser is chromium or firefox.');
    return 1;
  }
  const program = name === 'firefox' ? FIREFOX : CHROMIUM;
  await provide([program]);
  const executable = find(program);
  if (executable === undefined) {
    say(`No ${name} is here. This installs it: ${installCommand([program])}`);
    return 2;
  }
  const built = await build(name);
  if (built.code !== 0) {
    say(built.output.trimEnd());
    return 1;
  }
  const runs = Math.max(1, Number.parseInt(options.runs, 10) || 1);
  say(`${name}, runs of each: ${runs}. Figures are medians (least–most).\n`);
  await sayVisits({ name, executable }, runs);
  if (name === 'chromium') await sayCrowdedPage({ name, executable }, runs);
  return 0;
}

async function sayVisits(program: BenchBrowser, runs: number): Promise<void> {
  const first = [
    ['round trip', 'set-up', 'limit', 'all confirmed', 'ratio', 'bar', 'requests', 'pulls'],
  ];
  const later = [['round trip', 'visit', 'all shown', 'bar', 'requests', 'pulls']];
  for (const { roundTripMs, bar } of WIRES) {
    const all = await repeat(runs, () => measureVisits(program, roundTripMs));
    if (options.timeline) say(`${all.at(-1)?.timeline.join('\n')}\n`);
    const limits = all.map(({ setUpMs }) => physicalLimit(ROWS, setUpMs, roundTripMs));
    first.push([
      ms([roundTripMs]),
      ms(all.map(({ setUpMs }) => setUpMs)),
      ms(limits),
      ms(all.map((visits) => visits.first.ms)),
      spread(
        all.map((visits, run) => visits.first.ms / (limits[run] ?? Number.NaN)),
        2,
      ),
      bar.toFixed(2),
      ...costs(all.map((visits) => visits.first)),
    ]);
    const lines: [string, (visits: Visits) => Visit][] = [
      ['second', (visits) => visits.second],
      ['third, worker stopped before it', (visits) => visits.afterStop],
    ];
    for (const [title, pick] of lines) {
      const visits = all.map(pick);
      const times = ms(visits.map((visit) => visit.ms));
      later.push([ms([roundTripMs]), title, times, ms([SECOND_VISIT_BAR]), ...costs(visits)]);
    }
  }
  say(`## First visit, ${ROWS} rows, nothing known, no connection open\n\n${table(first)}\n`);
  say('From all rows in the document to all rows confirmed by the registry, by the page’s clock.');
  say(`${FORMULA}.`);
  say('Below 1: token and connections are got while the page still waits for its rows.\n');
  say(`## Later visits within five minutes\n\n${table(later)}\n`);
}

async function sayCrowdedPage(program: BenchBrowser, runs: number): Promise<void> {
  const lines = [
    [
      'page',
      'longest task',
      'of the processor',
      'our script in one task',
      'of the processor',
      'bar',
      'our script in all',
      'layout shift',
    ],
  ];
  for (const hasExtension of [true, false]) {
    const all = await repeat(runs, () => measureCrowdedPage(program, hasExtension));
    const figure = (pick: (page: CrowdedPage) => number) => ms(all.map(pick));
    lines.push([
      hasExtension ? 'with the extension' : 'without',
      figure(({ longest }) => longest.ms),
      figure(({ longest }) => longest.cpuMs),
      figure(({ mostOfOurs }) => mostOfOurs.ms),
      figure(({ mostOfOurs }) => mostOfOurs.cpuMs),
      ms([TASK_BAR]),
      figure(({ ours }) => ours.ms),
      spread(
        all.map(({ shift }) => shift),
        4,
      ),
    ]);
  }
  say(`## A page of ${CROWD} rows\n\n${table(lines)}`);
}

async function repeat<T>(times: number, measure: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let run = 0; run < times; run += 1) results.push(await measure());
  return results;
}

function ms(values: readonly number[]): string {
  return `${spread(values)} ms`;
}

function costs(visits: readonly Visit[]): [requests: string, pulls: string] {
  return [spread(visits.map(({ requests }) => requests)), spread(visits.map(({ pulls }) => pulls))];
}
