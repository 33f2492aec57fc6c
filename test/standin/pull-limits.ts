/** How many pulls somebody has, as the registry says it: a header for the limit, one for the rest, one for whose they are. */
import type { Answer } from './exchange.ts';

export interface PullLimits {
  /** Undefined: no headers at all, as accounts without a limit see it. */
  limit: number | undefined;
  remaining: number;
  windowSeconds: number;
}

/** @param source an address or the name of an account */
export function withLimits(plain: Answer, limits: PullLimits, source: string): Answer {
  if (limits.limit === undefined) return plain;
  const window = `;w=${limits.windowSeconds}`;
  return {
    ...plain,
    headers: {
      ...plain.headers,
      'ratelimit-limit': `${limits.limit}${window}`,
      'ratelimit-remaining': `${Math.max(0, limits.remaining)}${window}`,
      'docker-ratelimit-source': source,
    },
  };
}
