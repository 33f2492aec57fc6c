/**
 * `npm run bench`: how long a person waits and what that costs, on the production build in a real browser, against the
 * stand-in over a wire of known length. Writes docs/benchmark.{json,md,svg} and the README's part from what it measured.
 * `--runs 3` of each visit; `--quick` leaves the largest repository out and writes nothing; `--check` ends with 1 where a
 * bar is missed; `--timeline` says what was asked when; `--only pages`, `tasks`, `whole`, `scale` or `peers` measures that alone
 * and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { barsOf } from '../bench/bars.ts';
import type { BenchBrowser } from '../bench/bench-browser.ts';
import type { Figures } from '../bench/figures-file.ts';
import { measure, PARTS, type Part } from '../bench/measure.ts';
import { plot } from '../bench/plot.ts';
import { withBenchmark } from '../bench/readme-part.ts';
import { report } from '../bench/report.ts';
import { build, buildFolder } from './builds.ts';
import { run, say } from './processes.ts';
import { CHROMIUM, find, installCommand, provide } from './programs.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    timeline: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});

process.exitCode = await bench();

async function bench(): Promise<number> {
  await provide([CHROMIUM]);
  const executable = find(CHROMIUM);
  if (executable === undefined) {
    say(`No chromium is here. This installs it: ${installCommand([CHROMIUM])}`);
    return 2;
  }
  const built = await build('chromium');
  if (built.code !== 0) {
    say(built.output.trimEnd());
    return 1;
  }
  const figures = await measured({ name: 'chromium', executable });
  say(`\n${report(figures)}`);
  const isWhole = !options.quick && options.only.length === 0;
  if (isWhole) await write(figures);
  const isMet = barsOf(figures).every((bar) => bar.isMet);
  return options.check && !isMet ? 1 : 0;
}

async function measured(program: BenchBrowser): Promise<Figures> {
  const began = Date.now();
  const parts = await measure(program, {
    runs: Math.max(1, Number.parseInt(options.runs, 10) || 1),
    parts: PARTS.filter((part: Part) => options.only.length === 0 || options.only.includes(part)),
    isQuick: options.quick,
    hasTimeline: options.timeline,
    say,
  });
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: await commit(),
    machine: {
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryBytes: totalmem(),
    },
    contentScriptBytes: gzipSync(readFileSync(`${buildFolder('chromium')}/content-scripts/hub.js`))
      .length,
    ...parts,
    minutes: (Date.now() - began) / 60_000,
  };
}

/** What was measured: with a plus where the tree has changes that are in no commit. */
async function commit(): Promise<string> {
  const head = (await run('git', ['rev-parse', '--short', 'HEAD'])).output.trim();
  const changed = (await run('git', ['status', '--porcelain', '--untracked-files=no'])).output;
  return changed.trim() === '' ? head : `${head}+`;
}

async function write(figures: Figures): Promise<void> {
  writeFileSync('docs/benchmark.json', `${JSON.stringify(figures, undefined, 2)}\n`);
  // As the linter wants every file here: short lists on one line.
  await run('biome', ['format', '--write', 'docs/benchmark.json']);
  writeFileSync('docs/benchmark.md', report(figures));
  writeFileSync('docs/benchmark.svg', plot(figures));
  writeFileSync('README.md', withBenchmark(readFileSync('README.md', 'utf8'), figures));
  say(
    'Written: docs/benchmark.json, docs/benchmark.md, docs/benchmark.svg and the part of README.md.',
  );
}
