import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import { nginx } from '../messaging/names.ts';
import type { Thing } from './fake-docker.ts';
import { type FakePage, type FakePopup, Rig } from './rig.ts';

const TAGS = ['1.0', '1.1', '1.2'];

describe('clearing what is stored', () => {
  let rig: Rig;
  let things: Thing[];

  beforeEach(() => {
    rig = new Rig();
    things = TAGS.map((tag) => {
      const thing = rig.docker.index(['linux/amd64'], tag);
      rig.docker.tag(tag, thing);
      return thing;
    });
  });

  async function clear(): Promise<void> {
    const options = rig.popup();
    options.ask('clear');
    await rig.until('it is cleared', () => options.stored.length === 1);
    expect(options.stored[0]).toEqual({ tags: 0, manifests: 0, bytes: 0 });
  }

  async function settledPage(): Promise<FakePage> {
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows end', () => page.isSettled(...TAGS));
    return page;
  }

  async function readPopup(): Promise<FakePopup> {
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('it is listed', () => popup.view?.state === 'ready');
    popup.visible(...things.map(({ digest }) => digest));
    await rig.until('all are read', () => allRead(popup));
    return popup;
  }

  const allRead = (popup: FakePopup) =>
    popup.view?.groups.length === TAGS.length &&
    popup.view.groups.every(({ imageId }) => imageId?.digest !== undefined);

  it('forgets also what open pages show: they ask again, and show it again', async () => {
    const page = await settledPage();
    await clear();
    await rig.until('all are asked again', () => rig.docker.count('head ') === 2 * TAGS.length);
    await rig.until('all rows end', () => page.isSettled(...TAGS));
    expect(page.view('1.1')).toMatchObject({ state: 'ready', evidence: 'registry' });
    expect(rig.docker.count('page 1')).toBe(2);
  });

  it('spends nothing for an open popup until it says again what is on screen', async () => {
    const popup = await readPopup();
    await clear();
    await rig.until('it is listed again', () => rig.docker.count('page 1') === 2);
    await rig.rest();
    expect(popup.view).toMatchObject({ state: 'ready', known: TAGS.length });
    expect(rig.docker.count('get ')).toBe(TAGS.length);
    popup.visible(...things.map(({ digest }) => digest));
    await rig.until('all are read again', () => rig.docker.count('get ') === 2 * TAGS.length);
  });

  it('keeps nothing of a listing that ended meanwhile: its rows are gone', async () => {
    rig.docker.hold('page 1');
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('it is asked', () => rig.docker.count('page 1') === 1);
    const cleared = clear();
    page.close();
    rig.docker.release('page 1');
    await cleared;
    await rig.rest();
    const kept = openStore(rig.clock, { warn: () => {} });
    expect(await kept.readListing(nginx)).toBeUndefined();
    expect(await kept.size()).toEqual({ tags: 0, manifests: 0, bytes: 0 });
  });
});
