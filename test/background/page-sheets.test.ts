import { beforeEach, describe, expect, it } from 'vitest';
import { FRESH_MS } from '../../src/background/knowledge.ts';
import { nginx } from '../messaging/names.ts';
import type { Thing } from './fake-docker.ts';
import { type FakePage, Rig } from './rig.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];

describe('the opened annotations of a page', () => {
  let rig: Rig;
  let current: Thing;
  let page: FakePage;

  beforeEach(() => {
    rig = new Rig();
    current = rig.docker.index(PLATFORMS, 'build 2');
    rig.docker.tag('1.27.5', current);
    rig.docker.tag('latest', current);
    page = rig.page();
  });

  const asked = () => page.detail('latest')?.accepts.flatMap(({ asked }) => asked?.kind ?? []);

  async function opened(): Promise<void> {
    page.watch(nginx, ['latest']);
    page.opened(nginx, 'latest');
    await rig.until('its sheet', () => page.sheets('latest').at(-1)?.asking === false);
  }

  it('are told what is known of their tags, and again only when that changes', async () => {
    await opened();
    await rig.until('the count is told', () => page.detail('latest')?.total !== undefined);
    expect(page.detail('latest')).toMatchObject({
      view: {
        tag: 'latest',
        state: 'ready',
        digest: current.digest,
        version: { tag: '1.27.5', by: 'digest', evidence: 'hub' },
      },
      known: 2,
      total: 2,
      checks: [],
      reading: [],
      unread: [],
    });
    expect(page.sheets('latest').at(-1)).toMatchObject({ repository: nginx, style: 'p{}' });
    const before = page.sheets('latest').length;
    page.opened(nginx, 'latest');
    await rig.rest();
    expect(page.sheets('latest')).toHaveLength(before);
    page.opened(nginx);
    await rig.rest();
    page.opened(nginx, 'latest');
    await rig.until('it is told anew', () => page.sheets('latest').length === before + 1);
  });

  it('are told anew when they are closed and opened within a frame', async () => {
    await opened();
    const before = page.sheets('latest').length;
    page.opened(nginx);
    page.opened(nginx, 'latest');
    await rig.until('it is told anew', () => page.sheets('latest').length === before + 1);
  });

  it('say what each header gets once that was asked for, by four HEADs and no pull', async () => {
    await opened();
    expect(asked()).toEqual([]);
    const before = rig.docker.asked.length;
    page.accepts(nginx, 'latest');
    page.accepts(nginx, 'latest');
    await rig.until('all four came', () => asked()?.length === 4);
    await rig.until('it ends', () => page.sheets('latest').at(-1)?.asking === false);
    expect(
      page.detail('latest')?.accepts.map(({ accept, asked }) => [accept, asked?.kind]),
    ).toEqual([
      ['none', 'refused'],
      ['schema-2', 'refused'],
      ['list', 'refused'],
      ['all', 'index'],
    ]);
    expect(rig.docker.asked.slice(before).sort()).toEqual([
      'head latest',
      'head(list) latest',
      'head(none) latest',
      'head(schema-2) latest',
    ]);
    expect(page.sheets('latest').some(({ asking }) => asking)).toBe(true);
    expect(rig.docker.count('get ')).toBe(0);
  });

  it('say why a header could not be asked for, and a 429 is one', async () => {
    await opened();
    rig.docker.fail('head(list) latest', 'rate-limited');
    page.accepts(nginx, 'latest');
    await rig.until('it ends', () => asked()?.length === 3);
    expect(page.detail('latest')?.accepts[2]).toMatchObject({
      accept: 'list',
      failure: { kind: 'rate-limited' },
    });
  });

  it('call it missing, not refused, where the tag itself is gone', async () => {
    await opened();
    rig.docker.registryTag('latest', undefined);
    page.accepts(nginx, 'latest');
    await rig.until('all failed', () => {
      return page.detail('latest')?.accepts.every(({ failure }) => failure?.kind === 'not-found');
    });
    expect(asked()).toEqual([]);
  });

  it('call nothing refused before it is known that the tag is there', async () => {
    await opened();
    rig.docker.hold('head latest');
    page.accepts(nginx, 'latest');
    await rig.until('they are asked', () => rig.docker.count('head(') === 3);
    await rig.rest();
    expect(asked()).toEqual([]);
    expect(page.detail('latest')?.isAskingAccepts).toBe(true);
    rig.docker.release('head latest');
    await rig.until('all four came', () => asked()?.length === 4);
  });

  it('call nothing refused where it could not be known that the tag is there', async () => {
    await opened();
    rig.docker.fail('head latest', 'rate-limited');
    page.accepts(nginx, 'latest');
    await rig.until('all failed', () => {
      return page.detail('latest')?.accepts.every(({ failure }) => failure !== undefined);
    });
    expect(page.detail('latest')?.accepts.map(({ failure }) => failure?.kind)).toEqual(
      Array(4).fill('rate-limited'),
    );
    expect(asked()).toEqual([]);
  });

  it('learn from the answer to all four that the tag has moved', async () => {
    await opened();
    const moved = rig.docker.index(PLATFORMS, 'build 3');
    rig.docker.registryTag('latest', moved);
    page.accepts(nginx, 'latest');
    await rig.until('it moved', () => page.detail('latest')?.view.digest === moved.digest);
  });

  it('do not call old answers the present state', async () => {
    await opened();
    page.accepts(nginx, 'latest');
    await rig.until('all four came', () => asked()?.length === 4);
    rig.clock.advance(FRESH_MS);
    page.opened(nginx, 'latest', '1.27.5');
    await rig.until('they are dropped', () => asked()?.length === 0);
  });

  it('are told by a successor of a worker that was stopped', async () => {
    await opened();
    await rig.rest();
    rig.restart();
    const before = rig.docker.asked.length;
    page = rig.page();
    await opened();
    expect(page.detail('latest')?.view.state).toBe('ready');
    expect(rig.docker.asked).toHaveLength(before);
  });
});
