/**
 * How fast a long listing may ask Docker Hub's web API. The site allows 180 requests a minute and its own pages share them:
 * at least half is left to the person.
 */
import type { HubLimits } from '../hub/limits.ts';

export interface HubPace {
  /** Resolves when one more request of a long listing may be sent; to `false` where the signal has ended it before. */
  turn(signal: AbortSignal): Promise<boolean>;
  /** A request to the web API is sent, whoever it is for. */
  sent(): void;
  /** What an answer said of the limit. */
  onLimits(limits: HubLimits): void;
  /** Milliseconds that so many requests of a long listing will take, about. */
  estimate(requests: number): number;
  /** When the next may be sent, milliseconds since 1970; nothing where that is now. */
  waitsUntil(): number | undefined;
}
