/** A page that stays open for longer than a word is fresh. */
import { beforeEach, describe, expect, it } from 'vitest';
import { nginx } from '../messaging/names.ts';
import type { Thing } from './fake-docker.ts';
import { type FakePage, Rig } from './rig.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const TAGS = ['1.27', '1.26', 'gone'];
const SIX_MINUTES = 6 * 60_000;

describe('a page that stays open', () => {
  let rig: Rig;
  let page: FakePage;
  let current: Thing;
  let behind: Thing;

  /** The web API is behind on `1.27`, and lists `gone`, which the registry does not have. */
  beforeEach(async () => {
    rig = new Rig();
    current = rig.docker.index(PLATFORMS, 'current');
    behind = rig.docker.index(PLATFORMS, 'behind');
    rig.docker.registryTag('1.27', current);
    rig.docker.hubTag('1.27', behind);
    rig.docker.tag('1.26', rig.docker.index(PLATFORMS, 'older'));
    rig.docker.hubTag('gone', behind);
    page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    await rig.rest();
    page.answers.length = 0;
  });

  /** Somebody else has the repository listed anew. */
  async function walkAnew(): Promise<void> {
    const pages = rig.docker.count('page ');
    rig.popup().open(nginx);
    await rig.until('the listing is asked', () => rig.docker.count('page ') > pages);
    await rig.rest();
  }

  const told = (tag: string) =>
    page.answers
      .flatMap((answer) => (answer.type === 'tags' ? answer.tags : []))
      .filter((view) => view.tag === tag);

  it('never takes the web API’s word for what the registry said before', async () => {
    rig.clock.advance(SIX_MINUTES);
    await walkAnew();
    expect(new Set(told('1.27').map(({ digest }) => digest))).toEqual(new Set([current.digest]));
    expect(page.view('1.27')).toMatchObject({ evidence: 'registry', conflict: behind.digest });
    expect(told('1.26').filter(({ evidence }) => evidence !== 'registry')).toEqual([]);
    expect(page.view('1.26').state).toBe('ready');
    expect(told('gone').filter(({ digest }) => digest !== undefined)).toEqual([]);
    expect(page.view('gone')).toMatchObject({ state: 'failed', failure: { kind: 'not-found' } });
  });

  it('has the registry asked again for what is old, once', async () => {
    const heads = rig.docker.count('head ');
    rig.clock.advance(SIX_MINUTES);
    await walkAnew();
    expect(rig.docker.count('head ')).toBe(heads + TAGS.length);
  });

  it('keeps the registry’s word, as old, where the web API says the same and the registry is away', async () => {
    rig.docker.fail('head *', 'unavailable');
    rig.clock.advance(SIX_MINUTES);
    await walkAnew();
    expect(page.view('1.26')).toMatchObject({
      state: 'partial',
      evidence: 'registry',
      failure: { kind: 'unavailable' },
    });
    expect(page.view('1.26').staleSince).toBeDefined();
    expect(page.last?.known).toBe(3);
  });

  it('looks, before it calls a newer word of the web API a conflict', async () => {
    const next = rig.docker.index(PLATFORMS, 'next');
    rig.docker.tag('1.28', rig.docker.index(PLATFORMS, 'first'));
    rig.clock.advance(4 * 60_000);
    page.watch(nginx, [...TAGS, '1.28']);
    await rig.until('the new row is told', () => page.isSettled('1.28'));
    rig.docker.tag('1.28', next);
    rig.clock.advance(60_000);
    await walkAnew();
    expect(told('1.28').filter(({ conflict }) => conflict !== undefined)).toEqual([]);
    expect(page.view('1.28')).toMatchObject({ state: 'ready', digest: next.digest });
  });
});
