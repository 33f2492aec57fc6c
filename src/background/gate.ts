/**
 * What a 429 closes stays closed until the time it names: asking on would only make it last, and Docker Hub has flagged
 * whole addresses for a day (facts of 2025 crawls). Four gates, because they are four limits: the web API's requests a
 * minute, the registry's requests a minute, its list of tag names, and the pulls, which run out while HEAD goes on
 * answering. They are kept beside the ledger: a worker that was stopped in between must not ask too soon.
 *
 * HEADs are many and each speaks of one tag, so one 429 among answers closes nothing. A host that gives no answer at all is
 * not for a gate to tell: `http/circuit.ts` leaves it alone.
 */
import type { Failure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import { LONGEST_MS } from '../http/retry-after.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { KeyValueStorage } from '../platform/storage.ts';
import type { PullLimits } from '../registry/limits.ts';
import { type Closing, type GateName, readClosings, writeClosings } from './gate-record.ts';

/** Milliseconds to wait where a 429 does not say how long. */
const DEFAULT_WAIT_MS = 60_000;
/** How many refusals (429) in a row close the gate of HEAD. */
const HEAD_REFUSALS = 2;

export interface Gate {
  /** Asks, unless it is closed: then the answer is the failure that closed it, with the time when it opens. */
  pass<T>(ask: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>>;
  /** Calls as soon as it is known whether it is open, if it is. */
  ifOpen(call: () => void): Promise<void>;
  /** Whether it is closed until a time that the other side has named. */
  isClosedByName(): Promise<boolean>;
}

export interface Gates extends Readonly<Record<GateName, Gate>> {
  /** Another account pays from now on: what a 429 closed for the last one's pulls is open. */
  forgetAccount(): void;
  /**
   * What the registry said with any answer. A 429 for pulls that named no end keeps the gate closed for a window, unless it
   * is said before that pulls remain; what was on its way when the 429 came does not count.
   * @param askedAt when the question was sent, milliseconds since 1970
   */
  onLimits(limits: PullLimits, askedAt: number): void;
}

export interface GatesDeps {
  readonly storage: KeyValueStorage;
  readonly clock: Clock;
  readonly log: Log;
}

export function createGates({ storage, clock, log }: GatesDeps): Gates {
  const closed = new Map<GateName, Closing>();
  /** Refusals since the last answer, by gate. */
  const streaks = new Map<GateName, number>();
  /** Whether another account pays than the one that was refused in an earlier life. */
  let isOtherAccount = false;
  /** Another one with each account that pays. */
  let payer = {};
  /** When a pull was refused last in this life; answers are about questions of this life. */
  let refusedAt = Number.NEGATIVE_INFINITY;
  const loaded = load();

  async function load(): Promise<void> {
    try {
      for (const [gate, closing] of await readClosings(storage)) {
        if (gate !== 'pulls' || !isOtherAccount) closed.set(gate, closing);
      }
    } catch (thrown) {
      log.warn('gates cannot be read', { error: errorName(thrown) });
    }
  }

  async function keep(): Promise<void> {
    try {
      await writeClosings(storage, closed);
    } catch (thrown) {
      log.warn('gates cannot be written', { error: errorName(thrown) });
    }
  }

  /** No wait is longer than the longest: what seems so was written before the clock was set back. */
  function reason(name: GateName): Closing | undefined {
    const last = closed.get(name);
    const wait = last ? last.until - clock.now() : 0;
    return wait > 0 && wait <= LONGEST_MS ? last : undefined;
  }

  /** Of two that were under way the one that closes it for longer counts, and a time that was named more than a guess. */
  function shut(name: GateName, last: Closing): void {
    if (name === 'pulls') refusedAt = clock.now();
    const before = reason(name);
    const isAlike = before?.isUntilGuessed === last.isUntilGuessed;
    const isKept = before && (isAlike ? before.until >= last.until : last.isUntilGuessed);
    if (!isKept) closed.set(name, last);
  }

  /** What is left of an answer: a refusal gets a time when it ends, and what comes too often closes the gate. */
  function note(name: GateName, said: Failure | undefined, most: number): Failure | undefined {
    if (said === undefined || said.kind === 'not-found') streaks.delete(name);
    if (said?.kind !== 'rate-limited') return said;
    const last = { ...said, until: said.until ?? clock.now() + DEFAULT_WAIT_MS };
    const streak = (streaks.get(name) ?? 0) + 1;
    streaks.set(name, streak);
    if (streak < most) return last;
    shut(name, last);
    void keep();
    return last;
  }

  /**
   * @param refusals how many in a row close it
   * @param names the gate itself, and those that close it too
   */
  function gate(refusals: number, own: GateName, ...names: GateName[]): Gate {
    const why = () => reason(own) ?? names.map(reason).find((found) => found !== undefined);
    return {
      async pass(ask) {
        await loaded;
        const found = why();
        if (found) return err(found);
        const since = payer;
        const answer = await ask();
        // It speaks of the pulls of somebody who does not pay any more, its time too.
        if (own === 'pulls' && since !== payer) return withoutUntil(answer);
        const problem = note(own, answer.ok ? undefined : answer.error, refusals);
        return problem && !answer.ok ? err(problem) : answer;
      },
      async ifOpen(call) {
        await loaded;
        if (!why()) call();
      },
      async isClosedByName() {
        await loaded;
        const found = why();
        return found !== undefined && !found.isUntilGuessed;
      },
    };
  }

  return {
    hub: gate(1, 'hub'),
    registry: gate(HEAD_REFUSALS, 'registry'),
    names: gate(1, 'names', 'registry'),
    pulls: gate(1, 'pulls', 'registry'),
    forgetAccount() {
      isOtherAccount = true;
      payer = {};
      closed.delete('pulls');
      streaks.delete('pulls');
      void loaded.then(keep);
    },
    onLimits(limits, askedAt) {
      const remain = limits === 'unlimited' || limits.remaining > 0;
      if (!remain || askedAt <= refusedAt || !closed.get('pulls')?.isUntilGuessed) return;
      closed.delete('pulls');
      streaks.delete('pulls');
      void keep();
    },
  };
}

function withoutUntil<T>(answer: Result<T, Failure>): Result<T, Failure> {
  if (answer.ok || answer.error.kind !== 'rate-limited') return answer;
  const { until: _, isUntilGuessed: __, ...rest } = answer.error;
  return err(rest);
}
