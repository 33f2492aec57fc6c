import { describe, expect, it } from 'vitest';
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
    expect(rig.warnings).toEqual(['store cannot be opened']);
  });
});
