/** Closed gates as they are kept between the worker's lives. What comes back is input like any other: it is parsed. */
import * as v from 'valibot';
import type { Failure } from '../core/failure.ts';
import type { KeyValueStorage } from '../platform/storage.ts';

const KEY = 'gates';
const NAMES = ['hub', 'registry', 'names', 'pulls'] as const;
export type GateName = (typeof NAMES)[number];

/** Why a gate is closed, and until when. */
export type Closing = Failure & { readonly until: number };

/** Each row that can be read counts, whichever version wrote the record. */
const record = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  closed: v.array(v.unknown()),
});

const closedGate = v.object({
  gate: v.picklist(NAMES),
  until: v.pipe(v.number(), v.finite()),
  host: v.exactOptional(v.string()),
  status: v.exactOptional(v.number()),
  isUntilGuessed: v.exactOptional(v.literal(true)),
});

/** Those that can be read. Rejects where the browser refuses. */
export async function readClosings(
  storage: KeyValueStorage,
): Promise<readonly (readonly [GateName, Closing])[]> {
  const kept = v.safeParse(record, await storage.get(KEY));
  if (!kept.success) return [];
  return kept.output.closed.flatMap((row) => {
    const read = v.safeParse(closedGate, row);
    if (!read.success) return [];
    const { gate, ...more } = read.output;
    return [[gate, { ...more, kind: 'rate-limited' as const }] as const];
  });
}

/** Rejects where the browser refuses. */
export function writeClosings(
  storage: KeyValueStorage,
  closings: Iterable<readonly [GateName, Closing]>,
): Promise<void> {
  const closed = [...closings].map(([gate, { until, host, status, isUntilGuessed }]) => ({
    gate,
    until,
    ...(host !== undefined && { host }),
    ...(status !== undefined && { status }),
    ...(isUntilGuessed && { isUntilGuessed }),
  }));
  return storage.set(KEY, { version: 1, closed });
}
