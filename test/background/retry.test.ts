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

  it('because the registry is silent keeps no further row waiting, nor the one who tries again', async () => {
    const many = Array.from({ length: 25 }, (_, n) => `t${n}`);
    for (const tag of many) rig.docker.tag(tag, rig.docker.image('linux/amd64', tag));
    rig.docker.fail('head *', 'unavailable');
    const page = rig.page();
    page.watch(nginx, many);
    await rig.until('all rows are told', () => page.isSettled(...many));
    expect(rig.docker.count('head ')).toBeLessThanOrEqual(12);
    for (const tag of many) {
      expect(page.view(tag)).toMatchObject({ state: 'partial', failure: { kind: 'unavailable' } });
    }
    rig.docker.faults.clear();
    page.retry();
    await rig.until('all are confirmed', () => many.every((t) => page.view(t).state === 'ready'));
  });
});
