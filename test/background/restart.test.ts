import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import type { StoredListing } from '../../src/background/store.ts';
import { nginx } from '../messaging/names.ts';
import { Rig } from './rig.ts';

const TAGS = ['1.27', '1.26', '1.25', 'latest'];
const PLATFORMS = ['linux/amd64', 'linux/arm64'];

function rigWithTags(): Rig {
  const rig = new Rig();
  for (const tag of TAGS) rig.docker.tag(tag, rig.docker.index(PLATFORMS, tag));
  return rig;
}

/** The worker dies while this question is unanswered: the browser cuts the request off, and nobody hears the answer. */
describe.each(['head', 'head 1.25', 'page 1', 'get', undefined])(
  'a worker that is stopped while %s is on its way',
  (held) => {
    it('loses nothing but that, and its successor asks it again', async () => {
      const rig = rigWithTags();
      if (held) rig.docker.hold(held);
      const popup = rig.popup();
      const page = rig.page();
      page.watch(nginx, TAGS);
      popup.open(nginx);
      await rig.rest();
      popup.visible(...(popup.view?.groups ?? []).map(({ digest }) => digest));
      await rig.rest();
      const answered = new Set(held ? rig.docker.asked.filter((one) => !one.startsWith(held)) : []);
      const before = rig.docker.asked.length;
      if (held) rig.docker.hold(held);

      rig.restart();
      if (held) rig.docker.release(held);
      const successor = rig.page();
      successor.watch(nginx, TAGS);
      await rig.until('all rows are told', () => successor.isSettled(...TAGS));
      const next = rig.popup();
      next.open(nginx);
      await rig.until('the listing is there', () => next.view?.state === 'ready');
      next.visible(...(next.view?.groups ?? []).map(({ digest }) => digest));
      await rig.until('image IDs are read', () => {
        return next.view?.groups.every(({ imageId }) => imageId?.pulls === 0) === true;
      });

      expect(TAGS.map((tag) => successor.view(tag).state)).toEqual(TAGS.map(() => 'ready'));
      // What had been answered before is not asked again; the rest is, once.
      const again = rig.docker.asked.slice(before);
      expect(again.filter((question) => answered.has(question))).toEqual([]);
      expect(new Set(again).size).toBe(again.length);
      if (held === undefined) expect(again).toEqual([]);
      expect(next.view?.meter.spent).toBe(rig.docker.count('get '));
      expect(next.view?.meter.spent).toBeLessThanOrEqual(10);
    });
  },
);

describe('a walk through ten pages', () => {
  /** Four pages came, and three are on their way. */
  async function cutOff(rig: Rig): Promise<void> {
    for (let n = 0; n < 900; n += 1) {
      rig.docker.tag(`0.${n}`, rig.docker.image('linux/amd64', `filler ${n % 50}`));
    }
    rig.docker.hold('page');
    rig.page().watch(nginx, TAGS);
    await rig.until('the first page is asked', () => rig.docker.count('page ') === 1);
    rig.docker.release('page', 1);
    await rig.until('three more are asked', () => rig.docker.count('page ') === 4);
    rig.docker.release('page', 3);
    await rig.until('three more are asked', () => rig.docker.count('page ') === 7);
    await untilKept(rig, (kept) => kept?.walk?.pages.length === 4);
    rig.restart();
    rig.docker.release('page');
    rig.docker.asked.length = 0;
  }

  /** Lets work go on until the store says so. */
  async function untilKept(
    rig: Rig,
    isSo: (kept: StoredListing | undefined) => boolean,
  ): Promise<void> {
    const beside = openStore(rig.clock, { warn: () => {} });
    for (let turn = 0; turn < 100; turn += 1) {
      if (isSo(await beside.readListing(nginx))) return;
      await rig.rest();
    }
    throw new Error('never kept');
  }

  const pagesAsked = (rig: Rig) => rig.docker.asked.filter((one) => one.startsWith('page '));

  it('goes on where the worker was stopped', async () => {
    const rig = rigWithTags();
    await cutOff(rig);
    rig.docker.hold('page');
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('it tells how far it is', () => popup.view?.progress !== undefined);
    expect(popup.view?.progress).toEqual({ done: 400, total: 904 });
    rig.docker.release('page');
    await rig.until('the listing ends', () => popup.view?.state === 'ready');
    expect(popup.view).toMatchObject({ known: 904, total: 904 });
    expect(pagesAsked(rig)).toEqual([5, 6, 7, 8, 9, 10].map((page) => `page ${page}`));
    await untilKept(rig, (kept) => kept?.listing?.complete === true && !kept.walk);
    rig.restart();
    rig.docker.asked.length = 0;
    const next = rig.popup();
    next.open(nginx);
    await rig.until('the listing is there', () => next.view?.state === 'ready');
    expect(next.view?.known).toBe(904);
    expect(pagesAsked(rig)).toEqual([]);
  });

  it('starts anew where it began too long ago', async () => {
    const rig = rigWithTags();
    await cutOff(rig);
    rig.clock.advance(300_000);
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('the listing ends', () => popup.view?.state === 'ready');
    expect(pagesAsked(rig)).toHaveLength(10);
    expect(pagesAsked(rig)[0]).toBe('page 1');
  });

  it('asks by name for what moved to a page that it has behind it', async () => {
    const rig = rigWithTags();
    await cutOff(rig);
    // The first tag of page 5 is now the last of page 4.
    rig.docker.removeHubTag('1.26');
    const page = rig.page();
    page.watch(nginx, ['0.396', '0.397']);
    await rig.until('both rows are told', () => page.isSettled('0.396', '0.397'));
    expect(page.view('0.396').state).toBe('ready');
    expect(rig.docker.asked.filter((one) => one.startsWith('tag '))).toEqual(['tag 0.396']);
  });

  it('asks once, by name, for what its later pages had without images', async () => {
    const rig = rigWithTags();
    await cutOff(rig);
    rig.docker.hubTag('0.500', rig.docker.image('linux/amd64', 'filler 0'), { images: [] });
    rig.clock.advance(31_000);
    const page = rig.page();
    for (let visit = 0; visit < 4; visit += 1) {
      page.watch(nginx, ['0.500']);
      await rig.until('the row is told', () => page.isSettled('0.500'));
      await rig.rest();
      rig.clock.advance(31_000);
    }
    expect(pagesAsked(rig)).toHaveLength(6);
    expect(rig.docker.asked.filter((one) => one.startsWith('tag '))).toEqual(['tag 0.500']);
  });
});

describe('an allowance', () => {
  it('is not given twice because the worker died', async () => {
    const rig = new Rig();
    for (let n = 0; n < 24; n += 1)
      rig.docker.tag(`1.${n}`, rig.docker.image('linux/amd64', `${n}`));
    for (let life = 0; life < 4; life += 1) {
      const popup = rig.popup();
      popup.open(nginx);
      await rig.until('the listing is there', () => popup.view?.state === 'ready');
      popup.visible(...(popup.view?.groups ?? []).map(({ digest }) => digest));
      const stopAt = Math.min(10, (life + 1) * 3);
      await rig.until('some are read', () => rig.docker.count('get ') >= stopAt);
      rig.restart();
    }
    const popup = rig.popup();
    popup.open(nginx);
    await rig.until('the listing is there', () => popup.view?.state === 'ready');
    popup.visible(...(popup.view?.groups ?? []).map(({ digest }) => digest));
    await rig.rest();
    expect(rig.docker.count('get ')).toBeLessThanOrEqual(10);
  });
});

describe('a worker without a database', () => {
  it('does its work in memory', async () => {
    const rig = rigWithTags();
    Object.assign(globalThis, { indexedDB: undefined });
    rig.restart();
    const page = rig.page();
    page.watch(nginx, TAGS);
    await rig.until('all rows are told', () => page.isSettled(...TAGS));
    expect(page.view('1.27').state).toBe('ready');
    page.close();
    rig.docker.asked.length = 0;
    const again = rig.page();
    again.watch(nginx, TAGS);
    await rig.until('all rows are told', () => again.isSettled(...TAGS));
    expect(rig.docker.asked).toEqual([]);
    expect(new Set(rig.warnings)).toEqual(
      new Set(['store cannot be opened', 'account cannot be read']),
    );
  });
});
