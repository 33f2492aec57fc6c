/**
 * When what was learnt may be written: writing a hundred rows takes the worker as long as reading a hundred answers, and
 * somebody waits for those. Not for long, because a worker may be stopped at any moment.
 */
import type { Clock } from '../platform/clock.ts';
import type { Heads } from './heads.ts';

/** Milliseconds that writing waits at most. A worker that is stopped meanwhile has to ask for this again. */
const LONGEST_MS = 500;
/** Milliseconds after the last answer: it is told first. */
const TELLING_MS = 100;

/** @returns resolves when the registry has answered all questions of the moment; at once where it is asked none */
export function createQuiet(
  heads: Pick<Heads, 'isBusy' | 'onRest'>,
  clock: Pick<Clock, 'after'>,
): () => Promise<void> {
  return () => {
    if (!heads.isBusy()) return Promise.resolve();
    return new Promise((resolve) => {
      const forget = heads.onRest(() => end(TELLING_MS));
      const callOff = clock.after(LONGEST_MS, () => end(0));

      function end(milliseconds: number): void {
        forget();
        callOff();
        clock.after(milliseconds, resolve);
      }
    });
  };
}
