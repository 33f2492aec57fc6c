/** What is asked of a worker in its first moments, before what was kept is at hand. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Board } from '../../src/background/board.ts';
import { openStore } from '../../src/background/database.ts';
import { nginx } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { digestOf } from './digests.ts';
import type { Thing } from './fake-docker.ts';
import { Rig } from './rig.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];
const TAGS = ['1.28', '1.27', '1.26'];
const TEN_MINUTES = 10 * 60_000;

describe('a worker that was just woken', () => {
  let rig: Rig;
  let things: ReadonlyMap<string, Thing>;

  /** An earlier life of the worker has kept everything, but for image IDs: pulls are short. */
  beforeEach(async () => {
    rig = new Rig();
    rig.docker.limits = { limit: 100, remaining: 20, windowSeconds: 3_600 };
    things = new Map(TAGS.map((tag) => [tag, rig.docker.index(PLATFORMS, tag)]));
    for (const [tag, thing] of things) rig.docker.tag(tag, thing);
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    await rig.rest();
    rig.restart();
  });

  function thingOf(tag: string): Thing {
    const thing = things.get(tag);
    if (!thing) throw new Error(`no such tag: ${tag}`);
    return thing;
  }

  function breakDocker(): void {
    for (const question of ['head *', 'page *', 'tag *']) rig.docker.fail(question, 'unavailable');
  }

  it('tries again without forgetting what a page was told before', async () => {
    rig.clock.advance(TEN_MINUTES);
    breakDocker();
    const page = rig.page();
    page.watch(nginx, TAGS);
    page.retry();
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    for (const tag of TAGS) {
      expect(page.view(tag)).toMatchObject({ state: 'partial', digest: thingOf(tag).digest });
      expect(page.view(tag).images).toHaveLength(PLATFORMS.length);
    }
  });

  it('keeps all of it for its successor', async () => {
    rig.clock.advance(TEN_MINUTES);
    rig.docker.fail('page *', 'unavailable');
    rig.docker.fail('tag *', 'unavailable');
    const page = rig.page();
    page.watch(nginx, TAGS);
    page.retry();
    rig.worker.retry();
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    await rig.rest();
    rig.restart();
    const next = rig.page();
    next.watch(nginx, TAGS);
    await rig.until('all rows are told', () => next.isSettled(...TAGS));
    expect(next.view('1.27').images).toHaveLength(PLATFORMS.length);
  });

  it('asks nothing that is freshly known because somebody tries again', async () => {
    const asked = rig.docker.asked.length;
    const page = rig.page();
    page.watch(nginx, TAGS);
    page.retry();
    const popup = rig.popup();
    popup.open(nginx);
    popup.ask('retry');
    await rig.until('both are told', () => popup.view !== undefined && page.isSettled(...TAGS));
    await rig.rest();
    expect(rig.docker.asked.slice(asked)).toEqual([]);
  });

  it('keeps what a popup knew, too', async () => {
    rig.clock.advance(TEN_MINUTES);
    breakDocker();
    const popup = rig.popup();
    popup.open(nginx, '1.27');
    popup.ask('retry');
    await rig.until('it is told', () => popup.view?.failure !== undefined);
    expect(popup.view?.groups.map(({ digest }) => digest)).toEqual(
      TAGS.map((tag) => thingOf(tag).digest),
    );
  });

  it('does what a click asked for, and says when that is done', async () => {
    const { digest, configs } = thingOf('1.27');
    const popup = rig.popup();
    popup.open(nginx);
    popup.visible(digest);
    popup.reveal(digest);
    await rig.until('it is done', () => popup.revealed.length > 0);
    expect(popup.revealed).toEqual([digest]);
    expect(rig.docker.count('get ')).toBe(1);
    expect(popup.group(digest)?.imageId?.digest).toBe(configs['linux/amd64']);
  });

  it('says that a click is done where there is nothing to read', async () => {
    const unheard = rig.docker.image('linux/amd64', 'not tagged').digest;
    const popup = rig.popup();
    popup.open(nginx);
    popup.reveal(unheard);
    await rig.until('it is done', () => popup.revealed.length > 0);
    expect(popup.revealed).toEqual([unheard]);
    expect(rig.docker.count('get ')).toBe(0);
  });
});

describe('a board that is still being read from the store', () => {
  it('takes each word from there that nobody has said meanwhile', async () => {
    const [then, lately] = [digestOf('then'), digestOf('lately')];
    const kept = { tag: '1.27', hub: { at: 1, listed: true, digest: then } };
    const store = openStore(new FakeClock(), { warn: () => {} });
    const board = new Board({
      repository: nginx,
      store: {
        ...store,
        readListing: async () => undefined,
        readTags: async () => [{ ...kept, registry: { at: 1, digest: then } }],
      },
      shelf: { facts: () => undefined, recall: async () => {} },
      now: () => 2,
      quiet: async () => {},
    });
    board.update('1.27', { registry: { at: 2, digest: lately } });
    await board.loaded;
    expect(board.entry('1.27')).toMatchObject({
      hub: kept.hub,
      registry: { at: 2, digest: lately },
    });
  });
});
