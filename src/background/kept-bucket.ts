/**
 * A bucket of which one number is kept for the next life of the worker, so that a worker which is stopped often does not
 * begin with a burst each time. Where it cannot be read, a life begins without one.
 */
import * as v from 'valibot';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { SessionStorage } from '../platform/storage.ts';
import { type Bucket, createBucket, type Rate } from './bucket.ts';

export interface KeptBucketDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Undefined in a browser without one. */
  readonly storage?: Pick<SessionStorage, 'get' | 'set'> | undefined;
}

export interface KeptBucket extends Pick<Bucket, 'wait' | 'take' | 'setRate'> {
  /** Resolves when what an earlier life had asked counts. Never rejects. */
  readonly loaded: Promise<void>;
}

/** When all that was asked would have been due, milliseconds since 1970. */
const kept = v.pipe(v.number(), v.finite());

/**
 * @param longest milliseconds of backlog that are taken over from an earlier life: more may have been written before the
 * clock was set back
 */
export function createKeptBucket(
  key: string,
  rate: Rate,
  longest: number,
  { clock, log, storage }: KeptBucketDeps,
): KeptBucket {
  const bucket = createBucket(() => clock.steady(), rate);

  /** Milliseconds; undefined where nobody can tell. */
  async function recall(): Promise<number | undefined> {
    if (!storage) return undefined;
    try {
      const value = await storage.get(key);
      if (value === undefined) return 0;
      const read = v.safeParse(kept, value);
      if (!read.success) return undefined;
      return Math.min(Math.max(0, read.output - clock.now()), longest);
    } catch (thrown) {
      log.warn('pace cannot be read', { error: errorName(thrown) });
      return undefined;
    }
  }

  async function load(): Promise<void> {
    bucket.add((await recall()) ?? (rate.burst - 1) * rate.every);
  }

  return {
    loaded: load(),
    wait: bucket.wait,
    take() {
      bucket.take();
      storage?.set(key, clock.now() + bucket.backlog()).catch((thrown: unknown) => {
        log.warn('pace cannot be written', { error: errorName(thrown) });
      });
    },
    setRate: bucket.setRate,
  };
}
