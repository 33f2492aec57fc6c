/**
 * How fast a long listing may ask Docker Hub's web API. The site allows 180 requests a minute and its own pages share them:
 * at least half is left to the person. So there is a turn only while all that the extension has asked stays below half
 * in any 60 seconds, a few at once and then evenly; and where an answer says that less than half is left, whoever took
 * it, not before the minute is over.
 *
 * One number is kept for the next life of the worker, so that a worker which is stopped often does not begin with a
 * burst each time. Where it cannot be read, a life begins without one.
 */
import * as v from 'valibot';
import type { HubLimits } from '../hub/limits.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { SessionStorage } from '../platform/storage.ts';
import { createBucket, rateOf } from './bucket.ts';

export interface HubPace {
  /** Resolves when one more request of a long listing may be sent; to `false` where the signal has ended it before. */
  turn(signal: AbortSignal): Promise<boolean>;
  /** A request to the web API is sent, whoever it is for. */
  sent(): void;
  /** What an answer said of the limit. */
  onLimits(limits: HubLimits): void;
  /** Milliseconds that so many requests of a long listing will take, about. */
  estimate(requests: number): number;
  /**
   * When the next may be sent, milliseconds since 1970; nothing where that is now, or in a moment: the even pace is no
   * waiting.
   */
  waitsUntil(): number | undefined;
}

export interface HubPaceDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Undefined in a browser without one. */
  readonly storage?: Pick<SessionStorage, 'get' | 'set'> | undefined;
}

/** Requests a minute where no answer has said otherwise (Docker Hub, `X-RateLimit-Limit`, seen in 2025 and 2026). */
const USUAL_LIMIT = 180;
/** Whatever an answer says, no more than this is taken for a limit: thousands a minute get an address flagged. */
const HIGHEST_LIMIT = 1_800;
/** Milliseconds that an answer may make everybody wait: the limit is one of a minute. */
const LONGEST_HOLD = 60_000;
/** Milliseconds after which a turn that nobody has used counts as used. */
const TURN_LIFETIME = 5_000;
/** Milliseconds; less is not worth telling. */
const MOMENT = 3_000;

const KEY = 'hub-pace';
/** When all that was asked would have been due, milliseconds since 1970. */
const kept = v.pipe(v.number(), v.finite());

export function createHubPace({ clock, log, storage }: HubPaceDeps): HubPace {
  const steady = () => clock.steady();
  let rate = rateOf(USUAL_LIMIT / 2);
  const bucket = createBucket(steady, rate);
  /** Of turns whose request is not sent yet: when they were given. */
  let given: number[] = [];
  /** Nothing goes through before `until`; `from` stays while nothing has gone through since. */
  let hold: { readonly from: number; readonly until: number } | undefined;
  const sleepers = new Set<() => void>();
  const loaded = load();

  async function load(): Promise<void> {
    bucket.add((await recall()) ?? (rate.burst - 1) * rate.every);
  }

  /** Milliseconds; undefined where nobody can tell. Far more than a minute was written before the clock was set back. */
  async function recall(): Promise<number | undefined> {
    if (!storage) return undefined;
    try {
      const value = await storage.get(KEY);
      if (value === undefined) return 0;
      const read = v.safeParse(kept, value);
      if (!read.success) return undefined;
      return Math.min(Math.max(0, read.output - clock.now()), LONGEST_HOLD);
    } catch (thrown) {
      log.warn('pace cannot be read', { error: errorName(thrown) });
      return undefined;
    }
  }

  function take(): void {
    bucket.take();
    storage?.set(KEY, clock.now() + bucket.backlog()).catch((thrown: unknown) => {
      log.warn('pace cannot be written', { error: errorName(thrown) });
    });
  }

  const held = () => Math.max(0, (hold?.until ?? 0) - steady());
  const wait = (others = 0) => Math.max(held(), bucket.wait(others));

  function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        callOff();
        sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const callOff = clock.after(milliseconds, wake);
      sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  return {
    async turn(signal) {
      await loaded;
      while (!signal.aborted) {
        const milliseconds = wait();
        if (milliseconds === 0) {
          hold = undefined;
          given.push(steady());
          take();
          return true;
        }
        await sleep(milliseconds, signal);
      }
      return false;
    },
    sent() {
      const now = steady();
      given = given.filter((at) => now - at < TURN_LIFETIME);
      if (given.shift() === undefined) take();
    },
    onLimits({ limit, remaining, resetsAt }) {
      rate = rateOf(Math.min(limit, HIGHEST_LIMIT) / 2);
      bucket.setRate(rate);
      const now = steady();
      const from = hold && hold.until > now ? hold.from : now;
      // However often it is said, a turn comes after a minute: an answer may be wrong for ever.
      const until = Math.min(now + Math.max(0, resetsAt - clock.now()), from + LONGEST_HOLD);
      hold = remaining < limit / 2 ? { from, until } : undefined;
      for (const wake of [...sleepers]) wake();
    },
    estimate: (requests) => (requests > 0 ? wait(requests - 1) : 0),
    waitsUntil() {
      const milliseconds = wait();
      return milliseconds > MOMENT ? clock.now() + milliseconds : undefined;
    },
  };
}
