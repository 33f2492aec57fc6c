import { beforeEach, describe, expect, it } from 'vitest';
import { FRESH_MS } from '../../src/background/knowledge.ts';
import { nginx } from '../messaging/names.ts';
import type { Thing } from './fake-docker.ts';
import { type FakePage, Rig } from './rig.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];

describe('the declared lines of an overview', () => {
  let rig: Rig;
  let current: Thing;
  let page: FakePage;

  beforeEach(() => {
    rig = new Rig();
    current = rig.docker.index(PLATFORMS, 'build 2');
    for (const tag of ['1.27.5', '1.27', 'latest']) rig.docker.tag(tag, current);
    rig.docker.tag('1.26', rig.docker.index(PLATFORMS, 'build 1'));
    page = rig.page();
  });

  const settled = (...tags: string[]) =>
    rig.until(`the verdict on ${tags}`, () => page.line(...tags)?.asking === false);

  it('are the same where one digest is behind all tags, which takes HEADs alone', async () => {
    page.lines(nginx, [['1.27.5', '1.27', 'latest'], ['1.26']]);
    await settled('1.27.5', '1.27', 'latest');
    await settled('1.26');
    expect(page.line('1.27.5', '1.27', 'latest')).toEqual({
      tags: ['1.27.5', '1.27', 'latest'],
      verdict: 'same',
      asking: false,
      digest: current.digest,
      lagging: [],
      missing: [],
    });
    expect([...rig.docker.asked].sort()).toEqual([
      'head 1.26',
      'head 1.27',
      'head 1.27.5',
      'head latest',
    ]);
  });

  it('are split where a tag lags on one platform, and say so only once that is certain', async () => {
    const amd64 = rig.docker.image('linux/amd64', 'build 2');
    const arm64 = rig.docker.image('linux/arm64', 'build 1');
    const lagging = rig.docker.index([], 'rollout');
    const images = [...amd64.images, ...arm64.images];
    rig.docker.tag('latest', { ...lagging, images });
    rig.docker.hold('tag');
    page.lines(nginx, [['1.27', 'latest']]);
    await rig.until('the images are asked for', () => rig.docker.count('tag ') === 2);
    await rig.rest();
    expect(page.line('1.27', 'latest')).toMatchObject({ verdict: 'unknown', asking: true });
    rig.docker.release('tag');
    await settled('1.27', 'latest');
    expect(page.line('1.27', 'latest')).toMatchObject({
      verdict: 'split',
      lagging: [{ tag: 'latest', platforms: ['linux/arm64'] }],
    });
    expect(new Set(page.verdicts('1.27', 'latest'))).toEqual(new Set(['unknown', 'split']));
    expect(rig.docker.count('page ')).toBe(0);
  });

  it('are the same where two digests hold the same images', async () => {
    rig.docker.tag('latest', rig.docker.index(PLATFORMS, 'build 2', 'another wrapper'));
    page.lines(nginx, [['1.27', 'latest'], ['1.26']]);
    await settled('1.27', 'latest');
    expect(page.line('1.27', 'latest')).toMatchObject({ verdict: 'same' });
    expect(page.line('1.27', 'latest')).not.toHaveProperty('digest');
    expect(page.verdicts('1.27', 'latest')).not.toContain('split');
    // Of the other line nothing but the digest is needed.
    expect(rig.docker.count('tag 1.26')).toBe(0);
  });

  it('are split without platforms where the web API has no images', async () => {
    rig.docker.hubTag('1.26', rig.docker.index(PLATFORMS, 'build 1'), { images: [] });
    page.lines(nginx, [['1.27', '1.26']]);
    await settled('1.27', '1.26');
    expect(page.line('1.27', '1.26')).toMatchObject({
      verdict: 'split',
      lagging: [{ tag: '1.26', platforms: [] }],
    });
  });

  it('are missing where the registry does not have a tag', async () => {
    page.lines(nginx, [['1.27', '1.27-gone']]);
    await settled('1.27', '1.27-gone');
    expect(page.line('1.27', '1.27-gone')).toMatchObject({
      verdict: 'missing',
      missing: ['1.27-gone'],
    });
  });

  it.each([
    ['out of reach', 'unavailable'],
    ['refusing', 'rate-limited'],
    ['closed to us', 'denied'],
  ] as const)('end unknown, with the reason, while the registry is %s', async (_, kind) => {
    rig.docker.fail('head *', kind);
    const tags = Array.from({ length: 30 }, (_, n) => `2.${n}`);
    page.lines(nginx, [['1.27', 'latest'], ...tags.map((tag) => [tag])]);
    await settled('1.27', 'latest');
    for (const tag of tags) await settled(tag);
    for (const line of [['1.27', 'latest'], ['2.0'], ['2.29']]) {
      expect(page.line(...line)).toMatchObject({ verdict: 'unknown', failure: { kind } });
    }
  });

  it('are told after all when the time is over that a 429 named', async () => {
    rig.docker.fail('head *', 'rate-limited', { until: rig.clock.now() + 2_000 });
    page.lines(nginx, [['1.27', 'latest']]);
    await settled('1.27', 'latest');
    rig.docker.faults.clear();
    await rig.until('the verdict', () => page.line('1.27', 'latest')?.verdict === 'same');
    expect(page.line('1.27', 'latest')).not.toHaveProperty('failure');
  });

  it('rest on no word of the web API, and on none that has grown old', async () => {
    page.lines(nginx, [['1.27', 'latest']]);
    await settled('1.27', 'latest');
    rig.clock.advance(FRESH_MS);
    rig.docker.fail('head *', 'unavailable');
    const later = rig.page();
    later.lines(nginx, [['1.27', 'latest']]);
    await rig.until('an end', () => later.line('1.27', 'latest')?.asking === false);
    expect(later.verdicts('1.27', 'latest')).not.toContain('same');
    expect(later.line('1.27', 'latest')).toMatchObject({ failure: { kind: 'unavailable' } });
  });

  it('are asked for in the order in which they are seen', async () => {
    const tags = Array.from({ length: 20 }, (_, n) => `2.${n}`);
    for (const tag of tags) rig.docker.tag(tag, current);
    page.lines(
      nginx,
      tags.map((tag) => [tag]),
      3,
    );
    await settled('2.19');
    expect(rig.docker.asked.slice(0, 3)).toEqual(['head 2.0', 'head 2.1', 'head 2.2']);
  });

  it('cost no pull, and are told once unless they change', async () => {
    page.lines(nginx, [['1.27', 'latest'], ['1.26']]);
    await settled('1.26');
    page.lines(nginx, [['1.27', 'latest'], ['1.26']]);
    page.retry();
    await rig.rest();
    expect(page.verdicts('1.26')).toEqual(['unknown', 'same']);
    expect(rig.docker.count('get ')).toBe(0);
  });

  it('are told by a successor where the worker was stopped, which asks for nothing twice', async () => {
    rig.docker.hold('head latest');
    page.lines(nginx, [['1.27', 'latest'], ['1.26']]);
    await settled('1.26');
    await rig.rest();
    rig.restart();
    rig.docker.release('head latest');
    page = rig.page();
    page.lines(nginx, [['1.27', 'latest'], ['1.26']]);
    await settled('1.27', 'latest');
    await settled('1.26');
    expect(page.line('1.27', 'latest')?.verdict).toBe('same');
    expect(rig.docker.count('head 1.26')).toBe(1);
    expect(rig.docker.count('head latest')).toBe(2);
  });

  it('may stand beside rows on one page', async () => {
    page.watch(nginx, ['1.26']);
    page.lines(nginx, [['1.27', 'latest']]);
    await settled('1.27', 'latest');
    await rig.until('the row is told', () => page.isSettled('1.26'));
    expect(page.view('1.26').state).toBe('ready');
    expect(page.line('1.27', 'latest')?.verdict).toBe('same');
  });
});
