import { beforeEach, describe, expect, it } from 'vitest';
import { createPace, type Pace } from '../../src/background/pace.ts';
import { nginx } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { Rig } from './rig.ts';

describe('a pace', () => {
  let clock: FakeClock;
  let pace: Pace;
  let done: string[];

  beforeEach(() => {
    clock = new FakeClock();
    pace = createPace(clock, { limit: 2, window: 1_000 });
    done = [];
  });

  const ask = (key: string, what = key) => pace.do(key, () => done.push(what));

  it('lets so many through at once, and the others when the window has passed', () => {
    for (const key of ['a', 'b', 'c', 'd', 'e']) ask(key);
    expect(done).toEqual(['a', 'b']);
    clock.advance(999);
    expect(done).toHaveLength(2);
    clock.advance(1);
    expect(done).toEqual(['a', 'b', 'c', 'd']);
    clock.advance(1_000);
    expect(done).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(clock.waits()).toEqual([]);
  });

  it('heeds the last of those that ask for the same, once', () => {
    for (let n = 0; n < 1_000; n += 1) {
      ask('a', `a ${n}`);
      clock.advance(10);
    }
    clock.advance(10_000);
    // Two at once, then one whenever a time of those is over.
    expect(done.length).toBeGreaterThanOrEqual(11);
    expect(done.length).toBeLessThanOrEqual(22);
    expect(done.at(-1)).toBe('a 999');
  });

  it('puts off a bounded number', () => {
    for (let n = 0; n < 10_000; n += 1) ask(`tag ${n}`);
    clock.advance(10_000_000);
    expect(done).toHaveLength(102);
  });

  it('is not held up by a clock that is set', () => {
    for (const key of ['a', 'b', 'c']) ask(key);
    clock.set(-365 * 24 * 3_600_000);
    clock.advance(1_000);
    expect(done).toHaveLength(3);
  });

  it('does nothing that was dropped', () => {
    for (const key of ['a', 'b', 'c']) ask(key);
    pace.drop();
    expect(clock.waits()).toEqual([]);
    clock.advance(1_000);
    ask('d');
    expect(done).toEqual(['a', 'b', 'd']);
  });
});

describe('clicks of a page that was taken over', () => {
  let rig: Rig;

  beforeEach(() => {
    rig = new Rig();
    rig.docker.tag('1.27', rig.docker.index(['linux/amd64'], 'one'));
  });

  /** So many clicks in ten seconds, and all that they put off. */
  async function click(act: () => void): Promise<void> {
    for (let n = 0; n < 500; n += 1) {
      act();
      rig.clock.advance(20);
      await new Promise((resolve) => setImmediate(resolve));
    }
    rig.clock.advance(10_000);
    await rig.rest();
  }

  it('try hosts that were left alone once in five seconds', async () => {
    rig.docker.fail('head *', 'unavailable');
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('it failed', () => page.isSettled('1.27'));
    await click(() => page.retry());
    expect(rig.reopened).toBeGreaterThanOrEqual(2);
    expect(rig.reopened).toBeLessThanOrEqual(4);
  });

  it('try them so from a popup, too', async () => {
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('it is told', () => popup.view?.state === 'ready');
    await click(() => popup.ask('retry'));
    expect(rig.reopened).toBeGreaterThanOrEqual(2);
    expect(rig.reopened).toBeLessThanOrEqual(4);
  });

  it('ask what the headers get for ten tags in ten seconds', async () => {
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('it is told', () => page.isSettled('1.27'));
    const asked = rig.docker.asked.length;
    let clicks = 0;
    await click(() => {
      clicks += 1;
      page.accepts(nginx, `t${clicks}`);
    });
    // Ten at once, ten when the first ten seconds are over, and ten after the next.
    expect(rig.docker.asked.length - asked).toBeGreaterThanOrEqual(4 * 20);
    expect(rig.docker.asked.length - asked).toBeLessThanOrEqual(4 * 30);
  });

  it('leave nothing behind with the port', async () => {
    const page = rig.page();
    page.watch(nginx, ['1.27']);
    await rig.until('it is told', () => page.isSettled('1.27'));
    await rig.rest();
    page.retry();
    page.retry();
    page.close();
    expect(rig.clock.waits()).toEqual([]);
  });
});
