/**
 * How fast listings may ask Docker Hub's web API. The site allows 180 requests a minute and its own pages share them: at
 * least half is left to the person. So there is a turn only while all that the extension has asked stays below half in
 * any 60 seconds, a few at once and then evenly; and where an answer says that less than half is left, whoever took it,
 * not before the minute is over. What a person waits for takes no turn, and counts.
 */
import type { HubLimits } from '../hub/limits.ts';
import { rateOf } from './bucket.ts';
import { createKeptBucket, type KeptBucketDeps } from './kept-bucket.ts';

export interface HubPace {
  /** Resolves when one more request of a long listing may be sent; to `false` where the signal has ended it before. */
  turn(signal: AbortSignal): Promise<boolean>;
  /**
   * The same for a walk that nobody has to click for, before any long listing.
   * @param isWanted asked before each wait: to `false` where nobody wants it any more
   */
  walkTurn(isWanted: () => boolean): Promise<boolean>;
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

/** Requests a minute where no answer has said otherwise (Docker Hub, `X-RateLimit-Limit`, seen in 2025 and 2026). */
const USUAL_LIMIT = 180;
/** Whatever an answer says, no more than this is taken for a limit: thousands a minute get an address flagged. */
const HIGHEST_LIMIT = 1_800;
/** Milliseconds that an answer may make everybody wait: the limit is one of a minute. */
const LONGEST_HOLD = 60_000;
/** Until an answer has said otherwise. */
const RATE = rateOf(USUAL_LIMIT / 2);
/**
 * Milliseconds of an earlier life's backlog that count. A whole burst goes beside a backlog, so with less than this the
 * next life would ask before what was asked in the minute is a minute old; with more it would wait longer than that.
 */
const MOST_KEPT = LONGEST_HOLD + (RATE.burst - 1) * RATE.every;
/** Milliseconds after which a turn that nobody has used counts as used. */
const TURN_LIFETIME = 5_000;
/** Milliseconds; less is not worth telling. */
const MOMENT = 3_000;

export function createHubPace(deps: KeptBucketDeps): HubPace {
  const { clock } = deps;
  const steady = () => clock.steady();
  const bucket = createKeptBucket('hub-pace', RATE, MOST_KEPT, deps);
  /** Of turns whose request is not sent yet: when they were given. */
  let given: number[] = [];
  /** Nothing goes through before `until`; `from` stays while nothing has gone through since. */
  let hold: { readonly from: number; readonly until: number } | undefined;
  const sleepers = new Set<() => void>();
  /** Walks that wait: long listings leave the next places to them. */
  let walks = 0;

  const held = () => Math.max(0, (hold?.until ?? 0) - steady());
  const wait = (others = 0) => Math.max(held(), bucket.wait(others));

  function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        callOff();
        sleepers.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const callOff = clock.after(milliseconds, wake);
      sleepers.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }

  /** @param others who go first */
  async function place(
    others: () => number,
    isWanted: () => boolean,
    signal?: AbortSignal,
  ): Promise<boolean> {
    await bucket.loaded;
    while (isWanted()) {
      const milliseconds = wait(others());
      if (milliseconds === 0) {
        hold = undefined;
        given.push(steady());
        bucket.take();
        return true;
      }
      await sleep(milliseconds, signal);
    }
    return false;
  }

  return {
    turn(signal) {
      return place(
        () => walks,
        () => !signal.aborted,
        signal,
      );
    },
    async walkTurn(isWanted) {
      walks += 1;
      const isIts = await place(() => 0, isWanted);
      walks -= 1;
      return isIts;
    },
    sent() {
      const now = steady();
      given = given.filter((at) => now - at < TURN_LIFETIME);
      if (given.shift() === undefined) bucket.take();
    },
    onLimits({ limit, remaining, resetsAt }) {
      bucket.setRate(rateOf(Math.min(limit, HIGHEST_LIMIT) / 2));
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
