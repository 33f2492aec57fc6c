/**
 * All tags of a large repository, by one click in the popup: what it costs is what was told, and neither a pause nor a
 * closed tab nor the death of the worker loses what came.
 */
import { expect, it } from 'vitest';
import { generatedLarge, type LargeSize } from '../fixtures/generated-large.ts';
import type { WorldRepository } from '../standin/world.ts';
import { keptRows } from './kept.ts';
import type { BrowserPage } from './page.ts';
import { findIn, isShown } from './popup.ts';
import { inBrowsers, type Session } from './session.ts';
import { shownBy, wordsIn } from './surface.ts';

const LIST_ALL = 'button[data-action="list-all"]';
const PAUSE = 'button[data-action="pause-listing"]';
const PART_OF_NAME = /[?&]name=/;
/** Pages that are asked for at the same time. */
const TOGETHER = 3;

const fixtures = new Map([1_339, 3_974].map((size) => [size, generatedLarge(sizeOf(size))]));

function sizeOf(size: number): LargeSize {
  if (size === 1_339 || size === 3_974) return size;
  throw new Error(`no such size: ${size}`);
}

let made = 0;

/** One that nothing is known of. */
function large(session: Session, size: LargeSize): WorldRepository {
  const fixture = fixtures.get(size);
  if (!fixture) throw new Error(`not made: ${size}`);
  made += 1;
  return session.standin.world.addRepository({ ...fixture, name: `example/whole-${made}` });
}

inBrowsers('a listing of all tags', (session) => {
  const open = async (name: string) => {
    // Nothing is read that no click has asked for.
    session.standin.limits.remaining = 49;
    const page = await session.openOwn('popup.html', { repository: name });
    await page.front();
    await page.waitFor('what it costs', isShown, LIST_ALL);
    return page;
  };

  const filters = () =>
    session.standin
      .requestsOf('hub-api')
      .map(({ path }) => path)
      .filter((path) => PART_OF_NAME.test(path));

  const hold = () => session.standin.faults.hold({ kind: 'hub-api', path: PART_OF_NAME });

  const heldAre = (held: ReturnType<typeof hold>) =>
    expect.poll(() => held.held.length, { timeout: 20_000 }).toBe(TOGETHER);

  const done = async (page: BrowserPage, size: LargeSize) => {
    await page.waitFor('all tags', isShown, `[data-known="${size}/${size}"]`, 60_000);
    await page.waitFor('its end', isShown, '[data-listing="done"]');
    expect(await shownBy(page, '[data-progress]')).toBeUndefined();
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  };

  for (const size of [1_339, 3_974] as const) {
    it(`knows each of ${size} tags in the end, for as many requests as were told`, async () => {
      const repository = large(session, size);
      const page = await open(repository.name);
      const offer = await shownBy(page, LIST_ALL);
      expect(filters()).toEqual([]);
      await page.click(LIST_ALL);
      await done(page, size);
      expect(filters()).toHaveLength(Number(offer?.['requests']));
      expect(new Set(filters()).size).toBe(filters().length);
      const tags = [...repository.tags.keys()];
      for (const tag of [tags.at(0), tags.at(size / 2), tags.at(-1)]) {
        const digest = repository.tags.get(tag ?? '')?.digest ?? '';
        const found = await findIn(page, digest, 'index');
        expect(wordsIn(found['tags'])).toContain(tag);
      }
    });
  }

  it('stops by click, and goes on by another', async () => {
    const { name } = large(session, 1_339);
    const page = await open(name);
    const held = hold();
    await page.click(LIST_ALL);
    await heldAre(held);
    await page.waitFor('how far it is', isShown, '[data-progress][data-total="1339"]');
    await page.click(PAUSE);
    await page.waitFor('its rest', isShown, '[data-listing="paused"]');
    held.remove();
    await page.click(LIST_ALL);
    await done(page, 1_339);
    expect(new Set(filters()).size).toBe(filters().length);
  });

  it('goes on by itself where the worker was stopped in the middle', async () => {
    const { name } = large(session, 3_974);
    const page = await open(name);
    await page.click(LIST_ALL);
    await page.waitFor(
      'some more tags',
      () => Number(document.querySelector<HTMLElement>('[data-progress]')?.dataset['done']) > 1_500,
      undefined,
    );
    const held = hold();
    await heldAre(held);
    const before = filters();
    const parts = before.map((path) => new URL(path, 'https://host').searchParams.get('name'));
    const named = parts.map((part) => `"name":${JSON.stringify(part)}`);
    await keptRows(session, 'listings', [`"${name}"`, ...named], 1);
    await session.browser.stopWorker();
    held.remove();
    await done(page, 3_974);
    const again = filters().slice(before.length);
    const underway = new Set(before.slice(-2 * TOGETHER));
    expect(again.filter((path) => before.includes(path) && !underway.has(path))).toEqual([]);
  });

  it('stops with the tab that has started it, and offers the rest to the next', async () => {
    const { name } = large(session, 3_974);
    const first = await open(name);
    const held = hold();
    await first.click(LIST_ALL);
    await heldAre(held);
    await first.close();
    const page = await session.openOwn('popup.html', { repository: name });
    await page.waitFor('the rest', isShown, '[data-listing="paused"]');
    held.remove();
    // What was under way still comes in; nothing else is asked until somebody wants it.
    await expect.poll(() => filters().length, { timeout: 20_000 }).toBe(TOGETHER);
    const later = hold();
    await page.click(LIST_ALL);
    await heldAre(later);
    expect(filters()).toHaveLength(TOGETHER);
    later.remove();
    await done(page, 3_974);
  });

  it('is half done where its tab was closed while it waited for Docker Hub’s limit', async () => {
    const { hubLimit } = session.standin;
    const usual = hubLimit.limit;
    const { name } = large(session, 3_974);
    const first = await open(name);
    const held = hold();
    await first.click(LIST_ALL);
    await heldAre(held);
    // Less than half is left by now: nothing further goes out before the minute is over.
    hubLimit.limit = hubLimit.used + 2 * TOGETHER;
    held.remove();
    await first.waitFor(
      'the pages that were under way',
      () => Number(document.querySelector<HTMLElement>('[data-progress]')?.dataset['done']) > 1_100,
      undefined,
    );
    await first.close();
    const page = await session.openOwn('popup.html', { repository: name });
    await page.waitFor('the rest', isShown, '[data-listing="paused"]');
    hubLimit.limit = usual;
  });
});
