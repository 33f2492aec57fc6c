/** `npm run check`: types, lint, import rules and unused code, without a build's worth of tests. */
import { buildBoth } from './builds.ts';
import { CHECKS } from './checks.ts';
import { say } from './processes.ts';

for (const { name, run } of [{ name: 'builds', run: buildBoth }, ...CHECKS]) {
  const { code, output } = await run();
  if (code !== 0) {
    say(output.trimEnd());
    process.exitCode = 1;
  }
  say(`${code === 0 ? '✓' : '✗'} ${name}`);
}
