/**
 * How many pulls remain, as the registry says, less what it may not have counted when it said so. Answers overtake each
 * other, and some never come: for a while after each pull the number may go down and not up.
 */
import { type PullLimits, sameLimits } from '../registry/limits.ts';
import type { LedgerTime } from './ledger-time.ts';

/** Milliseconds in which an answer may still come to a question that was sent before: more than any request may take. */
const LATE_MS = 75_000;
/** Milliseconds for which what the registry said can be gone by. */
const FRESH_MS = 5 * 60_000;

export interface SaidLimits {
  readonly limits: PullLimits;
  /** Moments of `LedgerTime.latest` and of `LedgerTime.now`. */
  readonly saidAt: number;
  readonly fellAt?: number;
}

/** A pull that was sent. Exactly one of the two is to be called, once. */
export interface SentPull {
  /** An answer came, or may have: the registry's next number is to be one less than before. */
  ended(): void;
  /** It was not sent after all. */
  struck(): void;
}

export class Remaining {
  said: SaidLimits | undefined;
  readonly #time: LedgerTime;
  /** GETs whose answer, and with it the registry's new count, is still to come. */
  #underway = 0;
  #most: { readonly remaining: number; readonly until: number } | undefined;
  /** Whose pulls they are: numbers of one payer say nothing of another. */
  #payer = {};

  constructor(time: LedgerTime) {
    this.#time = time;
  }

  /** What an earlier life was told, and how many it knew to remain at most. The next number that is told says all. */
  recall(said: SaidLimits, atMost: number | undefined): void {
    this.said = said;
    if (atMost !== undefined) this.#most = { remaining: atMost, until: this.#time.now() };
  }

  /** How many remain at most, where that is less than was said. */
  get atMost(): number | undefined {
    const limits = this.said?.limits;
    const least = this.#least();
    return typeof limits === 'object' && least < limits.remaining ? least : undefined;
  }

  /** @returns whether it is news */
  tell(limits: PullLimits): boolean {
    const before = this.said;
    const now = this.#time.now();
    if (this.#most && now >= this.#most.until) this.#most = undefined;
    const fellAt = hasFallen(before?.limits, limits) ? now : before?.fellAt;
    const saidAt = this.#time.latest();
    this.said = { limits, saidAt, ...(fellAt !== undefined && { fellAt }) };
    return !sameLimits(before?.limits, limits);
  }

  /** Another account pays from now on. */
  forget(): void {
    this.said = undefined;
    this.#most = undefined;
    this.#payer = {};
  }

  isKnown(): boolean {
    return this.said !== undefined && this.#time.latest() - this.said.saidAt < FRESH_MS;
  }

  send(): SentPull {
    const payer = this.#payer;
    const expected = this.#least() - 1;
    this.#underway += 1;
    return {
      ended: () => {
        this.#underway -= 1;
        if (payer !== this.#payer) return;
        const remaining = Math.min(expected, this.#least() + this.#underway);
        this.#most = { remaining, until: this.#time.now() + LATE_MS };
      },
      struck: () => {
        this.#underway -= 1;
      },
    };
  }

  /** Pulls until less than half of the limit remains: at exactly half one more may go. */
  spare(): number {
    const limits = this.said?.limits;
    if (typeof limits !== 'object') return Number.POSITIVE_INFINITY;
    return Math.floor(this.#least() - limits.limit / 2) + 1;
  }

  #least(): number {
    const limits = this.said?.limits;
    if (typeof limits !== 'object') return Number.POSITIVE_INFINITY;
    const most = this.#most?.remaining ?? Number.POSITIVE_INFINITY;
    return Math.min(limits.remaining, most) - this.#underway;
  }
}

/** Whether somebody has pulled since: others use the same limit. */
function hasFallen(before: PullLimits | undefined, said: PullLimits): boolean {
  if (typeof said !== 'object' || said.remaining >= said.limit) return false;
  return typeof before !== 'object' || said.remaining < before.remaining;
}
