/**
 * Which hosts are left alone, kept for the next life of the worker: in `storage.session`, because what a host did before
 * the browser was closed says nothing.
 */
import * as v from 'valibot';
import type { CircuitMemory, KeptRest } from '../http/circuit-memory.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { SessionStorage } from '../platform/storage.ts';

const KEY = 'circuits';
/** Three hosts are asked. */
const MOST = 10;

const moment = v.pipe(v.number(), v.finite(), v.minValue(0));

/** Each row that can be read counts, whichever version wrote it. */
const record = v.array(v.unknown());
const rest = v.object({
  host: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  from: moment,
  until: moment,
  length: v.pipe(moment, v.maxValue(60 * 60_000)),
  status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(999))),
});

/** @param storage undefined in a browser without one: then a worker knows what it found out itself */
export function keptCircuits(
  storage: Pick<SessionStorage, 'get' | 'set'> | undefined,
  log: Log,
): CircuitMemory | undefined {
  if (!storage) return undefined;
  return {
    async read() {
      try {
        const kept = v.safeParse(record, await storage.get(KEY));
        return kept.success ? kept.output.slice(0, MOST).flatMap(readRest) : [];
      } catch (thrown) {
        log.warn('circuits cannot be read', { error: errorName(thrown) });
        return [];
      }
    },
    write(rests) {
      storage.set(KEY, rests.slice(0, MOST)).catch((thrown: unknown) => {
        log.warn('circuits cannot be written', { error: errorName(thrown) });
      });
    },
  };
}

function readRest(row: unknown): KeptRest[] {
  const read = v.safeParse(rest, row);
  return read.success ? [read.output] : [];
}
