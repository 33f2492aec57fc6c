/**
 * Asks again by itself what failed, for as long as somebody looks on: when the time is over that a 429 or an open circuit
 * named, and from time to time where a source, or the network, was out of reach. A page that is left open recovers so. Who
 * fails again and again is asked more and more rarely. What else failed (a missing tag, a permission) does not pass by
 * waiting.
 */
import type { FailureKind } from '../core/failure.ts';
import type { Clock } from '../platform/clock.ts';
import { type Ask, type FailedAsk, RETRY_MS, waitOf } from './knowledge.ts';

/** Milliseconds between the ends of waits that began together: questions that were under way when the limit was reached. */
const TOGETHER_MS = 3_000;
/** The part of a wait by which it may be longer, and the most, milliseconds: not all pages are to ask in the same second. */
const JITTER = 0.15;
const MOST_JITTER_MS = 5_000;
/**
 * The longest wait, milliseconds, unless an answer asks for a longer one. Of 429 none: each one that comes all the same
 * doubles it. Of a source that is out of reach, as much as its circuit waits at most.
 */
const LONGEST_WAIT_MS: Partial<Record<FailureKind, number>> = {
  'rate-limited': Number.POSITIVE_INFINITY,
  unavailable: 5 * 60_000,
  offline: 5 * 60_000,
};

export interface Again {
  /** Where the questions stand that somebody wants answered. Call whenever one of them may have moved. */
  look(asks: readonly Ask[]): void;
  /** Other questions, or the person has asked again: what was tried before does not count. */
  reset(): void;
}

/**
 * @param act asks again about whatever may be asked by now
 * @param random from 0 to below 1
 */
export function createAgain(clock: Clock, act: () => void, random = Math.random): Again {
  /** Tries in vain since all was well, by what went wrong. */
  const tries = new Map<FailureKind, number>();
  /** Questions that had failed when they were last looked at. */
  let failing = 0;
  let callOff: (() => void) | undefined;

  function stop(): void {
    callOff?.();
    callOff = undefined;
  }

  function reset(): void {
    stop();
    tries.clear();
    failing = 0;
  }

  /** When it may be asked again; `undefined` where that would not help. */
  function dueOf(ask: FailedAsk): number | undefined {
    const { kind } = ask.failure;
    const longest = LONGEST_WAIT_MS[kind];
    if (longest === undefined) return undefined;
    const vain = tries.get(kind) ?? 0;
    const patience = vain === 0 ? 0 : Math.min(RETRY_MS * 2 ** (vain - 1), longest);
    return ask.at + Math.max(waitOf(ask), patience);
  }

  function plan(failed: readonly FailedAsk[]): void {
    const waits = failed.flatMap((ask) => {
      const due = dueOf(ask);
      // The clock may have been set back since it failed: nobody waits for longer than from now on.
      return due === undefined ? [] : [{ ask, wait: Math.min(due - clock.now(), due - ask.at) }];
    });
    const soonest = Math.min(...waits.map(({ wait }) => wait)) + TOGETHER_MS;
    const together = waits.filter(({ wait }) => wait <= soonest);
    if (together.length === 0) return;
    const wait = Math.max(0, ...together.map((one) => one.wait));
    const jitter = Math.min(wait * JITTER, MOST_JITTER_MS) * random();
    const kinds = new Set(together.map(({ ask }) => ask.failure.kind));
    callOff = clock.after(wait + jitter, () => {
      callOff = undefined;
      for (const kind of kinds) tries.set(kind, (tries.get(kind) ?? 0) + 1);
      act();
    });
  }

  return {
    look(asks) {
      if (asks.some(({ state }) => state === 'pending')) return;
      const failed = asks.filter((ask) => ask.state === 'failed');
      if (failed.length === 0) {
        reset();
        return;
      }
      stop();
      // Some were answered: whoever answers those answers the others soon.
      if (failed.length < failing) tries.clear();
      failing = failed.length;
      plan(failed);
    },
    reset,
  };
}
