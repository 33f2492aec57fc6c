/**
 * The record of pulls as it is kept between the worker's lives. What comes back is input like any other: it is parsed, and
 * each pull that can be read counts, whatever is wrong with the rest or whichever version wrote it.
 */
import * as v from 'valibot';
import type { KeyValueStorage } from '../platform/storage.ts';
import type { PullLimits } from '../registry/limits.ts';

const KEY = 'pulls';
/** Seconds over which spent pulls are counted where the registry states no window. */
export const DEFAULT_WINDOW_SECONDS = 3_600;

const payer = v.picklist(['allowance', 'click']);
const time = v.pipe(v.number(), v.finite());

const pull = v.object({ at: time, payer });

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const saidLimits = v.object({
  limits: v.union([
    v.literal('unlimited'),
    v.object({ limit: count, remaining: count, windowSeconds: v.pipe(count, v.minValue(1)) }),
  ]),
  limitsAt: time,
  /** When `remaining` was last seen to be less than before. */
  fellAt: v.exactOptional(time),
  /** How many remain at most, where that is less: of some pulls no answer was heard. */
  atMost: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
});

const record = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  pulls: v.array(v.unknown()),
});

/** Who wants a pull: the popup by itself, or a click on a control that names its price. */
export type Payer = v.InferOutput<typeof payer>;
export type Pull = Readonly<v.InferOutput<typeof pull>>;

/** Times are milliseconds since 1970. */
export interface PullRecord {
  readonly pulls: readonly Pull[];
  /** What the registry said last, and when. */
  readonly said?: {
    readonly limits: PullLimits;
    readonly limitsAt: number;
    readonly fellAt?: number;
    readonly atMost?: number;
  };
}

/** What is kept, empty where that is nothing usable. Rejects where the browser refuses. */
export async function readPullRecord(storage: KeyValueStorage): Promise<PullRecord> {
  const kept = await storage.get(KEY);
  const found = v.safeParse(record, kept);
  if (!found.success) return { pulls: [] };
  const pulls = found.output.pulls.flatMap((one) => {
    const read = v.safeParse(pull, one);
    return read.success ? [read.output] : [];
  });
  const said = v.safeParse(saidLimits, kept);
  return { pulls, ...(said.success && { said: said.output }) };
}

/** Rejects where the browser refuses. */
export function writePullRecord(
  storage: KeyValueStorage,
  { pulls, said }: PullRecord,
): Promise<void> {
  return storage.set(KEY, { version: 1, pulls, ...said });
}
