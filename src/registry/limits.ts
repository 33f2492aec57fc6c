/**
 * How many pulls the person has left, as the registry says on every manifest answer, HEAD included:
 * `ratelimit-limit: 100;w=3600`, `ratelimit-remaining: 97;w=3600` (captured 2020 to 2026; the window was 21600 before
 * 2026-07), the same again under `x-ratelimit-*`. `docker-ratelimit-source` names the person and is never read.
 */
export type PullLimits =
  | { readonly limit: number; readonly remaining: number; readonly windowSeconds: number }
  | 'unlimited';

/**
 * The limits of one answer; `undefined` where the headers say nothing that can be used (one of the two missing, or
 * nonsense): what was known before then still holds.
 * `unlimited`: none of the headers stands on a 2xx, as accounts without a limit see it.
 */
export function readLimits(status: number, headers: Headers): PullLimits | undefined {
  const limit = readPair(headers, 'limit');
  const remaining = readPair(headers, 'remaining');
  if (limit === 'absent' && remaining === 'absent') {
    return status >= 200 && status < 300 ? 'unlimited' : undefined;
  }
  if (typeof limit === 'string' || typeof remaining === 'string') return undefined;
  return { limit: limit.count, remaining: remaining.count, windowSeconds: limit.windowSeconds };
}

/** Whether an answer says what was known already. */
export function sameLimits(a: PullLimits | undefined, b: PullLimits): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.limit === b.limit && a.remaining === b.remaining && a.windowSeconds === b.windowSeconds;
}

type Pair = { readonly count: number; readonly windowSeconds: number };

const PAIR = /^(\d{1,15});w=(\d{1,15})$/;

function readPair(headers: Headers, name: 'limit' | 'remaining'): Pair | 'absent' | 'nonsense' {
  const values = [`ratelimit-${name}`, `x-ratelimit-${name}`].map((key) => headers.get(key));
  for (const value of values) {
    const [, count, seconds] = PAIR.exec(value?.trim() ?? '') ?? [];
    if (count !== undefined && seconds !== undefined && Number(seconds) > 0) {
      return { count: Number(count), windowSeconds: Number(seconds) };
    }
  }
  return values.every((value) => value === null) ? 'absent' : 'nonsense';
}
