/**
 * Asks again by itself what failed, for as long as somebody looks on: when the time is over that a 429 named, and once
 * where a source was out of reach. What else failed (a missing tag, no network) does not pass by waiting.
 */
import type { FailureKind } from '../core/failure.ts';
import type { Clock } from '../platform/clock.ts';
import { type Ask, type FailedAsk, RETRY_MS, waitOf } from './knowledge.ts';

/** Milliseconds between the ends of waits that began together: questions that were under way when the limit was reached. */
const TOGETHER_MS = 3_000;

export interface Again {
  /** Where the questions stand that somebody wants answered. Call whenever one of them may have moved. */
  look(asks: readonly Ask[]): void;
  /** Other questions, or the person has asked again: what was tried before does not count. */
  reset(): void;
}

/** @param act asks again about whatever may be asked by now */
export function createAgain(clock: Clock, act: () => void): Again {
  /** Times that a 429 was waited for since all was well. */
  let refusals = 0;
  let triedOutage = false;
  let callOff: (() => void) | undefined;

  function stop(): void {
    callOff?.();
    callOff = undefined;
  }

  function reset(): void {
    stop();
    refusals = 0;
    triedOutage = false;
  }

  /** Who is refused again and again waits longer each time, whatever the answers say. */
  function refusedUntil(ask: FailedAsk): number {
    const patience = refusals === 0 ? 0 : RETRY_MS * 2 ** (refusals - 1);
    return ask.at + Math.max(waitOf(ask), patience);
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
      const refused = ofKind(failed, 'rate-limited').map(refusedUntil);
      const silent = triedOutage ? [] : ofKind(failed, 'unavailable');
      const soonest = Math.min(...refused) + TOGETHER_MS;
      const over = refused.filter((time) => time <= soonest);
      const first429 = over.length > 0 ? Math.max(...over) : Number.POSITIVE_INFINITY;
      // There is one try only: when all of them may be asked.
      const outage =
        silent.length > 0
          ? Math.max(...silent.map((ask) => ask.at + waitOf(ask)))
          : Number.POSITIVE_INFINITY;
      const due = Math.min(first429, outage);
      if (due === Number.POSITIVE_INFINITY) return;
      callOff = clock.after(Math.max(0, due - clock.now()), () => {
        callOff = undefined;
        if (due === outage) triedOutage = true;
        else refusals += 1;
        act();
      });
    },
    reset,
  };
}

function ofKind(asks: readonly FailedAsk[], kind: FailureKind): readonly FailedAsk[] {
  return asks.filter(({ failure }) => failure.kind === kind);
}
