/** Any order of visits, clicks, answers, deaths and clocks that are set, against a registry that counts for itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger, type Ledger, type WrittenPull } from '../../src/background/ledger.ts';
import type { Payer } from '../../src/background/pull-record.ts';
import type { PullLimits } from '../../src/registry/limits.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeStorage } from '../platform/fake-storage.ts';

const HOUR = 3_600_000;
const FRESH = 5 * 60_000;
const ALLOWANCE = 4;

type Step =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'look' | 'head' | 'answer' | 'lose' | 'strike' | 'rest' }
  | { readonly do: 'ask'; readonly payer: Payer; readonly times: number }
  | { readonly do: 'die'; readonly set: number }
  | { readonly do: 'set'; readonly by: number };

/** The registry: a limit over a sliding window, which it tells with each answer. */
class Registry {
  readonly limit: number;
  readonly #windowMs: number;
  readonly #used: number[] = [];

  constructor(limit: number, windowSeconds: number, used: number) {
    this.limit = limit;
    this.#windowMs = windowSeconds * 1_000;
    for (let n = 0; n < used; n += 1) this.#used.push(0);
  }

  remaining(now: number): number {
    return this.limit - this.#used.filter((at) => now - at < this.#windowMs).length;
  }

  pull(now: number): void {
    this.#used.push(now);
  }

  say(now: number): PullLimits {
    const windowSeconds = this.#windowMs / 1_000;
    return { limit: this.limit, remaining: this.remaining(now), windowSeconds };
  }
}

interface Get {
  readonly at: number;
  readonly payer: Payer;
  readonly remaining: number;
  /** Milliseconds since the registry's numbers were last heard. */
  readonly heard: number;
}

class Bench {
  readonly clock = new FakeClock();
  readonly registry: Registry;
  readonly gets: Get[] = [];
  /** When a clock was set forth: whoever trusts it gives something back too soon. */
  readonly forth: number[] = [];
  ledger: Ledger;
  /** Pulls that were struck out again; a death may come before that is written. */
  struck = 0;
  readonly #storage = new FakeStorage();
  #onWay: { readonly answer: PullLimits; readonly pull: WrittenPull }[] = [];
  #late: PullLimits[] = [];
  #heardAt = Number.NEGATIVE_INFINITY;

  constructor(registry: Registry) {
    this.registry = registry;
    this.ledger = this.#start();
  }

  /** Real time. */
  get now(): number {
    return this.clock.steady();
  }

  async run(step: Step): Promise<void> {
    switch (step.do) {
      case 'pass':
        // No answer takes longer than this.
        if (step.ms > 20_000) this.#hear();
        this.clock.advance(step.ms);
        break;
      case 'head':
        this.#late.push(this.registry.say(this.now));
        break;
      case 'look':
        this.#late.push(this.registry.say(this.now));
        this.#hear();
        break;
      case 'answer':
        this.#hear();
        break;
      case 'lose':
        for (const { pull } of this.#onWay.splice(0)) pull.answered();
        break;
      case 'ask':
        // Two popups and more at the same moment.
        await Promise.all(Array.from({ length: step.times }, () => this.#ask(step.payer)));
        break;
      case 'strike':
        (await this.ledger.spend('click'))?.neverSent();
        this.struck += 1;
        break;
      case 'die':
        this.#onWay = [];
        this.#late = [];
        this.#setBy(step.set);
        this.ledger = this.#start();
        await this.ledger.loaded;
        break;
      case 'set':
        this.#setBy(step.by);
        break;
      case 'rest':
        await new Promise((resolve) => setImmediate(resolve));
        break;
    }
  }

  #start(): Ledger {
    const log = { warn: () => {} };
    return createLedger({
      storage: this.#storage,
      clock: this.clock,
      log,
      allowance: () => ALLOWANCE,
    });
  }

  #setBy(milliseconds: number): void {
    if (milliseconds > 0) this.forth.push(this.now);
    this.clock.set(milliseconds);
  }

  async #ask(payer: Payer): Promise<void> {
    const { ledger } = this;
    const pull = await ledger.spend(payer);
    if (pull === undefined || ledger !== this.ledger) return;
    const { now, registry } = this;
    const heard = now - this.#heardAt;
    this.gets.push({ at: now, payer, remaining: registry.remaining(now), heard });
    registry.pull(now);
    this.#onWay.push({ pull, answer: registry.say(now) });
  }

  /** GETs are answered first: a HEAD that was sent before may come in last. */
  #hear(): void {
    for (const { answer, pull } of this.#onWay.splice(0)) {
      this.ledger.onLimits(answer);
      pull.answered();
      this.#heardAt = this.now;
    }
    for (const answer of this.#late.splice(0)) {
      this.ledger.onLimits(answer);
      this.#heardAt = this.now;
    }
  }
}

const pass = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 2 * HOUR }));
const payer = fc.constantFrom<Payer>('allowance', 'allowance', 'click');
const life: fc.Arbitrary<Step>[] = [
  fc.record({ do: fc.constant('pass' as const), ms: pass }),
  fc.record({
    do: fc.constantFrom(
      'look' as const,
      'head',
      'head',
      'answer',
      'answer',
      'lose',
      'strike',
      'rest',
    ),
  }),
  fc.record({ do: fc.constant('ask' as const), payer, times: fc.integer({ min: 1, max: 6 }) }),
];
const jump = fc.integer({ min: -5 * HOUR, max: 5 * HOUR });
const back = fc.integer({ min: -3 * 365 * 24 * HOUR, max: 0 });
const set = (by: fc.Arbitrary<number>) => fc.record({ do: fc.constant('set' as const), by });
const die = (by: fc.Arbitrary<number>) => fc.record({ do: fc.constant('die' as const), set: by });

async function benchAfter(
  used: number,
  windowSeconds: number,
  steps: readonly Step[],
): Promise<Bench> {
  const bench = new Bench(new Registry(20, windowSeconds, used));
  for (const step of steps) await bench.run(step);
  return bench;
}

/** The most GETs by itself in any hour, and how often the clock was set forth in that hour. */
function hours({ gets, forth }: Bench): { readonly made: number; readonly jumps: number }[] {
  const own = gets.filter((get) => get.payer === 'allowance');
  return own.map(({ at: from }) => {
    const isIn = (at: number) => at >= from && at < from + HOUR;
    return { made: own.filter(({ at }) => isIn(at)).length, jumps: forth.filter(isIn).length };
  });
}

const spentIn = ({ gets, now }: Bench, windowSeconds: number) =>
  gets.filter(({ at }) => now - at < windowSeconds * 1_000).length;

function property(
  steps: fc.Arbitrary<Step>[],
  check: (bench: Bench, windowSeconds: number) => void,
): Promise<void> {
  // About half of the limit of 20, where it matters.
  const used = fc.integer({ min: 6, max: 11 });
  const seconds = fc.constantFrom(60, 3_600, 21_600);
  const all = fc.array(fc.oneof(...steps), { maxLength: 40 });
  return fc.assert(
    fc.asyncProperty(used, seconds, all, async (before, windowSeconds, done) => {
      check(await benchAfter(before, windowSeconds, done), windowSeconds);
    }),
    { numRuns: 1_000 },
  );
}

function checkAllowance(bench: Bench): void {
  for (const { made } of hours(bench)) expect(made).toBeLessThanOrEqual(ALLOWANCE);
}

function checkHalf({ gets, registry }: Bench): void {
  for (const { remaining, payer: by } of gets) {
    if (by === 'allowance') expect(remaining).toBeGreaterThanOrEqual(registry.limit / 2);
  }
}

describe('whatever happens, the ledger', () => {
  it('keeps to all its limits in one life, however the clock is set', () =>
    property([...life, set(jump), set(back)], (bench, windowSeconds) => {
      checkAllowance(bench);
      checkHalf(bench);
      const { limit, spent } = bench.ledger.meter();
      expect(spent).toBe(spentIn(bench, limit === undefined ? 3_600 : windowSeconds));
      for (const { heard, payer: by } of bench.gets) {
        if (by === 'allowance') expect(heard).toBeLessThan(FRESH);
      }
    }));

  it('keeps to them from life to life, and knows what it spent, or was about to', () =>
    property([...life, die(fc.constant(0))], (bench, windowSeconds) => {
      checkAllowance(bench);
      checkHalf(bench);
      const { limit, spent } = bench.ledger.meter();
      const made = spentIn(bench, limit === undefined ? 3_600 : windowSeconds);
      expect(spent).toBeGreaterThanOrEqual(made);
      expect(spent).toBeLessThanOrEqual(made + bench.struck);
    }));

  it('keeps to them where the clock is set back, and counts nothing too few', () =>
    property([...life, set(back), die(fc.constant(0)), die(back)], (bench, windowSeconds) => {
      checkAllowance(bench);
      const { limit, spent } = bench.ledger.meter();
      const made = spentIn(bench, limit === undefined ? 3_600 : windowSeconds);
      expect(spent).toBeGreaterThanOrEqual(made);
    }));

  it('gives the allowance once more at most for each time that the clock is set forth', () =>
    property([...life, set(jump), die(jump), die(fc.constant(0))], (bench) => {
      for (const { made, jumps } of hours(bench)) {
        expect(made).toBeLessThanOrEqual(ALLOWANCE * (1 + jumps));
      }
    }));
});
