/**
 * Work that takes long, done so that whoever does it may be asked something else in between: a generator that stops after
 * every few thousand things it has looked at, and gives its value at the end.
 */
export type Steps<Value> = Generator<undefined, Value, undefined>;

/** Things to look at between two stops: well below a millisecond, and a few on a machine that is busy. */
export const STEP = 20_000;

/** All of it at once. */
export function inOneGo<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
