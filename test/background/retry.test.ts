/** What failed is asked again: by itself when it may be, and never before. */
import { beforeEach, describe, expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const TAGS = ['1.28', '1.27', '1.26'];
const MINUTE = 60_000;

describe('what failed', () => {
  let rig: Rig;

  beforeEach(() => {
    rig = new Rig();
    for (const tag of TAGS) rig.docker.tag(tag, rig.docker.index(PLATFORMS, tag));
  });

  /** Lets work go on while the clock stands still. */
  async function workOn(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await new Promise((done) => setImmediate(done));
  }

  it('with a 429 for one tag leaves the others alone, and is not asked before its time', async () => {
    rig.docker.fail('head 1.27', 'rate-limited', { until: rig.clock.now() + 2 * MINUTE });
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    expect(TAGS.map((tag) => page.view(tag).state)).toEqual(['ready', 'partial', 'ready']);
    rig.docker.faults.clear();
    rig.clock.advance(MINUTE);
    page.retry();
    await rig.rest();
    expect(rig.docker.count('head 1.27')).toBe(1);
    expect(page.view('1.27')).toMatchObject({ failure: { kind: 'rate-limited' } });
  });

  it('with a 429 is asked again by itself when the named time is over, and not before', async () => {
    const until = rig.clock.now() + 2 * MINUTE;
    for (const question of ['head *', 'page *'])
      rig.docker.fail(question, 'rate-limited', { until });
    const page = rig.page();
    page.watch(nginx, TAGS);
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    await rig.until('the popup is told', () => popup.view?.failure?.kind === 'rate-limited');
    await rig.rest();
    const asked = rig.docker.asked.length;
    rig.docker.faults.clear();
    rig.clock.advance(until - rig.clock.now() - 1);
    await workOn();
    expect(rig.docker.asked).toHaveLength(asked);
    rig.clock.advance(1);
    await rig.until('all is confirmed', () => TAGS.every((t) => page.view(t).state === 'ready'));
    await rig.until('the popup is, too', () => popup.view?.groups.length === TAGS.length);
    expect(popup.view).not.toHaveProperty('failure');
  });

  it('with several 429 at about the same time waits for the last of them, not twice', async () => {
    for (const [place, tag] of TAGS.entries()) {
      const until = rig.clock.now() + MINUTE + place * 500;
      rig.docker.fail(`head ${tag}`, 'rate-limited', { until });
    }
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    rig.docker.faults.clear();
    rig.clock.advance(MINUTE - 5_000);
    await rig.until('all is confirmed', () => TAGS.every((t) => page.view(t).state === 'ready'));
  });

  it('with one 429 after the other is asked more and more rarely', async () => {
    rig.docker.fail('head *', 'rate-limited', { until: 0 });
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    for (let minute = 0; minute < 60; minute += 1) {
      rig.clock.advance(MINUTE);
      await workOn();
    }
    const heads = rig.docker.count('head ');
    expect(heads).toBeGreaterThan(TAGS.length);
    expect(heads).toBeLessThanOrEqual(TAGS.length * 9);
  });

  it.each(['unavailable', 'offline'] as const)(
    'because of %s is asked again for as long as somebody looks on, ever more rarely',
    async (kind) => {
      rig.docker.fail('head *', kind);
      const page = rig.page();
      page.watch(nginx, TAGS);
      await rig.until('all rows are told', () => page.isSettled(...TAGS));
      const asked: number[] = [];
      for (let minute = 0; minute < 60; minute += 1) {
        rig.clock.advance(MINUTE);
        await workOn();
        asked.push(rig.docker.count('head ') / TAGS.length);
      }
      expect(asked[4]).toBeGreaterThanOrEqual(4);
      const perHour = asked.at(-1) ?? 0;
      expect(perHour).toBeGreaterThanOrEqual(12);
      expect(perHour).toBeLessThanOrEqual(18);
      rig.docker.faults.clear();
      rig.clock.advance(6 * MINUTE);
      await rig.until('all is confirmed', () => TAGS.every((t) => page.view(t).state === 'ready'));
    },
  );

  it('because a circuit is open is asked again when that is over, and not before', async () => {
    const until = rig.clock.now() + 3 * MINUTE;
    rig.docker.fail('head *', 'unavailable', { until });
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    const asked = rig.docker.asked.length;
    rig.docker.faults.clear();
    rig.clock.advance(until - rig.clock.now() - 1);
    await workOn();
    expect(rig.docker.asked).toHaveLength(asked);
    await rig.until('all is confirmed', () => TAGS.every((t) => page.view(t).state === 'ready'));
  });

  it('with a permission is not asked again by itself: that would not bring it back', async () => {
    rig.docker.fail('head *', 'permission');
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    rig.clock.advance(60 * MINUTE);
    await workOn();
    expect(rig.docker.count('head ')).toBe(TAGS.length);
  });

  it('is asked no more when nobody looks on', async () => {
    const until = rig.clock.now() + 2 * MINUTE;
    for (const question of ['head *', 'page *'])
      rig.docker.fail(question, 'rate-limited', { until });
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    const asked = rig.docker.asked.length;
    page.close();
    expect(rig.clock.waits().filter((wait) => wait > MINUTE)).toEqual([]);
    rig.clock.advance(3 * MINUTE);
    await workOn();
    expect(rig.docker.asked).toHaveLength(asked);
  });

  it('because the registry is silent is asked at once by who tries again', async () => {
    rig.docker.fail('head *', 'unavailable', { until: rig.clock.now() + 5 * MINUTE });
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    for (const tag of TAGS) {
      expect(page.view(tag)).toMatchObject({ state: 'partial', failure: { kind: 'unavailable' } });
    }
    rig.docker.faults.clear();
    page.retry();
    await rig.until('all are confirmed', () => TAGS.every((t) => page.view(t).state === 'ready'));
  });
});
