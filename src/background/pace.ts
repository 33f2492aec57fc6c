/**
 * Bounds how often one asker has requests sent by a click. The content script bounds clicks itself; a page's process that
 * was taken over would not.
 */
import type { Clock } from '../platform/clock.ts';

export interface Bounds {
  /** Times within the window. */
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
}

/** "Try again": all that failed is asked, of hosts that were left alone too. */
export const RETRIES: Bounds = { limit: 1, window: 5_000 };
/** What each `Accept` header gets: four requests each. */
export const ACCEPTS: Bounds = { limit: 10, window: 10_000 };

/** What is put off at most; as many tags may be opened. */
const MOST_LATE = 100;

export interface Pace {
  /** Calls now, or as soon as it may be; of what is put off under one key, the last only. */
  do(key: string, call: () => void): void;
  /** Drops what was put off. */
  drop(): void;
}

export function createPace(clock: Clock, { limit, window }: Bounds): Pace {
  const late = new Map<string, () => void>();
  /** When it was done lately, by the steady clock; oldest first. */
  let times: number[] = [];
  let callOff: (() => void) | undefined;

  function mayNow(): boolean {
    const now = clock.steady();
    times = times.filter((time) => now - time < window);
    return times.length < limit;
  }

  function run(call: () => void): void {
    times.push(clock.steady());
    call();
  }

  function catchUp(): void {
    callOff = undefined;
    for (const [key, call] of late) {
      if (!mayNow()) break;
      late.delete(key);
      run(call);
    }
    plan();
  }

  function plan(): void {
    const [oldest] = times;
    if (late.size === 0 || oldest === undefined) return;
    callOff ??= clock.after(oldest + window - clock.steady(), catchUp);
  }

  return {
    do(key, call) {
      if (late.size === 0 && mayNow()) {
        run(call);
        return;
      }
      if (late.has(key) || late.size < MOST_LATE) late.set(key, call);
      plan();
    },
    drop() {
      callOff?.();
      callOff = undefined;
      late.clear();
    },
  };
}
