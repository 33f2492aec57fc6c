import { describe, expect, it } from 'vitest';
import { createPace, forEachOf } from '../../src/headless/pace.ts';
import { SwiftClock } from './swift-clock.ts';

describe('the pace', () => {
  it('lets a minute’s worth go at once, and no question more in any minute', async () => {
    const clock = new SwiftClock();
    const pace = createPace(clock, 3);
    const at: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      await pace();
      at.push(clock.passed());
    }
    expect(at).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000, 120_000]);
  });

  it('counts questions that wait at the same time too', async () => {
    const waits: number[] = [];
    const pace = createPace({ now: () => 0, sleep: async (ms) => void waits.push(ms) }, 2);
    await Promise.all(Array.from({ length: 6 }, pace));
    expect(waits).toEqual([60_000, 60_000, 120_000, 120_000]);
  });
});

describe('work on many things', () => {
  it('has so many under way and no more, and leaves nothing out', async () => {
    let underWay = 0;
    let most = 0;
    const done: number[] = [];
    await forEachOf([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      done.push(item);
    });
    expect(most).toBe(3);
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});
