import { beforeEach, describe, expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

describe('HEADs of the rows of a page', () => {
  let rig: Rig;
  let tags: readonly string[];
  beforeEach(() => {
    rig = new Rig();
    tags = Array.from({ length: 100 }, (_, n) => `t${n}`);
    for (const tag of tags) rig.docker.tag(tag, rig.docker.image('linux/amd64', tag));
  });

  const heads = () => rig.docker.asked.filter((one) => one.startsWith('head '));

  it('are sent with priority for the rows in sight, and the first until it is known which are', async () => {
    const page = rig.page();
    page.watch(nginx, tags.slice(0, 20), 0);
    await rig.until('all rows are told', () => page.isSettled(...tags.slice(0, 20)));
    page.watch(nginx, tags.slice(20), 10);
    await rig.until('all rows are told', () => page.isSettled(...tags.slice(20)));
    const high = tags.filter((tag) => rig.docker.priorities.get(tag) === 'high');
    expect(high).toEqual([...tags.slice(0, 6), ...tags.slice(20, 30)]);
    const low = tags.filter((tag) => rig.docker.priorities.get(tag) === 'low');
    expect(high.length + low.length).toBe(100);
    expect(heads()).toHaveLength(100);
  });

  it('are 24 at once in the end where the registry is quick', async () => {
    const page = rig.page();
    page.watch(nginx, tags, 10);
    await rig.until('all rows are told', () => page.isSettled(...tags));
    expect(rig.docker.most.get('head')).toBe(24);
  });

  it('are 600 at once and 900 a minute from then on, whoever wants them', async () => {
    const many = Array.from({ length: 900 }, (_, n) => `u${n}`);
    for (const tag of many) rig.docker.tag(tag, rig.docker.image('linux/amd64', tag));
    const pages = [rig.page(), rig.page()];
    pages[0]?.watch(nginx, many.slice(0, 500), 10);
    pages[1]?.watch(nginx, many.slice(500), 10);
    await rig.until('all that may go at once is asked', () => heads().length >= 600);
    const first = heads().length;
    expect(first).toBeLessThan(800);
    for (let second = 0; second < 10; second += 1) {
      rig.clock.advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // 67 ms each.
    expect(heads().length - first).toBeGreaterThanOrEqual(148);
    expect(heads().length - first).toBeLessThanOrEqual(150);
  });
});
