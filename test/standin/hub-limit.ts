/**
 * How often the web API may be asked: so many requests in a window, the site's own pages among them, told by headers and
 * counted; beyond that 429 with the seconds to wait. The real one has said 180 a minute (2026-10).
 */
import { type Answer, json } from './exchange.ts';

export interface HubLimit {
  /** Requests in a window. */
  limit: number;
  windowSeconds: number;
  /** Answered in the window that runs, refused ones left out. */
  readonly used: number;
}

export interface HubCounter {
  readonly limit: HubLimit;
  /** Counts a request: answers it, or refuses it. */
  answer(whole: () => Answer): Answer;
}

/** Ten times the real one unless told, so that tests do not wait for each other's requests. */
export function createHubCounter(given: Partial<Omit<HubLimit, 'used'>> = {}): HubCounter {
  let windowStart = 0;
  let used = 0;

  /** Windows begin when the clock says a whole number of them, as the site's minutes do. */
  function turn(now: number): number {
    const ms = limit.windowSeconds * 1000;
    const start = Math.floor(now / ms) * ms;
    if (start !== windowStart) {
      windowStart = start;
      used = 0;
    }
    return start + ms;
  }

  const limit: HubLimit = {
    limit: 1_800,
    windowSeconds: 60,
    ...given,
    get used() {
      turn(Date.now());
      return used;
    },
  };

  return {
    limit,
    answer(whole) {
      const now = Date.now();
      const end = turn(now);
      const isRefused = used >= limit.limit;
      if (!isRefused) used += 1;
      const seconds = String(Math.ceil((end - now) / 1000));
      const answer = isRefused
        ? json({ message: 'too many requests' }, 429, { 'retry-after': seconds })
        : whole();
      const headers = {
        'x-ratelimit-limit': String(limit.limit),
        'x-ratelimit-remaining': String(Math.max(0, limit.limit - used)),
        'x-ratelimit-reset': String(Math.ceil(end / 1000)),
      };
      return { ...answer, headers: { ...answer.headers, ...headers } };
    },
  };
}
