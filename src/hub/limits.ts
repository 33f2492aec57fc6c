/** What Docker Hub's web API says of its own limit, requests a minute. It has nothing to do with pulls. */
import { bounded, sentAt } from '../http/retry-after.ts';

export interface HubLimits {
  /** Requests a minute (`X-RateLimit-Limit`). */
  readonly limit: number;
  /** Of those, left in this minute (`X-RateLimit-Remaining`). */
  readonly remaining: number;
  /** When the minute ends, milliseconds since 1970 by this machine's clock (`X-RateLimit-Reset`, unix time in seconds). */
  readonly resetsAt: number;
}

const COUNT = /^\d{1,9}$/;
const SECONDS = /^\d{1,12}$/;

/**
 * The limits that stand on an answer; undefined where one of the three headers is missing or nonsense.
 * @param now milliseconds since 1970
 */
export function readHubLimits(headers: Headers, now: number): HubLimits | undefined {
  const limit = numberIn(headers, 'x-ratelimit-limit', COUNT);
  const remaining = numberIn(headers, 'x-ratelimit-remaining', COUNT);
  const resetsAt = readReset(headers, now);
  if (limit === undefined || remaining === undefined || resetsAt === undefined) return undefined;
  if (limit === 0 || remaining > limit) return undefined;
  return { limit, remaining, resetsAt };
}

/**
 * When the limit is whole again, milliseconds since 1970: never before now, at most a day from now. Read against the
 * answer's own `Date`, so that a wrong clock here does not change the wait.
 */
export function readReset(headers: Headers, now: number): number | undefined {
  const seconds = numberIn(headers, 'x-ratelimit-reset', SECONDS);
  if (seconds === undefined) return undefined;
  return now + bounded(seconds * 1000 - (sentAt(headers) ?? now));
}

function numberIn(headers: Headers, name: string, form: RegExp): number | undefined {
  const text = headers.get(name)?.trim() ?? '';
  return form.test(text) ? Number(text) : undefined;
}
