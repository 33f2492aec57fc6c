/** Long work of the worker, a slice at a time: whatever else it is asked meanwhile is answered in between. */
import type { Steps } from '../core/steps.ts';
import type { Clock } from '../platform/clock.ts';

/** Milliseconds that a slice takes: half the time between two pictures of a screen. */
const SLICE_MS = 8;

/**
 * @param isWanted asked before each further slice; where it says no, the work ends
 * @returns nothing where it has ended so
 */
export async function inSlices<Value>(
  steps: Steps<Value>,
  clock: Pick<Clock, 'steady' | 'after'>,
  isWanted: () => boolean,
): Promise<{ readonly value: Value } | undefined> {
  for (;;) {
    const until = clock.steady() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return { value: step.value };
    } while (clock.steady() < until);
    await new Promise<void>((resolve) => {
      clock.after(0, resolve);
    });
    if (!isWanted()) return undefined;
  }
}
