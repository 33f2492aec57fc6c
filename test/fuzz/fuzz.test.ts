import { afterAll, describe, expect, it } from 'vitest';
import { chosenSeed, runCases, type Tally } from './fuzzed.ts';
import { PARSERS } from './parsers.ts';

const SEED = chosenSeed(process.env['FUZZ_SEED']);

describe(`hostile input (FUZZ_SEED=${SEED})`, () => {
  const tallies = new Map<string, Tally>();

  it.each(PARSERS)('$name, $cases cases', { timeout: 60_000 }, async (parser) => {
    const tally = await runCases(parser, SEED);
    tallies.set(parser.name, tally);
    // Input that is never right, or always, tests next to nothing.
    expect(tally.values).toBeGreaterThan(parser.cases / 50);
    expect(tally.failures).toBeGreaterThan(parser.cases / 50);
  });

  it('is a hundred thousand cases', () => {
    const all = PARSERS.reduce((sum, { cases }) => sum + cases, 0);
    expect(all).toBeGreaterThanOrEqual(100_000);
  });

  afterAll(() => {
    const lines = [...tallies].map(
      ([name, { cases, values }]) =>
        `${String(cases).padStart(7)} ${name}, ${values} of them understood`,
    );
    process.stdout.write(`${[`FUZZ_SEED=${SEED}`, ...lines].join('\n')}\n`);
  });
});
