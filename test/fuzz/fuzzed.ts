/** One parser under test, and the run of all its cases. */
import { createDraw, type Draw } from './draw.ts';
import { pollution } from './prototypes.ts';

/**
 * `value`: it was understood. `failure`: it was refused with a closed failure. Both must happen, or the input is
 * too dull.
 */
export type Outcome = 'value' | 'failure';

export interface FuzzedParser {
  readonly name: string;
  /** How many cases a run has. */
  readonly cases: number;
  /**
   * Draws an input and gives it to the parser. Throws where a property does not hold, as well as where the parser
   * throws.
   */
  attempt(draw: Draw): Outcome | Promise<Outcome>;
  /** The same input again, for the report. */
  input(draw: Draw): unknown;
}

/** `check` must throw where something is not as it has to be: `Broken` says what. */
export function fuzzed<Input>(
  name: string,
  cases: number,
  generate: (draw: Draw) => Input,
  check: (input: Input) => Outcome | Promise<Outcome>,
): FuzzedParser {
  return { name, cases, attempt: (draw) => check(generate(draw)), input: generate };
}

/** A property that does not hold. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`broken property: ${what}`);
}

/** Given by `FUZZ_SEED`, so that a failure can be seen again; another one in every run otherwise. */
export function chosenSeed(given: string | undefined): string {
  return given ?? String(Date.now());
}

export interface Tally {
  readonly cases: number;
  readonly values: number;
  readonly failures: number;
}

/** Runs all cases. Throws at the first that fails, with everything that is needed to see it again. */
export async function runCases(parser: FuzzedParser, seed: string): Promise<Tally> {
  const count = { value: 0, failure: 0 };
  for (let number = 0; number < parser.cases; number += 1) {
    const key = `${seed} ${parser.name} ${number}`;
    try {
      // Most parsers answer at once; waiting for each would take longer than they do.
      const answer = parser.attempt(createDraw(key));
      const outcome = typeof answer === 'string' ? answer : await answer;
      count[outcome] += 1;
      const polluted = pollution();
      must(polluted.length === 0, `prototypes have gained ${polluted.join(', ')}`);
    } catch (error) {
      throw new Error(report(parser, seed, number, createDraw(key)), { cause: error });
    }
  }
  return { cases: parser.cases, values: count.value, failures: count.failure };
}

function report(parser: FuzzedParser, seed: string, number: number, draw: Draw): string {
  const input = JSON.stringify(readable(parser.input(draw))) ?? 'undefined';
  return `${parser.name}, case ${number}, FUZZ_SEED=${seed}, input ${input.slice(0, 2_000)}`;
}

function readable(input: unknown): unknown {
  return input instanceof Uint8Array ? Buffer.from(input).toString('latin1') : input;
}
