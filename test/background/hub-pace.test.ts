import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHubPace, type HubPace } from '../../src/background/hub-pace.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeSession } from '../platform/fake-session.ts';

const turnOfEvents = () => new Promise((resolve) => setImmediate(resolve));

/** A long listing that asks as fast as it may, and other questions beside it. */
class Bench {
  readonly clock = new FakeClock();
  readonly session = new FakeSession();
  readonly warnings: string[] = [];
  /** When each request was sent, by the steady clock; and those of the long listing. */
  readonly sent: number[] = [];
  readonly listed: number[] = [];
  pace: HubPace;
  #life = new AbortController();

  constructor() {
    this.pace = this.start();
  }

  start(storage: FakeSession | undefined = this.session): HubPace {
    this.#life.abort();
    this.#life = new AbortController();
    const log = { warn: (event: string) => this.warnings.push(event) };
    this.pace = createHubPace({ clock: this.clock, log, storage });
    return this.pace;
  }

  list(): void {
    const { pace } = this;
    const { signal } = this.#life;
    const next = async () => {
      while (await pace.turn(signal)) {
        this.listed.push(this.clock.steady());
        this.ask();
      }
    };
    void next();
  }

  /** Any request of this life. */
  ask(): void {
    this.sent.push(this.clock.steady());
    this.pace.sent();
  }

  /** Lets time pass, in steps in which everybody does what there is to do. */
  async pass(milliseconds: number, step = 100): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += step) {
      this.clock.advance(step);
      await turnOfEvents();
    }
  }

  limits(limit: number, remaining: number, resetsIn: number): void {
    this.pace.onLimits({ limit, remaining, resetsAt: this.clock.now() + resetsIn });
  }
}

/** The most of these moments in any minute. */
function mostInMinute(moments: readonly number[]): number {
  return Math.max(
    0,
    ...moments.map((from) => moments.filter((at) => at >= from && at < from + 60_000).length),
  );
}

describe('the pace of a long listing', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  it('is twenty at once, then even, and never more than half of the limit in a minute', async () => {
    bench.list();
    await turnOfEvents();
    expect(bench.listed).toHaveLength(20);
    await bench.pass(300_000, 50);
    expect(mostInMinute(bench.listed)).toBeLessThanOrEqual(90);
    expect(mostInMinute(bench.listed)).toBeGreaterThan(85);
    const gaps = bench.listed.slice(20).map((at, n) => at - (bench.listed[n + 19] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(900);
    expect(bench.listed.length).toBeGreaterThan(20 + 5 * 68);
  });

  it('leaves the places of whatever else is asked', async () => {
    for (let n = 0; n < 60; n += 1) bench.ask();
    bench.list();
    await turnOfEvents();
    expect(bench.listed).toEqual([]);
    await bench.pass(120_000);
    expect(mostInMinute(bench.sent)).toBeLessThanOrEqual(90);
    expect(bench.listed.length).toBeGreaterThan(50);
  });

  it('is that of the limit which the answers state', async () => {
    bench.limits(1_800, 1_800, 30_000);
    bench.list();
    await turnOfEvents();
    expect(bench.listed).toHaveLength(200);
    await bench.pass(60_000, 50);
    expect(mostInMinute(bench.listed)).toBeLessThanOrEqual(900);
    expect(bench.listed.length).toBeGreaterThan(800);
  });

  it.each([
    ['a limit that nobody would have', 999_999_999, 900],
    ['a small limit', 10, 5],
    ['a limit of one', 1, 1],
  ])('stays within bounds for %s', async (_name, limit, most) => {
    bench.limits(limit, limit, 30_000);
    bench.list();
    await bench.pass(180_000, 50);
    expect(mostInMinute(bench.listed)).toBeLessThanOrEqual(most);
    expect(bench.listed.length).toBeGreaterThanOrEqual(most);
  });

  it('rests while less than half is left, until the minute is over', async () => {
    bench.limits(180, 89, 20_000);
    bench.list();
    await bench.pass(10_000);
    expect(bench.pace.waitsUntil()).toBe(bench.clock.now() + 10_000);
    await bench.pass(9_900);
    expect(bench.listed).toEqual([]);
    // Not worth telling any more.
    expect(bench.pace.waitsUntil()).toBeUndefined();
    await bench.pass(100);
    expect(bench.listed).toHaveLength(20);
  });

  it('rests anew for what is said long after an earlier rest was over', async () => {
    bench.limits(180, 10, 50_000);
    await bench.pass(600_000, 10_000);
    bench.limits(180, 10, 50_000);
    bench.list();
    await bench.pass(49_000, 1_000);
    expect(bench.listed).toEqual([]);
    await bench.pass(2_000);
    expect(bench.listed.length).toBeGreaterThan(0);
  });

  it('goes on at once when an answer says that enough is left', async () => {
    bench.limits(180, 10, 50_000);
    bench.list();
    await bench.pass(1_000);
    expect(bench.listed).toEqual([]);
    bench.limits(180, 179, 59_000);
    await turnOfEvents();
    expect(bench.listed).toHaveLength(20);
  });

  it('has a turn each minute although every answer says that nothing is left for a day', async () => {
    bench.list();
    await turnOfEvents();
    const before = bench.listed.length;
    const day = 24 * 3_600_000;
    for (let second = 0; second < 300; second += 1) {
      bench.limits(180, 0, day);
      await bench.pass(1_000, 1_000);
    }
    const late = bench.listed.length - before;
    expect(late).toBeGreaterThanOrEqual(4);
  });

  it('is not stopped by a clock that is set', async () => {
    bench.limits(180, 0, 30_000);
    bench.clock.set(-365 * 24 * 3_600_000);
    bench.list();
    await bench.pass(31_000);
    expect(bench.listed.length).toBeGreaterThan(0);
    bench.clock.set(2 * 365 * 24 * 3_600_000);
    await bench.pass(60_000);
    expect(mostInMinute(bench.listed)).toBeLessThanOrEqual(90);
  });

  it('ends for whoever does not want a turn any more', async () => {
    const gone = new AbortController();
    bench.list();
    await turnOfEvents();
    const turn = bench.pace.turn(gone.signal);
    gone.abort();
    expect(await turn).toBe(false);
    expect(await bench.pace.turn(gone.signal)).toBe(false);
  });

  it('counts a turn once, whether its request was sent or not', async () => {
    const { signal } = new AbortController();
    for (let n = 0; n < 20; n += 1) expect(await bench.pace.turn(signal)).toBe(true);
    const before = bench.pace.estimate(21);
    bench.pace.sent();
    expect(bench.pace.estimate(21)).toBe(before);
    await bench.pass(5_000);
    const later = bench.pace.estimate(21);
    // The other turns were not used: this one is somebody else's.
    bench.pace.sent();
    expect(bench.pace.estimate(21)).toBeGreaterThan(later);
  });

  it('leaves the next places to walks that nobody clicked for', async () => {
    const { signal } = new AbortController();
    const order: string[] = [];
    for (let n = 0; n < 20; n += 1) await bench.pace.turn(signal);
    for (let n = 0; n < 2; n += 1) void bench.pace.turn(signal).then(() => order.push('long'));
    await turnOfEvents();
    for (let n = 0; n < 3; n += 1) {
      void bench.pace.walkTurn(() => true).then(() => order.push('walk'));
    }
    await bench.pass(10_000, 50);
    expect(order).toEqual(['walk', 'walk', 'walk', 'long', 'long']);
  });

  it('gives no place to a walk that nobody wants any more', async () => {
    for (let n = 0; n < 90; n += 1) bench.ask();
    let isWanted = true;
    const turn = bench.pace.walkTurn(() => isWanted);
    isWanted = false;
    await bench.pass(70_000, 1_000);
    expect(await turn).toBe(false);
  });

  it('is told beforehand', async () => {
    expect(bench.pace.estimate(0)).toBe(0);
    await turnOfEvents();
    expect(bench.pace.estimate(20)).toBe(0);
    expect(bench.pace.waitsUntil()).toBeUndefined();
    const estimate = bench.pace.estimate(300);
    bench.list();
    await turnOfEvents();
    while (bench.listed.length < 300) await bench.pass(100);
    expect(bench.clock.steady() / estimate).toBeGreaterThan(0.98);
    expect(bench.clock.steady() / estimate).toBeLessThan(1.15);
  });

  describe('of a worker that is stopped', () => {
    it('has no new burst in its next life', async () => {
      for (let life = 0; life < 30; life += 1) {
        bench.start();
        bench.list();
        await bench.pass(4_000);
      }
      expect(mostInMinute(bench.listed)).toBeLessThanOrEqual(90);
      expect(bench.listed.length).toBeGreaterThan(130);
    });

    it('counts all that the one before has asked, also where that was nearly all of a minute’s', async () => {
      bench.list();
      await turnOfEvents();
      for (let n = 0; n < 55; n += 1) bench.ask();
      bench.start();
      bench.list();
      await bench.pass(60_000);
      expect(bench.listed.length).toBeGreaterThan(20);
      expect(mostInMinute(bench.sent)).toBeLessThanOrEqual(90);
    });

    it('has its burst again after a rest', async () => {
      bench.list();
      await bench.pass(60_000);
      bench.start();
      await bench.pass(60_000);
      const before = bench.listed.length;
      bench.list();
      await turnOfEvents();
      expect(bench.listed.length - before).toBe(20);
    });

    it.each([
      ['no storage', undefined, undefined],
      ['nonsense in it', 'soon', undefined],
      ['a storage that fails', undefined, new Error('broken')],
    ])('begins without a burst: %s', async (name, value, broken) => {
      if (value !== undefined) bench.session.kept.set('hub-pace', value);
      if (broken) bench.session.broken = broken;
      const log = { warn: (event: string) => bench.warnings.push(event) };
      bench.pace =
        name === 'no storage'
          ? createHubPace({ clock: bench.clock, log })
          : createHubPace({ clock: bench.clock, log, storage: bench.session });
      bench.list();
      await turnOfEvents();
      expect(bench.listed).toHaveLength(1);
      await bench.pass(60_000);
      expect(bench.listed.length).toBeGreaterThan(65);
      if (broken) expect(bench.warnings[0]).toBe('pace cannot be read');
    });

    it('waits a minute at most for what was kept before the clock was set back', async () => {
      bench.session.kept.set('hub-pace', bench.clock.now() + 1e9);
      bench.start();
      bench.list();
      // The minute begins when the storage is read.
      await turnOfEvents();
      await bench.pass(60_000);
      expect(bench.listed.length).toBeGreaterThan(0);
    });
  });

  it('gives a turn only while less than half was sent in the minute before, whatever happens', async () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ kind: fc.constant('ask' as const), times: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ kind: fc.constant('die' as const) }),
      fc.record({
        kind: fc.constant('limits' as const),
        remaining: fc.integer({ min: 0, max: 180 }),
        seconds: fc.integer({ min: -10, max: 100_000 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
        const own = new Bench();
        own.list();
        for (const one of events) {
          if (one.kind === 'ask') for (let n = 0; n < one.times; n += 1) own.ask();
          else if (one.kind === 'limits') own.limits(180, one.remaining, one.seconds * 1000);
          else if (one.kind === 'die') {
            own.start();
            own.list();
          }
          await own.pass(one.kind === 'pass' ? one.seconds * 1000 : 1, 500);
        }
        for (const at of own.listed) {
          const before = own.sent.filter((time) => time > at - 60_000 && time < at).length;
          expect(before).toBeLessThan(90);
        }
      }),
      { numRuns: 60 },
    );
  }, 20_000);
});
