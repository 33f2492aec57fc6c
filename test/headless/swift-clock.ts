/** Time that passes at once when somebody sleeps. */
import type { PaceClock } from '../../src/headless/pace.ts';

export class SwiftClock implements PaceClock {
  readonly #start = Date.UTC(2026, 10, 23);
  #now = this.#start;
  readonly slept: number[] = [];

  now(): number {
    return this.#now;
  }

  /** Milliseconds since the beginning. */
  passed(): number {
    return this.#now - this.#start;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    this.#now += milliseconds;
  }
}
