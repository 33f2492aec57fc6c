import { beforeEach, describe, expect, it } from 'vitest';
import { createLedger, type Ledger } from '../../src/background/ledger.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeStorage } from '../platform/fake-storage.ts';

const HOUR = 3_600_000;

describe('the pull ledger', () => {
  let clock: FakeClock;
  let storage: FakeStorage;
  let allowance: number;
  let warnings: string[];

  beforeEach(() => {
    clock = new FakeClock();
    storage = new FakeStorage();
    allowance = 10;
    warnings = [];
  });

  function start(): Ledger {
    const log = { warn: (event: string) => warnings.push(event) };
    return createLedger({ storage, clock, log, allowance: () => allowance });
  }

  async function started(): Promise<Ledger> {
    const ledger = start();
    await ledger.loaded;
    return ledger;
  }

  const limits = (remaining: number, limit = 100, windowSeconds = 3_600) => ({
    limit,
    remaining,
    windowSeconds,
  });

  it('allows nothing before the registry’s headers were read', async () => {
    const ledger = await started();
    expect(ledger.allowed()).toBe(0);
    expect(await ledger.spend('allowance')).toBeUndefined();
    expect(ledger.meter()).toEqual({ spent: 0 });
    ledger.onLimits(limits(100));
    expect(ledger.allowed()).toBe(10);
  });

  it('allows nothing before the record of earlier lives was read', async () => {
    const ledger = start();
    ledger.onLimits(limits(100));
    expect(ledger.allowed()).toBe(0);
    await ledger.loaded;
    expect(ledger.allowed()).toBe(10);
  });

  it.each([
    [100, 100, 10],
    [100, 59, 10],
    [100, 51, 2],
    [100, 50, 1],
    [100, 49, 0],
    [101, 51, 1],
    [101, 50, 0],
    [200, 100, 1],
    [10, 10, 6],
    [0, 0, 1],
  ])('of a limit of %i with %i remaining it allows %i', async (limit, remaining, allowed) => {
    const ledger = await started();
    ledger.onLimits(limits(remaining, limit));
    expect(ledger.allowed()).toBe(allowed);
  });

  it('keeps to the allowance where the registry states no limit', async () => {
    const ledger = await started();
    ledger.onLimits('unlimited');
    expect(ledger.allowed()).toBe(10);
    for (let n = 0; n < 10; n += 1) expect(await ledger.spend('allowance')).toBeDefined();
    expect(await ledger.spend('allowance')).toBeUndefined();
    expect(ledger.meter()).toEqual({ limit: 'unlimited', spent: 10 });
  });

  it('counts a pull under way as not yet in the registry’s numbers', async () => {
    const ledger = await started();
    ledger.onLimits(limits(51));
    const answered = await ledger.spend('allowance');
    expect(ledger.allowed()).toBe(1);
    await ledger.spend('allowance');
    expect(ledger.allowed()).toBe(0);
    ledger.onLimits(limits(50));
    answered?.answered();
    expect(ledger.allowed()).toBe(0);
  });

  it('strikes out what was never sent, also from the record', async () => {
    const ledger = await started();
    ledger.onLimits(limits(51));
    const pull = await ledger.spend('allowance');
    await ledger.spend('click');
    pull?.neverSent();
    expect(ledger.meter().spent).toBe(1);
    expect(ledger.allowed()).toBe(1);
    await ledger.spend('click');
    expect((await started()).meter().spent).toBe(2);
  });

  it('does not replace a record that it could not read', async () => {
    const first = await started();
    first.onLimits(limits(100));
    for (let n = 0; n < 10; n += 1) await first.spend('allowance');
    storage.broken = new Error('not now');
    const ledger = await started();
    storage.broken = undefined;
    ledger.onLimits(limits(100));
    await ledger.spend('click');
    expect(ledger.meter().spent).toBe(11);
    expect(ledger.allowed()).toBe(0);
    expect((await started()).meter().spent).toBe(11);
  });

  it('does not write each time that the registry says the same', async () => {
    const ledger = await started();
    let writes = 0;
    storage.onChange('pulls', () => {
      writes += 1;
    });
    for (let n = 0; n < 100; n += 1) {
      ledger.onLimits(limits(100));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(writes).toBe(1);
    clock.advance(60_000);
    ledger.onLimits(limits(100));
    await new Promise((resolve) => setImmediate(resolve));
    ledger.onLimits(limits(99));
    await new Promise((resolve) => setImmediate(resolve));
    expect(writes).toBe(3);
  });

  it('does not go by the future where the clock was set back', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100));
    await ledger.spend('allowance');
    clock.set(-2 * HOUR);
    expect(ledger.allowed()).toBe(9);
    const next = await started();
    expect(next.knowsLimits()).toBe(false);
    expect(next.meter()).toEqual({ spent: 1 });
    next.onLimits(limits(100));
    expect(next.allowed()).toBe(9);
  });

  it('has written a pull down when it says that it may be sent', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100));
    await ledger.spend('allowance');
    const next = await started();
    expect(next.allowed()).toBe(9);
    expect(next.meter()).toEqual({ ...limits(100), spent: 1 });
  });

  it('refuses by itself what it cannot write down; a click it cannot refuse', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100));
    storage.broken = new Error('disk full');
    expect(await ledger.spend('allowance')).toBeUndefined();
    expect(ledger.allowed()).toBe(10);
    expect(await ledger.spend('click')).toBeDefined();
    expect(ledger.meter().spent).toBe(1);
    expect(warnings).toContain('pull ledger cannot be written');
  });

  it('allows nothing by itself where the record cannot be read', async () => {
    storage.broken = new Error('broken profile');
    const ledger = await started();
    ledger.onLimits(limits(100));
    expect(ledger.allowed()).toBe(0);
    expect(await ledger.spend('click')).toBeDefined();
  });

  it('lets clicks go beside the allowance, and counts them as spent', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100));
    allowance = 1;
    await ledger.spend('click');
    await ledger.spend('click');
    expect(ledger.allowed()).toBe(1);
    await ledger.spend('allowance');
    expect(ledger.allowed()).toBe(0);
    expect(ledger.meter().spent).toBe(3);
  });

  it('gives the allowance back after an hour, pull by pull', async () => {
    const ledger = await started();
    ledger.onLimits('unlimited');
    allowance = 2;
    await ledger.spend('allowance');
    clock.advance(HOUR / 2);
    ledger.onLimits('unlimited');
    await ledger.spend('allowance');
    expect(ledger.allowed()).toBe(0);
    clock.advance(HOUR / 2);
    ledger.onLimits('unlimited');
    expect(ledger.allowed()).toBe(1);
    expect(ledger.meter().spent).toBe(1);
  });

  it('counts what was spent over the registry’s own window', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100, 100, 21_600));
    await ledger.spend('click');
    clock.advance(5 * HOUR);
    expect(ledger.meter().spent).toBe(1);
    expect((await started()).meter().spent).toBe(1);
    clock.advance(HOUR);
    expect(ledger.meter().spent).toBe(0);
  });

  it('does not go by headers of long ago', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100));
    clock.advance(5 * 60_000);
    expect(ledger.allowed()).toBe(0);
    expect(ledger.meter()).toMatchObject({ limit: 100, remaining: 100 });
    clock.advance(HOUR);
    expect((await started()).meter()).toEqual({ spent: 0 });
  });

  it.each([
    ['nonsense', 'a text'],
    ['another version', { version: 2, pulls: [] }],
    ['a pull without a time', { version: 1, pulls: [{ payer: 'click' }] }],
  ])('starts anew from %s', async (_, kept) => {
    storage.kept.set('pulls', kept);
    const ledger = await started();
    ledger.onLimits(limits(100));
    expect(ledger.allowed()).toBe(10);
  });

  it('loses no pull of many at the same time', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100));
    const all = await Promise.all(Array.from({ length: 12 }, () => ledger.spend('allowance')));
    expect(all.filter(Boolean)).toHaveLength(10);
    expect((await started()).meter().spent).toBe(10);
  });

  it('keeps the allowance whatever is done to the clock while the worker lives', async () => {
    const ledger = await started();
    ledger.onLimits('unlimited');
    allowance = 2;
    await ledger.spend('allowance');
    await ledger.spend('allowance');
    for (const change of [2 * HOUR, -9 * HOUR, 365 * 24 * HOUR]) {
      clock.set(change);
      ledger.onLimits('unlimited');
      expect(ledger.allowed()).toBe(0);
      expect(ledger.meter().spent).toBe(2);
    }
    clock.advance(HOUR);
    ledger.onLimits('unlimited');
    expect(ledger.allowed()).toBe(2);
    expect(ledger.meter().spent).toBe(0);
  });

  it('does not go by headers from before a clock was set forth: it may have slept', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100));
    clock.set(HOUR);
    expect(ledger.allowed()).toBe(0);
  });

  it('counts pulls from the future as made just now, once, from one life to the next', async () => {
    const ledger = await started();
    ledger.onLimits('unlimited');
    for (let n = 0; n < 10; n += 1) await ledger.spend('allowance');
    clock.set(-3 * 365 * 24 * HOUR);
    expect((await started()).meter().spent).toBe(10);
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(HOUR / 2);
    expect((await started()).meter().spent).toBe(10);
    clock.advance(HOUR / 2);
    expect((await started()).meter().spent).toBe(0);
  });

  it('does not believe that more remains while answers from before a pull may come', async () => {
    const ledger = await started();
    ledger.onLimits(limits(51));
    const pull = await ledger.spend('allowance');
    ledger.onLimits(limits(50));
    pull?.answered();
    expect(ledger.allowed()).toBe(1);
    // A HEAD that was sent before the GET is answered after it.
    ledger.onLimits(limits(51));
    expect(ledger.allowed()).toBe(1);
    expect(ledger.meter().remaining).toBe(51);
    clock.advance(75_000);
    ledger.onLimits(limits(51));
    expect(ledger.allowed()).toBe(2);
  });

  it('counts a pull that no answer came to against what remains, in this life and the next', async () => {
    const ledger = await started();
    ledger.onLimits(limits(51));
    const lost = await ledger.spend('allowance');
    lost?.answered();
    expect(ledger.allowed()).toBe(1);
    await ledger.spend('allowance');
    expect(ledger.allowed()).toBe(0);
    const next = await started();
    expect(next.allowed()).toBe(0);
    next.onLimits(limits(51));
    expect(next.allowed()).toBe(2);
  });

  it('forgets the limits of one payer when another pays, not what was spent here', async () => {
    const ledger = await started();
    ledger.onLimits(limits(20));
    const pull = await ledger.spend('click');
    ledger.forgetLimits();
    expect(ledger.meter()).toEqual({ spent: 1 });
    expect(ledger.allowed()).toBe(0);
    pull?.answered();
    ledger.onLimits(limits(200, 200));
    expect(ledger.allowed()).toBe(10);
    ledger.forgetLimits();
    await new Promise((resolve) => setImmediate(resolve));
    expect((await started()).meter()).toEqual({ spent: 1 });
  });

  it('forgets the limits of an earlier life, too, when that is said before they are read', async () => {
    const ledger = await started();
    ledger.onLimits(limits(20));
    await ledger.spend('click');
    const next = start();
    next.forgetLimits();
    await next.loaded;
    expect(next.meter()).toEqual({ spent: 1 });
  });

  describe('says by when all of the limit is back:', () => {
    it('a window after somebody was last seen to pull', async () => {
      const ledger = await started();
      ledger.onLimits(limits(100));
      expect(ledger.meter().resetsBy).toBeUndefined();
      ledger.onLimits(limits(97, 100, 21_600));
      const by = clock.now() + 6 * HOUR;
      expect(ledger.meter().resetsBy).toBe(by);
      clock.advance(HOUR);
      ledger.onLimits(limits(97, 100, 21_600));
      expect(ledger.meter().resetsBy).toBe(by);
      await new Promise((resolve) => setImmediate(resolve));
      expect((await started()).meter().resetsBy).toBe(by);
      ledger.onLimits(limits(96, 100, 21_600));
      expect(ledger.meter().resetsBy).toBe(by + HOUR);
    });

    it('a window after it was last said, where it is not back when it should be', async () => {
      const ledger = await started();
      ledger.onLimits(limits(97));
      clock.advance(2 * HOUR);
      ledger.onLimits(limits(97));
      expect(ledger.meter().resetsBy).toBe(clock.now() + HOUR);
    });

    it('nothing where nothing is spent, nothing is known, or there is no limit', async () => {
      const ledger = await started();
      expect(ledger.meter()).not.toHaveProperty('resetsBy');
      ledger.onLimits('unlimited');
      expect(ledger.meter()).not.toHaveProperty('resetsBy');
      ledger.onLimits(limits(100));
      expect(ledger.meter()).not.toHaveProperty('resetsBy');
    });
  });

  it('keeps what was spent over a window that is named only later', async () => {
    const ledger = await started();
    ledger.onLimits(limits(100, 100, 60));
    await ledger.spend('click');
    clock.advance(5 * HOUR);
    ledger.onLimits(limits(100, 100, 60));
    await ledger.spend('click');
    expect(ledger.meter().spent).toBe(1);
    ledger.onLimits(limits(100, 100, 21_600));
    expect(ledger.meter().spent).toBe(2);
  });
});
