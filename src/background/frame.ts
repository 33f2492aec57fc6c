/**
 * Gathers changes: the first one after a rest is told at once, those that follow share one telling a frame later. Without
 * it a hundred answers in a second would mean a hundred computations and messages.
 */
import type { Clock } from '../platform/clock.ts';

/** @param milliseconds between two tellings. The returned function asks for one. */
export function createFrame(clock: Clock, milliseconds: number, tell: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let asked = false;

  function run(): void {
    asked = false;
    last = clock.now();
    tell();
  }

  return () => {
    if (asked) return;
    asked = true;
    // Never longer than one frame: the clock may have been set back.
    const rest = Math.min(milliseconds, last + milliseconds - clock.now());
    if (rest <= 0) queueMicrotask(run);
    else clock.after(rest, run);
  };
}
