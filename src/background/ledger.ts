/**
 * The record of pulls. They are the person's, not ours (Docker Hub: 100 for anonymous users in the window that its
 * headers name), so every manifest GET is written down before it is sent, and the ones that nobody clicked for are
 * bounded three times: by the allowance, by what the registry last said, and by nothing happening before it said it.
 * Limits of a visit: test/CONTRACT.md, section 5.
 */
import * as v from 'valibot';
import type { PullMeterView } from '../messaging/view.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { KeyValueStorage } from '../platform/storage.ts';
import type { PullLimits } from '../registry/limits.ts';
import { FRESH_MS } from './knowledge.ts';
import { createListeners } from './listeners.ts';

/** The rolling hour of the allowance, milliseconds. */
const ALLOWANCE_WINDOW_MS = 3_600_000;
/** Seconds over which spent pulls are counted where the registry states no window. */
const DEFAULT_WINDOW_SECONDS = 3_600;
const KEY = 'pulls';

/** Who wants a pull: the popup by itself, or a click on a control that names its price. */
export type Payer = 'allowance' | 'click';

export interface Ledger {
  /**
   * How many pulls the allowance has left at this moment; 0 before the registry's headers were read, and while less than
   * half of the limit remains.
   */
  allowed(): number;
  /** Whether the registry's headers were read so lately that they can be gone by. */
  knowsLimits(): boolean;
  /**
   * Writes one GET down, before it is sent. `undefined`: do not send it. Else a function to call when the answer is there
   * (until then that pull counts as not yet in the registry's own numbers).
   */
  spend(payer: Payer): Promise<(() => void) | undefined>;
  /** What the registry said with any answer. */
  onLimits(limits: PullLimits): void;
  meter(): PullMeterView;
  /** Calls after each change of what `meter` tells; the returned function ends it. */
  onChange(call: () => void): () => void;
  /** Resolves once the record of earlier lives is read. Nothing is allowed before. */
  readonly loaded: Promise<void>;
}

const record = v.object({
  version: v.literal(1),
  pulls: v.array(v.object({ at: v.number(), payer: v.picklist(['allowance', 'click']) })),
  limits: v.optional(
    v.union([
      v.literal('unlimited'),
      v.object({ limit: v.number(), remaining: v.number(), windowSeconds: v.number() }),
    ]),
  ),
  limitsAt: v.optional(v.number()),
});

type Pull = v.InferOutput<typeof record>['pulls'][number];

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
  let ready = false;
  /** GETs whose answer, and with it the registry's new count, is still to come. */
  let underway = 0;
  let writing: Promise<boolean> | undefined;
  let waiting: Promise<boolean> | undefined;
  const listeners = createListeners();

  const windowMs = () =>
    1_000 * (typeof limits === 'object' ? limits.windowSeconds : DEFAULT_WINDOW_SECONDS);
  const since = (milliseconds: number) => pulls.filter(({ at }) => clock.now() - at < milliseconds);
  const knowsLimits = () => limits !== undefined && clock.now() - limitsAt < FRESH_MS;

  async function load(): Promise<void> {
    try {
      const kept = v.safeParse(record, await storage.get(KEY));
      if (kept.success) {
        pulls = [...kept.output.pulls, ...pulls];
        takeLimits(kept.output);
      }
      ready = true;
    } catch (thrown) {
      // Without the record nothing is allowed by itself; clicks still work.
      log.warn('pull ledger cannot be read', { error: errorName(thrown) });
    }
    listeners.callAll();
  }

  /** What remained is of no meaning once its window has passed. */
  function takeLimits(kept: v.InferOutput<typeof record>): void {
    if (limits !== undefined || kept.limits === undefined || kept.limitsAt === undefined) return;
    const seconds =
      kept.limits === 'unlimited' ? DEFAULT_WINDOW_SECONDS : kept.limits.windowSeconds;
    if (clock.now() - kept.limitsAt >= seconds * 1_000) return;
    limits = kept.limits;
    limitsAt = kept.limitsAt;
  }

  /** Writes the present state, one write at a time; whoever comes while one waits to begin is in that one. */
  function persist(): Promise<boolean> {
    waiting ??= write(writing);
    return waiting;
  }

  async function write(before: Promise<boolean> | undefined): Promise<boolean> {
    await loaded;
    await before;
    waiting = undefined;
    pulls = since(Math.max(ALLOWANCE_WINDOW_MS, windowMs()));
    writing = keep({ version: 1, pulls, ...(limits !== undefined && { limits, limitsAt }) });
    return writing;
  }

  async function keep(value: v.InferInput<typeof record>): Promise<boolean> {
    try {
      await storage.set(KEY, value);
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
      if (!written && payer === 'allowance') {
        pulls = pulls.filter((other) => other !== pull);
        underway -= 1;
        listeners.callAll();
        return undefined;
      }
      let over = false;
      return () => {
        if (over) return;
        over = true;
        underway -= 1;
      };
    },
    onLimits(said) {
      limits = said;
      limitsAt = clock.now();
      listeners.callAll();
      void persist();
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
