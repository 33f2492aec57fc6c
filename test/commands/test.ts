/**
 * `npm test`: everything that must hold, on the unmodified production builds in both real browsers. Its last line is
 * `N passed, N failed`. Where `CI` is set nothing is left out; elsewhere what this machine lacks is named, with the
 * command that installs it, and counted as skipped.
 */
import { buildBoth } from './builds.ts';
import { CHECKS, type Check } from './checks.ts';
import { say } from './processes.ts';
import { CHROMIUM, CURL, DISTRIBUTION, FIREFOX, installCommand, provide } from './programs.ts';
import { add, NOTHING, runTests, type Tally, tallyOf } from './vitest-run.ts';

const strict = Boolean(process.env['CI']);
let tally = NOTHING;

const missing = await provide([CHROMIUM, FIREFOX, DISTRIBUTION, CURL]);
for (const program of missing) {
  const [name] = program.commands;
  say(
    `${strict ? '✗' : '-'} ${name} is not here: its tests do not run. ${installCommand([program])}`,
  );
  tally = add(tally, strict ? tallyOf('failed') : tallyOf('skipped'));
}

const built = await check({ name: 'builds', run: buildBoth });
for (const one of CHECKS) await check(one);
await tests('unit');
if (built) await tests('browser');

say('');
const skipped = strict ? '' : `, ${tally.skipped} skipped`;
say(`${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? skipped : ''}`);
process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;

async function check({ name, run }: Check): Promise<boolean> {
  const start = Date.now();
  const { code, output } = await run();
  tally = add(tally, tallyOf(code === 0 ? 'passed' : 'failed'));
  if (code !== 0) say(output.trimEnd());
  say(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(start)})`);
  return code === 0;
}

async function tests(project: 'unit' | 'browser'): Promise<void> {
  const start = Date.now();
  const result: Tally = await runTests(project);
  // A test that skips itself has not run, and where nothing may be left out that is a failure.
  const honest = strict
    ? { ...result, failed: result.failed + result.skipped, skipped: 0 }
    : result;
  tally = add(tally, honest);
  say(
    `${honest.failed === 0 ? '✓' : '✗'} ${project} tests: ${honest.passed} passed, ${honest.failed} failed (${seconds(start)})`,
  );
}

function seconds(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
