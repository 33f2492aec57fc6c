/**
 * What is asked again, and when: after a 429 once its wait is over, as long as all waits together stay within what was
 * allowed; after a network error or a 5xx a moment later, twice.
 */
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { PaceClock } from './pace.ts';

/** Asks until there is an answer, or no more patience. */
export type Patient = <T>(ask: () => Promise<Result<T, Failure>>) => Promise<Result<T, Failure>>;

/** Milliseconds before the second and the third attempt. */
const AGAIN_AFTER = [500, 2_000];
/** Milliseconds, where a 429 does not say how long. */
const UNSAID = 30_000;

export interface PatienceOptions {
  readonly clock: PaceClock;
  /** Milliseconds of all waits together. */
  readonly allowed: number;
  /** Called when a wait begins, with its milliseconds. */
  onWait(milliseconds: number): void;
}

/** One for each service: when it asks one question to wait, all wait. */
export function createPatience({ clock, allowed, onWait }: PatienceOptions): Patient {
  let resumesAt = 0;
  let waited = 0;
  let ended: Failure | undefined;

  /** Whether the wait is within what is allowed; then it has passed. */
  async function waitFor(refusal: Failure): Promise<boolean> {
    const now = clock.now();
    const until = refusal.until ?? now + UNSAID;
    if (until > resumesAt) {
      const more = until - Math.max(now, resumesAt);
      if (waited + more > allowed) {
        ended = refusal;
        return false;
      }
      waited += Math.max(0, more);
      resumesAt = until;
      onWait(Math.max(0, until - now));
    }
    await pause();
    return true;
  }

  async function pause(): Promise<void> {
    const left = resumesAt - clock.now();
    if (left > 0) await clock.sleep(left);
  }

  return async (ask) => {
    const moments = [...AGAIN_AFTER];
    for (;;) {
      await pause();
      // Everybody else would be told the same.
      if (ended) return { ok: false, error: ended };
      const answer = await ask();
      if (answer.ok) return answer;
      if (answer.error.kind === 'rate-limited') {
        if (!(await waitFor(answer.error))) return answer;
      } else if (isPassing(answer.error)) {
        const moment = moments.shift();
        if (moment === undefined) return answer;
        await clock.sleep(moment);
      } else return answer;
    }
  };
}

function isPassing({ kind, until }: Failure): boolean {
  return kind === 'unavailable' && until === undefined;
}
