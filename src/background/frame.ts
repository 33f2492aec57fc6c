/**
 * Gathers changes: the first one after a rest is told at once, those that follow share one telling a frame later. Without
 * it a hundred answers in a second would mean a hundred computations and messages. Where a telling takes long, the next
 * one waits longer: whoever looks at a large repository is not to keep the worker from asking about it.
 */
import type { Clock } from '../platform/clock.ts';

/** Of all time, at most one part in so many goes into tellings. */
const SHARE = 4;
/** Milliseconds to wait at most, however long one telling took, or seems to have taken where the clock was set. */
const LONGEST_FRAME_MS = 2_000;

/** @param milliseconds at least between two tellings. The returned function asks for one. */
export function createFrame(clock: Clock, milliseconds: number, tell: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let frame = milliseconds;
  let asked = false;

  function run(): void {
    asked = false;
    last = clock.now();
    tell();
    const took = Math.max(0, clock.now() - last);
    frame = Math.max(milliseconds, Math.min(took * SHARE, LONGEST_FRAME_MS));
  }

  return () => {
    if (asked) return;
    asked = true;
    // Never longer than one frame: the clock may have been set back.
    const rest = Math.min(frame, last + frame - clock.now());
    if (rest <= 0) queueMicrotask(run);
    else clock.after(rest, run);
  };
}
