/** Waiting that may be cut short, and how long a listing of all tags waits after a failure. */
import type { Failure } from '../core/failure.ts';
import type { Clock } from '../platform/clock.ts';
import { RETRY_MS, waitOf } from './knowledge.ts';
import type { WholeWait } from './store.ts';

/**
 * Until the time that it names, else twice as long each time.
 * @param vain attempts in a row that have brought nothing, this one included
 * @param at when it failed, milliseconds since 1970
 */
export function waitAfter(problem: Failure, vain: number, at: number): WholeWait {
  const { kind, host, status } = problem;
  const patience = problem.until === undefined ? RETRY_MS * 2 ** vain : 0;
  return {
    until: at + Math.max(waitOf({ failure: problem, at }), patience),
    vain,
    failure: { kind, ...(host !== undefined && { host }), ...(status !== undefined && { status }) },
  };
}

/** Resolves after so many milliseconds, or when the signal ends it, or when `wake` calls. */
export async function pause(
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal,
  wake: (call: () => void) => () => void = () => () => undefined,
): Promise<void> {
  if (milliseconds <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      callOff();
      stopListening();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const callOff = clock.after(milliseconds, end);
    const stopListening = wake(end);
    signal.addEventListener('abort', end);
  });
}
