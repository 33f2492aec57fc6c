/**
 * Why image IDs could not be read. What passes by itself (no network, a limit, a server in trouble) is forgotten after a
 * while, so that it is tried again; what is wrong with a manifest stays so, and trying again would only cost pulls.
 */
import type { Digest } from '../core/digest.ts';
import type { Failure, FailureKind } from '../core/failure.ts';
import { type FailedAsk, isWithin, waitOf } from './knowledge.ts';

/** Failures to remember at most; the oldest are forgotten. */
const MOST = 500;
/** While one of these lasts, the next manifest would fare no better. */
export const CONCERN_ALL: readonly FailureKind[] = [
  'offline',
  'permission',
  'rate-limited',
  'unavailable',
];
const PASSING: readonly FailureKind[] = [...CONCERN_ALL, 'budget-spent'];

export interface ReadFailures {
  add(group: Digest, failure: Failure): void;
  /** Why the last try gave nothing, for as long as that counts. */
  of(group: Digest): FailedAsk | undefined;
  /** Whether something went wrong just now that concerns every manifest. */
  concernAll(): boolean;
  forget(group: Digest): void;
  forgetAll(): void;
}

export function createReadFailures(now: () => number): ReadFailures {
  /** Oldest first. */
  const failures = new Map<Digest, FailedAsk>();

  function of(group: Digest): FailedAsk | undefined {
    const found = failures.get(group);
    if (found === undefined) return undefined;
    const { failure, at } = found;
    if (!PASSING.includes(failure.kind)) return found;
    return isWithin(waitOf(found), at, now()) ? found : undefined;
  }

  return {
    add(group, failure) {
      failures.delete(group);
      failures.set(group, { state: 'failed', failure, at: now() });
      const [oldest] = failures.keys();
      if (failures.size > MOST && oldest !== undefined) failures.delete(oldest);
    },
    of,
    concernAll: () =>
      [...failures.keys()].some((group) => {
        const found = of(group);
        return found !== undefined && CONCERN_ALL.includes(found.failure.kind);
      }),
    forget(group) {
      failures.delete(group);
    },
    forgetAll: () => failures.clear(),
  };
}
