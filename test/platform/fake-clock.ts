import type { Clock } from '../../src/platform/clock.ts';

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 10, 23);
  #steady = 0;
  #timers: { readonly at: number; readonly call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  steady(): number {
    return this.#steady;
  }

  /** Timers go by the steady time, as those of browsers do. */
  after(milliseconds: number, call: () => void): () => void {
    const timer = { at: this.#steady + milliseconds, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves time on, and calls what falls due on the way, in order. */
  advance(milliseconds: number): void {
    if (milliseconds < 0) throw new Error('time does not go back: somebody sets the clock');
    const end = this.#steady + milliseconds;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#pass(due.at - this.#steady);
      due.call();
    }
    this.#pass(end - this.#steady);
  }

  /** Somebody sets the clock, forth or back: no time passes. */
  set(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Milliseconds until each waiting timer, soonest first. */
  waits(): number[] {
    return this.#timers.map(({ at }) => at - this.#steady).sort((a, b) => a - b);
  }

  #pass(milliseconds: number): void {
    // A timer may have moved time on by itself.
    const passed = Math.max(0, milliseconds);
    this.#steady += passed;
    this.#now += passed;
  }
}
