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

export interface Frame {
  /** Asks for a telling. */
  (): void;
  /** Tells in this very task, for somebody who was told nothing yet. What follows rests as after any other telling. */
  now(): void;
  /** Tells in this very task what was asked for, where something was: nothing more will come soon. */
  flush(): void;
}

/** @param milliseconds at least between two tellings */
export function createFrame(clock: Clock, milliseconds: number, tell: () => void): Frame {
  /** Before when nothing is told, in steady milliseconds: somebody may set the clock. */
  let restsUntil = Number.NEGATIVE_INFINITY;
  /** Ends the wait for the telling that was asked for. */
  let callOff: (() => void) | undefined;

  function run(): void {
    callOff?.();
    callOff = undefined;
    const began = clock.steady();
    tell();
    const ended = clock.steady();
    const rest = Math.min((ended - began) * SHARE, LONGEST_REST_MS);
    restsUntil = Math.max(began + milliseconds, ended + rest);
  }

  function soon(): void {
    if (callOff) return;
    const rest = restsUntil - clock.steady();
    callOff = rest <= 0 ? afterThisTask(run) : clock.after(rest, run);
  }

  function flush(): void {
    if (callOff) run();
  }

  return Object.assign(soon, { now: run, flush });
}

function afterThisTask(call: () => void): () => void {
  let isOff = false;
  queueMicrotask(() => {
    if (!isOff) call();
  });
  return () => {
    isOff = true;
  };
}
