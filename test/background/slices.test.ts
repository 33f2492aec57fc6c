/** Long work that leaves room for others. */
import { describe, expect, it } from 'vitest';
import { inSlices } from '../../src/background/slices.ts';
import { FakeClock } from '../platform/fake-clock.ts';

const STOPS = 100;

/** Time passes while work is done. */
class BusyClock extends FakeClock {
  passed = 0;

  override steady(): number {
    return super.steady() + this.passed;
  }
}

describe('long work', () => {
  const clock = new BusyClock();
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  /** Each of a hundred steps takes two milliseconds. */
  function* count(): Generator<undefined, number, undefined> {
    let counted = 0;
    for (; counted < STOPS; counted += 1) {
      clock.passed += 2;
      yield;
    }
    return counted;
  }

  it('gives way every few milliseconds, and comes to its end', async () => {
    const began = clock.steady();
    let value: number | undefined;
    void inSlices(count(), clock, () => true).then((made) => {
      value = made?.value;
    });
    const slices: number[] = [];
    let before = began;
    while (value === undefined) {
      await turn();
      slices.push(clock.steady() - before);
      before = clock.steady();
      clock.advance(0);
    }
    expect(value).toBe(STOPS);
    expect(Math.max(...slices)).toBeLessThanOrEqual(10);
    expect(slices.length).toBeGreaterThanOrEqual(20);
  });

  it('that is done in a moment gives way to nobody', async () => {
    expect(await inSlices(count(), new FakeClock(), () => false)).toEqual({ value: STOPS });
  });

  it('ends where nobody wants it any more', async () => {
    const before = clock.passed;
    const made = inSlices(count(), clock, () => clock.passed < before + 20);
    for (let slice = 0; slice < 10; slice += 1) {
      await turn();
      clock.advance(0);
    }
    expect(await made).toBeUndefined();
    expect(clock.passed - before).toBeLessThan(40);
    expect(clock.waits()).toEqual([]);
  });
});
