/**
 * What is asked again, and when: after a 429 once its wait is over, and a moment at least, as long as all waits together
 * stay within what was allowed; after a network error or a 5xx a moment later, twice.
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
/**
 * Milliseconds after a 429 at least, doubled with each that follows without an answer in between: its own wait may be
 * over already (`Retry-After: 0`, or a date that this machine's clock has passed).
 */
const LEAST = 1_000;
const MOST_DOUBLINGS = 6;

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
  let waits = 0;
  /** Those since the last answer. */
  let inARow = 0;

  /**
   * Whether the wait is within what is allowed; then it has passed.
   * @param waitsBefore how many there had been when the refused question was asked
   */
  async function waitFor(refusal: Failure, waitsBefore: number): Promise<boolean> {
    const now = clock.now();
    // Of questions that were under way together, the first refusal begins the wait.
    const isNew = waitsBefore === waits;
    const least = isNew ? now + LEAST * 2 ** Math.min(inARow, MOST_DOUBLINGS) : now;
    const until = Math.max(refusal.until ?? now + UNSAID, least);
    const begins = Math.max(now, resumesAt);
    if (until > begins) {
      if (waited + until - begins > allowed) {
        ended = refusal;
        return false;
      }
      waited += until - begins;
      resumesAt = until;
      onWait(until - now);
    }
    if (isNew) {
      waits += 1;
      inARow += 1;
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
      const waitsBefore = waits;
      const answer = await ask();
      if (!answer.ok && answer.error.kind === 'rate-limited') {
        if (!(await waitFor(answer.error, waitsBefore))) return answer;
        continue;
      }
      inARow = 0;
      if (answer.ok) return answer;
      if (isPassing(answer.error)) {
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
