/** What Docker Hub's web API says of its own limit, requests a minute. It has nothing to do with pulls. */

export interface HubLimits {
  /** Requests a minute (`X-RateLimit-Limit`). */
  readonly limit: number;
  /** Of those, left in this minute (`X-RateLimit-Remaining`). */
  readonly remaining: number;
  /** When the minute ends, milliseconds since 1970 (`X-RateLimit-Reset`, unix time in seconds). */
  readonly resetsAt: number;
}
