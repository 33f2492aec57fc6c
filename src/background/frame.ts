/**
 * Gathers changes: the first one after a rest is told at once, those that follow share one telling a frame later. Without
 * it a hundred answers in a second would mean a hundred computations and messages. Where a telling takes long, the next
 * one waits longer: whoever looks at a large repository is not to keep the worker from asking about it.
 */
import type { Clock } from '../platform/clock.ts';

/** After a telling, so many times as long as it took is left to other work. */
const SHARE = 4;
/** Milliseconds that are left at most. */
const LONGEST_REST_MS = 2_000;

/** @param milliseconds at least between two tellings. The returned function asks for one. */
export function createFrame(clock: Clock, milliseconds: number, tell: () => void): () => void {
  /** Before when nothing is told, in steady milliseconds: somebody may set the clock. */
  let restsUntil = Number.NEGATIVE_INFINITY;
  let asked = false;

  function run(): void {
    asked = false;
    const began = clock.steady();
    tell();
    const ended = clock.steady();
    const rest = Math.min((ended - began) * SHARE, LONGEST_REST_MS);
    restsUntil = Math.max(began + milliseconds, ended + rest);
  }

  return () => {
    if (asked) return;
    asked = true;
    const rest = restsUntil - clock.steady();
    if (rest <= 0) queueMicrotask(run);
    else clock.after(rest, run);
  };
}
