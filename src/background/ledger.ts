/**
 * The record of pulls. They are the person's, not ours (Docker Hub: 100 for anonymous users in the window that its
 * headers name), so every manifest GET is written down before it is sent, and the ones that nobody clicked for are
 * bounded three times: by the allowance, by what the registry last said, and by nothing happening before it said it.
 * Limits of a visit: test/CONTRACT.md, section 5.
 */
import type { PullMeterView } from '../messaging/view.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { KeyValueStorage } from '../platform/storage.ts';
import { type PullLimits, sameLimits } from '../registry/limits.ts';
import { FRESH_MS, isWithin } from './knowledge.ts';
import { createListeners } from './listeners.ts';
import {
  areLimitsOfUse,
  DEFAULT_WINDOW_SECONDS,
  type Payer,
  type Pull,
  readPullRecord,
  writePullRecord,
} from './pull-record.ts';

/** The rolling hour of the allowance, milliseconds. */
const ALLOWANCE_WINDOW_MS = 3_600_000;
/** Milliseconds between two writes that only say that the registry still says the same. */
const SAME_LIMITS_MS = 60_000;

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
  let pulls: Pull[] = [];
  let limits: PullLimits | undefined;
  let limitsAt = Number.NEGATIVE_INFINITY;
  /** What was said when limits were last given to the storage. */
  let toldAt = Number.NEGATIVE_INFINITY;
  /** Whether the record of earlier lives was read. A write before that would replace it. */
  let ready = false;
  /** GETs whose answer, and with it the registry's new count, is still to come. */
  let underway = 0;
  let writing: Promise<boolean> | undefined;
  let waiting: Promise<boolean> | undefined;
  const listeners = createListeners();

  const windowMs = () =>
    1_000 * (typeof limits === 'object' ? limits.windowSeconds : DEFAULT_WINDOW_SECONDS);
  const since = (milliseconds: number) =>
    // A clock that was set back leaves pulls in the future: they count, but no longer than others.
    pulls.filter(({ at }) => Math.abs(clock.now() - at) < milliseconds);
  const knowsLimits = () => limits !== undefined && isWithin(FRESH_MS, limitsAt, clock.now());

  async function load(): Promise<void> {
    try {
      const kept = await readPullRecord(storage);
      if (kept) {
        pulls = [...kept.pulls, ...pulls];
        if (limits === undefined && areLimitsOfUse(kept, clock.now())) {
          ({ limits, limitsAt = limitsAt } = kept);
        }
      }
      ready = true;
    } catch (thrown) {
      // Without the record nothing is allowed by itself; clicks still work.
      log.warn('pull ledger cannot be read', { error: errorName(thrown) });
    }
    listeners.callAll();
  }

  /** Writes the present state, one write at a time; whoever comes while one waits to begin is in that one. */
  function persist(): Promise<boolean> {
    waiting ??= write(writing);
    return waiting;
  }

  async function write(before: Promise<boolean> | undefined): Promise<boolean> {
    await loaded;
    await before;
    if (!ready) await load();
    waiting = undefined;
    if (!ready) return false;
    pulls = since(Math.max(ALLOWANCE_WINDOW_MS, windowMs()));
    toldAt = limitsAt;
    writing = keep();
    return writing;
  }

  async function keep(): Promise<boolean> {
    try {
      await writePullRecord(storage, {
        version: 1,
        pulls,
        ...(limits !== undefined && { limits, limitsAt }),
      });
      return true;
    } catch (thrown) {
      log.warn('pull ledger cannot be written', { error: errorName(thrown) });
      return false;
    }
  }

  function allowed(): number {
    if (!ready || !knowsLimits()) return 0;
    const spent = since(ALLOWANCE_WINDOW_MS).filter(({ payer }) => payer === 'allowance').length;
    return Math.max(0, Math.min(allowance() - spent, spare()));
  }

  /** Pulls until less than half of the limit remains: at exactly half one more may go. */
  function spare(): number {
    if (typeof limits !== 'object') return Number.POSITIVE_INFINITY;
    return Math.floor(limits.remaining - underway - limits.limit / 2) + 1;
  }

  const loaded = load();

  return {
    loaded,
    allowed,
    knowsLimits,
    async spend(payer) {
      if (payer === 'allowance' && allowed() < 1) return undefined;
      const pull: Pull = { at: clock.now(), payer };
      pulls.push(pull);
      underway += 1;
      listeners.callAll();
      const written = await persist();
      const strike = () => {
        pulls = pulls.filter((other) => other !== pull);
        underway -= 1;
        listeners.callAll();
      };
      if (!written && payer === 'allowance') {
        strike();
        return undefined;
      }
      return {
        answered() {
          underway -= 1;
        },
        neverSent() {
          strike();
          void persist();
        },
      };
    },
    onLimits(said) {
      const isNews = !sameLimits(limits, said);
      limits = said;
      limitsAt = clock.now();
      listeners.callAll();
      // Every HEAD says them again: a page of a hundred rows is one write.
      if (isNews || !isWithin(SAME_LIMITS_MS, toldAt, limitsAt)) void persist();
    },
    meter: () => ({
      ...(limits === 'unlimited' && { limit: 'unlimited' as const }),
      ...(typeof limits === 'object' && {
        limit: limits.limit,
        remaining: limits.remaining,
        windowSeconds: limits.windowSeconds,
      }),
      spent: since(windowMs()).length,
    }),
    onChange: listeners.add,
  };
}
