/**
 * The record of pulls. They are the person's, not ours (Docker Hub: 100 for anonymous users in the window that its
 * headers name), so every manifest GET is written down before it is sent, and the ones that nobody clicked for are
 * bounded three times: by the allowance, by what the registry last said, and by nothing happening before it said it.
 * Limits of a visit: test/CONTRACT.md, section 5.
 *
 * What is promised of the allowance: in any hour of one life of the worker it is kept, however the machine's clock is set.
 * From one life to the next only that clock can say how much time has passed: set forth in between, it gives the allowance
 * back sooner, once each time; set back, it gives it back later, by an hour at most.
 */
import type { PullMeterView } from '../messaging/view.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { KeyValueStorage } from '../platform/storage.ts';
import type { PullLimits } from '../registry/limits.ts';
import { createLedgerTime } from './ledger-time.ts';
import { createListeners } from './listeners.ts';
import {
  DEFAULT_WINDOW_SECONDS,
  type Payer,
  type Pull,
  type PullRecord,
  readPullRecord,
  writePullRecord,
} from './pull-record.ts';
import { Remaining } from './remaining.ts';
import { oneAtATime } from './writes.ts';

/** The rolling hour of the allowance, milliseconds. */
const ALLOWANCE_WINDOW_MS = 3_600_000;
/** Milliseconds between two writes that only say that the registry still says the same. */
const SAME_LIMITS_MS = 60_000;
/** Milliseconds for which a pull is kept at least: the next answer may name a longer window than the last. */
const KEPT_MS = 24 * 3_600_000;
/** Pulls to keep at most: far more than any allowance, and than anybody clicks for. */
const MOST_PULLS = 5_000;

/** A pull that was written down. Exactly one of the two is to be called, once. */
export interface WrittenPull {
  /** An answer came, or may have: until then the pull counts as not yet in the registry's own numbers. */
  answered(): void;
  /** It is certain that nothing was sent: it is struck out again. */
  neverSent(): void;
}

export interface Ledger {
  /**
   * How many pulls the allowance has left at this moment; 0 before the registry's headers were read, and while less than
   * half of the limit remains.
   */
  allowed(): number;
  /** Whether the registry's headers were read so lately that they can be gone by. */
  knowsLimits(): boolean;
  /** Writes one GET down, before it is sent. `undefined`: do not send it. */
  spend(payer: Payer): Promise<WrittenPull | undefined>;
  /** What the registry said with any answer. */
  onLimits(limits: PullLimits): void;
  /** Another account pays from now on: nothing is known of its limits. What was spent here stays. */
  forgetLimits(): void;
  meter(): PullMeterView;
  /** Calls after each change of what `meter` tells; the returned function ends it. */
  onChange(call: () => void): () => void;
  /** Resolves once the record of earlier lives is read. Nothing is allowed before. */
  readonly loaded: Promise<void>;
}

export interface LedgerDeps {
  readonly storage: KeyValueStorage;
  readonly clock: Clock;
  readonly log: Log;
  /** Pulls in a rolling hour, as set now. */
  allowance(): number;
}

export function createLedger({ storage, clock, log, allowance }: LedgerDeps): Ledger {
  const time = createLedgerTime(clock);
  const remaining = new Remaining(time);
  /** Their times are moments of `time.now`. */
  let pulls: Pull[] = [];
  /** What was said when limits were last given to the storage. */
  let toldAt = Number.NEGATIVE_INFINITY;
  /** Whether the record of earlier lives was read. A write before that would replace it. */
  let ready = false;
  /** Whether another account pays than the one that the record speaks of. */
  let isForgotten = false;
  const listeners = createListeners();
  const persist = oneAtATime(async () => {
    await loaded;
    if (!ready) await load();
  }, keep);

  const windowMs = () => windowOf(remaining.said?.limits);
  const since = (milliseconds: number) => pulls.filter(({ at }) => time.now() - at < milliseconds);
  /** Between moments of this life and milliseconds since 1970. What seems to lie in the future was just now. */
  const toWall = (moment: number) => clock.now() - (time.now() - moment);
  const fromWall = (at: number) => time.now() - Math.max(0, clock.now() - at);

  async function load(): Promise<void> {
    try {
      take(await readPullRecord(storage));
      ready = true;
    } catch (thrown) {
      // Without the record nothing is allowed by itself; clicks still work.
      log.warn('pull ledger cannot be read', { error: errorName(thrown) });
    }
    listeners.callAll();
  }

  function take(kept: PullRecord): void {
    const now = clock.now();
    pulls = [...kept.pulls.map((pull) => ({ ...pull, at: fromWall(pull.at) })), ...pulls];
    // The clock was set back. Written anew, they count from this moment on and not from that of each later life.
    if (kept.pulls.some(({ at }) => at > now)) void persist();
    const { said } = kept;
    if (said !== undefined && remaining.said === undefined && !isForgotten) recall(said);
  }

  function recall({ limits, limitsAt, fellAt, atMost }: NonNullable<PullRecord['said']>): void {
    const now = clock.now();
    // What remained is of no meaning once its window has passed.
    if (limitsAt > now || now - limitsAt >= windowOf(limits)) return;
    remaining.recall(
      {
        limits,
        saidAt: time.latest() - (now - limitsAt),
        ...(fellAt !== undefined && { fellAt: fromWall(fellAt) }),
      },
      atMost,
    );
  }

  async function keep(): Promise<boolean> {
    if (!ready) return false;
    pulls = since(Math.max(KEPT_MS, windowMs())).slice(-MOST_PULLS);
    toldAt = remaining.said?.saidAt ?? toldAt;
    try {
      await writePullRecord(storage, record());
      return true;
    } catch (thrown) {
      log.warn('pull ledger cannot be written', { error: errorName(thrown) });
      return false;
    }
  }

  function record(): PullRecord {
    const { said, atMost } = remaining;
    return {
      pulls: pulls.map((pull) => ({
        ...pull,
        at: Math.min(clock.now(), Math.ceil(toWall(pull.at))),
      })),
      ...(said && {
        said: {
          limits: said.limits,
          limitsAt: clock.now() - (time.latest() - said.saidAt),
          ...(said.fellAt !== undefined && { fellAt: toWall(said.fellAt) }),
          ...(atMost !== undefined && { atMost }),
        },
      }),
    };
  }

  function allowed(): number {
    if (!ready || !remaining.isKnown()) return 0;
    const spent = since(ALLOWANCE_WINDOW_MS).filter(({ payer }) => payer === 'allowance').length;
    return Math.max(0, Math.min(allowance() - spent, remaining.spare()));
  }

  /** A window after somebody was last seen to pull; while that is over, and less than all remains, after it was last said. */
  function resetsBy(): number | undefined {
    const { said } = remaining;
    if (typeof said?.limits !== 'object' || said.limits.remaining >= said.limits.limit) return;
    const { fellAt, saidAt } = said;
    const fell = fellAt === undefined ? Number.NEGATIVE_INFINITY : windowMs() + toWall(fellAt);
    return fell > clock.now() ? fell : windowMs() + clock.now() - (time.latest() - saidAt);
  }

  const loaded = load();

  return {
    loaded,
    allowed,
    knowsLimits: () => remaining.isKnown(),
    async spend(payer) {
      if (payer === 'allowance' && allowed() < 1) return undefined;
      const pull: Pull = { at: time.now(), payer };
      pulls.push(pull);
      const sent = remaining.send();
      listeners.callAll();
      const written = await persist();
      const strike = () => {
        pulls = pulls.filter((other) => other !== pull);
        sent.struck();
        listeners.callAll();
      };
      if (!written && payer === 'allowance') {
        strike();
        return undefined;
      }
      return {
        answered: sent.ended,
        neverSent() {
          strike();
          void persist();
        },
      };
    },
    onLimits(limits) {
      const isNews = remaining.tell(limits);
      listeners.callAll();
      // Every HEAD says them again: a page of a hundred rows is one write.
      if (isNews || time.latest() - toldAt >= SAME_LIMITS_MS) void persist();
    },
    forgetLimits() {
      isForgotten = true;
      remaining.forget();
      listeners.callAll();
      void persist();
    },
    meter() {
      const limits = remaining.said?.limits;
      const by = resetsBy();
      return {
        ...(limits === 'unlimited' && { limit: 'unlimited' as const }),
        ...(typeof limits === 'object' && limits),
        ...(by !== undefined && { resetsBy: Math.ceil(by) }),
        spent: since(windowMs()).length,
      };
    },
    onChange: listeners.add,
  };
}

/** Milliseconds for which a pull counts. */
function windowOf(limits: PullLimits | undefined): number {
  return 1_000 * (typeof limits === 'object' ? limits.windowSeconds : DEFAULT_WINDOW_SECONDS);
}
