import { beforeEach, describe, expect, it } from 'vitest';
import { type Again, createAgain } from '../../src/background/again.ts';
import { type Ask, IDLE, PENDING } from '../../src/background/knowledge.ts';
import type { FailureKind } from '../../src/core/failure.ts';
import { FakeClock } from '../platform/fake-clock.ts';

const MINUTE = 60_000;

describe('asking again', () => {
  let clock: FakeClock;
  let acts: number;
  let random: number;
  let again: Again;

  beforeEach(() => {
    clock = new FakeClock();
    acts = 0;
    random = 0;
    again = createAgain(
      clock,
      () => {
        acts += 1;
      },
      () => random,
    );
  });

  function failed(kind: FailureKind, wait?: number): Ask {
    const at = clock.now();
    return {
      state: 'failed',
      at,
      failure: { kind, ...(wait !== undefined && { until: at + wait }) },
    };
  }

  it('waits longer each time that it was in vain: of a silent source five minutes at most', () => {
    const waits: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      again.look([failed('unavailable')]);
      const [wait = 0] = clock.waits();
      waits.push(wait / 1_000);
      clock.advance(wait);
    }
    expect(waits).toEqual([30, 30, 60, 120, 240, 300, 300, 300]);
    expect(acts).toBe(8);
  });

  it('of a circuit waits for as long as it is open, however often that was', () => {
    for (const wait of [20_000, 40_000, 80_000]) {
      again.look([failed('unavailable', wait)]);
      expect(clock.waits()).toEqual([wait]);
      clock.advance(wait);
    }
  });

  it('begins anew where some were answered', () => {
    for (let round = 0; round < 5; round += 1) {
      again.look([failed('unavailable'), failed('unavailable')]);
      clock.advance(clock.waits()[0] ?? 0);
    }
    again.look([IDLE, failed('unavailable')]);
    expect(clock.waits()).toEqual([30_000]);
  });

  it('spreads what waits for the same moment, and never before it', () => {
    random = 0.999;
    again.look([failed('unavailable', 20_000)]);
    expect(clock.waits()[0]).toBeGreaterThan(22_500);
    expect(clock.waits()[0]).toBeLessThan(23_000);
    again.look([failed('rate-limited', MINUTE * 60)]);
    expect(clock.waits()[0]).toBeGreaterThan(MINUTE * 60 + 4_500);
    expect(clock.waits()[0]).toBeLessThan(MINUTE * 60 + 5_000);
  });

  it('asks nothing while answers are to come, and once when the last has come', () => {
    again.look([PENDING, failed('offline')]);
    expect(clock.waits()).toEqual([]);
    again.look([failed('offline'), failed('offline')]);
    again.look([failed('offline'), failed('offline')]);
    clock.advance(MINUTE);
    expect(acts).toBe(1);
  });

  it.each<FailureKind>([
    'permission',
    'not-found',
    'denied',
    'malformed',
    'digest-mismatch',
    'budget-spent',
    'unsupported',
  ])('does not wait for %s to pass', (kind) => {
    again.look([failed(kind)]);
    expect(clock.waits()).toEqual([]);
  });

  it('is not kept waiting by a clock that is set', () => {
    again.look([failed('unavailable')]);
    const before = failed('unavailable');
    clock.set(-365 * 24 * 60 * MINUTE);
    again.look([before]);
    expect(clock.waits()).toEqual([30_000]);
    clock.set(2 * 365 * 24 * 60 * MINUTE);
    again.look([before]);
    expect(clock.waits()).toEqual([0]);
  });
});
