import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConcurrency, type Outcome } from '../../src/background/concurrency.ts';

/** A host that has so many hands; a question that finds none free waits in its queue. */
interface Host {
  readonly hands: number;
  /** Milliseconds that a hand takes, and of the way there and back. */
  readonly work: number;
  readonly way: number;
  /** Refuses at once where more are there already. */
  readonly most?: number;
}

/** Asks a host without a pause for so many milliseconds, with as many questions at a time as the concurrency allows. */
function simulate(
  concurrency: ReturnType<typeof createConcurrency>,
  host: Host,
  from: number,
  ms: number,
) {
  const underWay: { startedAt: number; endedAt: number; outcome: Outcome }[] = [];
  const handFree: number[] = Array.from({ length: host.hands }, () => from);
  const limits: number[] = [];
  let answers = 0;
  let now = from;
  while (now < from + ms) {
    while (underWay.length < concurrency.limit()) {
      if (host.most !== undefined && underWay.length >= host.most) {
        underWay.push({ startedAt: now, endedAt: now + host.way, outcome: 'trouble' });
        continue;
      }
      handFree.sort((a, b) => a - b);
      const begin = Math.max(now + host.way / 2, handFree[0] ?? 0);
      handFree[0] = begin + host.work;
      const endedAt = begin + host.work + host.way / 2;
      underWay.push({ startedAt: now, endedAt, outcome: 'answer' });
    }
    underWay.sort((a, b) => a.endedAt - b.endedAt);
    const [next] = underWay;
    if (next === undefined) throw new Error('nobody is asked any more');
    now = next.endedAt;
    concurrency.ended({ ...next, underWay: underWay.length });
    underWay.shift();
    limits.push(concurrency.limit());
    if (next.outcome === 'answer') answers += 1;
  }
  return { limits, answers, now };
}

const FREE: Host = { hands: 1_000, work: 1, way: 100 };

describe('how many questions are asked at once', () => {
  it('begins with six and triples with each round while nothing is slow', () => {
    const concurrency = createConcurrency();
    expect(concurrency.limit()).toBe(6);
    simulate(concurrency, FREE, 0, 100);
    expect(concurrency.limit()).toBe(8);
    simulate(concurrency, FREE, 200, 290);
    expect(concurrency.limit()).toBe(24);
  });

  it('does not grow where fewer are wanted than it allows', () => {
    const concurrency = createConcurrency();
    for (let at = 0; at < 100; at += 1) {
      concurrency.ended({ startedAt: at, endedAt: at + 50, underWay: 3, outcome: 'answer' });
    }
    expect(concurrency.limit()).toBe(6);
  });

  it.each([
    { hands: 4, work: 100, way: 50 },
    { hands: 8, work: 50, way: 100 },
    { hands: 2, work: 200, way: 20 },
  ])('uses a host fully and does not pile up questions before it: %o', (host) => {
    const concurrency = createConcurrency();
    const warm = simulate(concurrency, host, 0, 5_000);
    const { answers, limits } = simulate(concurrency, host, warm.now, 30_000);
    const possible = (30_000 / host.work) * host.hands;
    expect(answers).toBeGreaterThan(0.85 * possible);
    const inFlight = (host.hands * (host.work + host.way)) / host.work;
    const mean = limits.reduce((sum, limit) => sum + limit, 0) / limits.length;
    expect(mean).toBeLessThan(2.5 * inFlight + 2);
  });

  it('is halved once for each round of refusals, and not below two', () => {
    const concurrency = createConcurrency();
    simulate(concurrency, FREE, 0, 1_000);
    expect(concurrency.limit()).toBe(24);
    for (let n = 0; n < 24; n += 1) {
      concurrency.ended({
        startedAt: 1_900,
        endedAt: 2_000 + n,
        underWay: 24 - n,
        outcome: 'trouble',
      });
    }
    expect(concurrency.limit()).toBe(12);
    for (let at = 3_000; at < 10_000; at += 1_000) {
      concurrency.ended({ startedAt: at, endedAt: at + 100, underWay: 2, outcome: 'trouble' });
    }
    expect(concurrency.limit()).toBe(2);
  });

  it('goes on with a host that refuses more than a few, and is back once that is over', () => {
    const concurrency = createConcurrency();
    const hard = simulate(concurrency, { ...FREE, most: 5 }, 0, 20_000);
    expect(Math.min(...hard.limits)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...hard.limits.slice(-100))).toBeLessThanOrEqual(6);
    // Five at a time would be 990.
    expect(hard.answers).toBeGreaterThan(500);
    simulate(concurrency, FREE, hard.now, 5_000);
    expect(concurrency.limit()).toBe(24);
  });

  it('learns that the way has become longer', () => {
    const concurrency = createConcurrency();
    const near = simulate(concurrency, { ...FREE, way: 10 }, 0, 2_000);
    simulate(concurrency, { ...FREE, way: 200 }, near.now, 60_000);
    expect(concurrency.limit()).toBe(24);
  });

  it('goes back to just as many as it knew that the host can do', () => {
    const concurrency = createConcurrency();
    const end = (startedAt: number, took: number, outcome: Outcome = 'answer', underWay = 1) =>
      concurrency.ended({ startedAt, endedAt: startedAt + took, underWay, outcome });
    end(0, 100);
    end(200, 100, 'trouble');
    expect(concurrency.limit()).toBe(3);
    // Slower than the fastest for so long that it is measured anew.
    for (let n = 1; n <= 100; n += 1) end(n * 1_000, 200);
    expect(concurrency.limit()).toBe(2);
    end(200_000, 100, 'answer', 2);
    expect(concurrency.limit()).toBe(3);
  });

  it('learns nothing from what says nothing of the host', () => {
    const concurrency = createConcurrency();
    concurrency.ended({ startedAt: 0, endedAt: 9_999, underWay: 6, outcome: 'none' });
    expect(concurrency.limit()).toBe(6);
  });

  it('stays between 2 and 24 whatever happens', () => {
    const ended = fc.record({
      startedAt: fc.double({ min: 0, max: 1e6, noNaN: true }),
      endedAt: fc.double({ min: 0, max: 1e6, noNaN: true }),
      underWay: fc.integer({ min: 1, max: 30 }),
      outcome: fc.constantFrom<Outcome>('answer', 'trouble', 'none'),
    });
    fc.assert(
      fc.property(fc.array(ended, { maxLength: 200 }), (questions) => {
        const concurrency = createConcurrency();
        for (const question of questions) {
          concurrency.ended(question);
          const limit = concurrency.limit();
          expect(Number.isInteger(limit) && limit >= 2 && limit <= 24).toBe(true);
        }
      }),
    );
  });
});
