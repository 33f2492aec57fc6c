/**
 * How many HEADs all long listings and confirmations together may send: some as fast as they are answered, then no more a
 * minute than the registry is used to. Whatever a person sees is asked for beside them.
 */
import { createKeptBucket, type KeptBucketDeps } from './kept-bucket.ts';
import { pause } from './whole-wait.ts';

export interface HeadPace {
  /** Resolves when so many more may be sent; to `false` where the signal has ended it before. */
  turns(heads: number, signal: AbortSignal): Promise<boolean>;
  /** Milliseconds that so many will take, about. */
  estimate(heads: number): number;
}

/** 300 at once, then 300 a minute: what the tools of the official images send at most. */
const RATE = { burst: 300, every: 200 };
/** Milliseconds: the wait of whoever finds all of them used. */
const LONGEST = RATE.burst * RATE.every;
/** Milliseconds that one takes, about, where nothing holds it up: a few are under way at the same time. */
const QUICK_MS = 50;

export function createHeadPace(deps: KeptBucketDeps): HeadPace {
  const bucket = createKeptBucket('head-pace', RATE, LONGEST, deps);
  const wait = (heads: number) => bucket.wait(heads - 1);

  return {
    async turns(heads, signal) {
      await bucket.loaded;
      while (!signal.aborted) {
        const milliseconds = wait(heads);
        if (milliseconds === 0) {
          for (let head = 0; head < heads; head += 1) bucket.take();
          return true;
        }
        await pause(milliseconds, deps.clock, signal);
      }
      return false;
    },
    estimate: (heads) => (heads > 0 ? Math.max(wait(heads), heads * QUICK_MS) : 0),
  };
}
