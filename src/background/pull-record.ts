/** The record of pulls as it is kept between the worker's lives. What comes back is input like any other: it is parsed. */
import * as v from 'valibot';
import type { KeyValueStorage } from '../platform/storage.ts';
import { isWithin } from './knowledge.ts';

const KEY = 'pulls';
/** Seconds over which spent pulls are counted where the registry states no window. */
export const DEFAULT_WINDOW_SECONDS = 3_600;

const payer = v.picklist(['allowance', 'click']);

const record = v.object({
  version: v.literal(1),
  pulls: v.array(v.object({ at: v.number(), payer })),
  limits: v.optional(
    v.union([
      v.literal('unlimited'),
      v.object({ limit: v.number(), remaining: v.number(), windowSeconds: v.number() }),
    ]),
  ),
  limitsAt: v.optional(v.number()),
});

/** Who wants a pull: the popup by itself, or a click on a control that names its price. */
export type Payer = v.InferOutput<typeof payer>;
export type PullRecord = v.InferOutput<typeof record>;
export type Pull = PullRecord['pulls'][number];

/** `undefined` where nothing usable is kept. Rejects where the browser refuses. */
export async function readPullRecord(storage: KeyValueStorage): Promise<PullRecord | undefined> {
  const kept = v.safeParse(record, await storage.get(KEY));
  return kept.success ? kept.output : undefined;
}

/** What remained is of no meaning once its window has passed. */
export function areLimitsOfUse({ limits, limitsAt }: PullRecord, now: number): boolean {
  if (limits === undefined || limitsAt === undefined) return false;
  const seconds = limits === 'unlimited' ? DEFAULT_WINDOW_SECONDS : limits.windowSeconds;
  return isWithin(seconds * 1_000, limitsAt, now);
}

/** Rejects where the browser refuses. */
export function writePullRecord(
  storage: KeyValueStorage,
  value: v.InferInput<typeof record>,
): Promise<void> {
  return storage.set(KEY, value);
}
