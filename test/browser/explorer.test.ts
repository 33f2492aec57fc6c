import { describe, expect, it } from 'vitest';
import { generatedLarge } from '../fixtures/generated-large.ts';
import type { WorldRepository } from '../standin/world.ts';
import { drawnGroups, scrolledGroups } from './drawn-groups.ts';
import { isFocused, tabTo } from './keyboard.ts';
import { findIn, isShown } from './popup.ts';
import { inBrowsers, type Session } from './session.ts';
import { groupOf, partThatSays } from './sheet.ts';
import { wordsIn } from './surface.ts';
import { violations } from './violations.ts';

/** As many as are listed without a click, each tag an image of its own: far more groups than stand in a document whole. */
const TAGS = 900;
const FIND = 'input[name="find"]';
const LIST_ALL = 'button[data-action="list-all"]';
const PART_OF_NAME = /[?&]name=/;
const OTHER = '[data-repository="library/amazonlinux"]';

const { tags, manifests } = generatedLarge(23_907);
const FIRST = [...tags].slice(0, TAGS);

function longRepository(session: Session, name: string): WorldRepository {
  const digests = new Set(FIRST.map(([, digest]) => digest));
  return session.standin.world.addRepository({
    name: `example/${name}`,
    date: '2026-10-01',
    tags: new Map(FIRST),
    manifests: new Map([...manifests].filter(([digest]) => digests.has(digest))),
  });
}

inBrowsers('the explorer', (session) => {
  const open = async (query: Readonly<Record<string, string>> = {}) => {
    session.standin.limits.remaining = 49;
    const { name } = longRepository(session, `long-${session.name}`);
    const page = await session.openOwn('explorer.html', { repository: name, ...query });
    await page.setViewport(1280, 900);
    await page.front();
    await page.waitFor('all tags', isShown, `[data-known="${TAGS}/${TAGS}"]`);
    await page.waitFor('the first groups', isShown, '[data-alias-group]');
    return page;
  };

  describe('a list of many hundred groups', () => {
    it('has those near the screen in the document, and says which of how many each is', async () => {
      const page = await open();
      const drawn = await drawnGroups(page);
      expect(drawn.length).toBeGreaterThan(5);
      expect(drawn.length).toBeLessThan(60);
      expect(drawn.map(({ place }) => place)).toEqual(drawn.map((_, at) => at + 1));
      expect(new Set(drawn.map(({ of }) => of))).toEqual(new Set([TAGS]));
    });

    it('is scrolled to its end, every group in it once and in its place', async () => {
      const page = await open();
      const seen = await scrolledGroups(page);
      expect([...seen.keys()]).toEqual(FIRST.map((_, at) => at + 1));
      expect(new Set(seen.values()).size).toBe(TAGS);
    });

    it('is walked through by keyboard, and keeps the focus where its group is scrolled away', async () => {
      const page = await open();
      await page.click(FIND);
      await page.press('ArrowDown');
      await page.waitFor('the first group', isFocused, '[aria-posinset="1"] button');
      await page.press('ArrowDown');
      await page.waitFor('the second group', isFocused, '[aria-posinset="2"] button');
      await page.press('End');
      await page.waitFor('the last group', isFocused, `[aria-posinset="${TAGS}"] button`);
      await page.waitFor('those above it', isShown, `[aria-posinset="${TAGS - 3}"]`);
      await page.press('PageUp');
      const place = await page.waitFor('a page up', placeAbove, TAGS);
      expect(place).toBeLessThan(TAGS - 1);
      expect(place).toBeGreaterThan(TAGS - 20);
      expect(await page.evaluate(isOnScreen, `[aria-posinset="${place}"]`)).toBe(true);
      await page.evaluate(() => scrollTo(0, 0), undefined);
      await page.waitFor('the beginning', isShown, '[aria-posinset="1"]');
      expect(await page.evaluate(isFocused, `[aria-posinset="${place}"] button`)).toBe(true);
      await page.press('Home');
      await page.waitFor('the first group again', isFocused, '[aria-posinset="1"] button');
    });

    it('opens where the asked tag is, and opens its group', async () => {
      const [tag, digest] = FIRST[TAGS / 2] ?? ['', ''];
      const page = await open({ tag });
      await page.waitFor('its group on screen', isOnScreen, groupOf(digest));
      await page.click(`${groupOf(digest)} button[aria-expanded="false"]`);
      await partThatSays(page, groupOf(digest), 'digests', 'docker pull');
    });
  });

  // The last number: how many groups come before it at least.
  it.each([
    ['a long list', 23_907, 500],
    ['one that becomes too long for the document', 3_974, 0],
  ] as const)(
    'keeps what is read in its place while all tags are listed: %s',
    async (_what, size, before) => {
      const { standin } = session;
      standin.limits.remaining = 49;
      const name = `example/growing-${size}-${session.name}`;
      standin.world.addRepository({ ...generatedLarge(size), name });
      const page = await session.openOwn('explorer.html', { repository: name });
      await page.setViewport(1280, 900);
      await page.front();
      await page.waitFor('what a listing costs', isShown, LIST_ALL);
      const held = standin.faults.hold({ kind: 'hub-api', path: PART_OF_NAME });
      await page.click(LIST_ALL);
      await expect.poll(() => held.held.length, { timeout: 20_000 }).toBeGreaterThan(0);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2), undefined);
      const read = await page.waitFor('what is on screen, confirmed', topGroup, undefined);
      await page.evaluate(follow, read.digest);
      held.remove();
      await page.waitFor('hundreds of groups more', isDownAt, { ...read, more: before });
      const tops = await page.evaluate(followed, undefined);
      expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(2);
    },
  );

  it('finds by a part of a name, and by a hash', async () => {
    const page = await open();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2), undefined);
    const [tag, digest] = FIRST[17] ?? ['', ''];
    const part = await findIn(page, tag.slice(0, -1), 'tag');
    const containing = FIRST.filter(([name]) => name.includes(tag.slice(0, -1)));
    expect([...wordsIn(part['tags'])].sort()).toEqual(containing.map(([name]) => name).sort());
    await page.waitFor('only these', isCount, containing.length);
    expect(await findIn(page, digest.slice(7, 19), 'image-manifest')).toMatchObject({ tags: tag });
    await page.waitFor('only that one', isCount, 1);
    await page.press('Escape');
    await page.waitFor(
      'the beginning of all',
      isShown,
      `[aria-posinset="1"][aria-setsize="${TAGS}"]`,
    );
  });

  it('is opened from the popup, for the same repository', async () => {
    session.standin.limits.remaining = 49;
    const { name } = longRepository(session, `from-popup-${session.name}`);
    const popup = await session.openOwn('popup.html', { repository: name });
    await popup.front();
    await tabTo(popup, '[data-action="explorer"]');
    await popup.press('Enter');
    const address = await popup.waitFor('the tab of the explorer', explorerTab, undefined);
    expect(new URL(address).searchParams.get('repository')).toBe(name);
  });

  it('keeps another repository in its address, for Back and for loading it again', async () => {
    const page = await open();
    const first = await page.url();
    await page.type('input[name="repository"]', 'amazonlinux');
    await page.press('Enter');
    await page.waitFor('the other repository', isShown, OTHER);
    expect(new URL(await page.url()).searchParams.get('repository')).toBe('library/amazonlinux');
    expect(await page.evaluate(() => document.title, undefined)).toBe('amazonlinux · Digest Lens');
    await page.goto(await page.url());
    await page.waitFor('the same again', isShown, `${OTHER} [data-alias-group]`);
    await page.back();
    await page.waitFor('the first one', isShown, `[data-known="${TAGS}/${TAGS}"]`);
    expect(await page.url()).toBe(first);
  });

  it.each([320, 1280, 1920])('is accessible and fits a window of %i pixels', async (width) => {
    const page = await open();
    await page.setViewport(width, 900);
    for (const dark of [false, true]) {
      await page.emulateDark(dark);
      expect(await violations(page, 'html'), String(dark)).toEqual([]);
    }
    await page.emulateDark(false);
    const overflow = () => document.documentElement.scrollWidth - innerWidth;
    expect(await page.evaluate(overflow, undefined)).toBeLessThanOrEqual(0);
  });
});

/** Run inside the page. */
function isCount(count: number): boolean {
  return document.querySelectorAll('[data-alias-group]').length === count;
}

/** Of the group that has the focus, where that is above this one. */
function placeAbove(place: number): number | undefined {
  const group = document.activeElement?.closest('[data-alias-group]');
  const focused = group ? Number(group.ariaPosInSet) : place;
  return focused < place ? focused : undefined;
}

/** Address of the explorer that stands in a tab; the tab is closed. Not every driver sees such a tab. */
function explorerTab(): string | undefined {
  interface Extension {
    readonly extension: { getViews(which: object): readonly Window[] };
  }
  const { browser, chrome }: { browser?: Extension; chrome: Extension } = Object(globalThis);
  const views = (browser ?? chrome).extension.getViews({ type: 'tab' });
  const view = views.find(({ location }) => location.pathname === '/explorer.html');
  const address = view?.location.href;
  view?.close();
  return address;
}

/** The first group that is whole on screen, once all that are on screen are confirmed: nothing in them changes then. */
function topGroup(): { readonly digest: string; readonly place: number } | undefined {
  const groups = [...document.querySelectorAll<HTMLElement>('[data-alias-group]')];
  const seen = groups.filter((group) => {
    const { top, bottom } = group.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  if (seen.some((group) => group.dataset['evidence'] === 'hub')) return undefined;
  const top = seen.find((group) => group.getBoundingClientRect().top >= 0);
  // Those that stand in the document whole are not numbered.
  if (!top) return undefined;
  const place = Number(top.ariaPosInSet ?? 1 + groups.indexOf(top));
  return { digest: top.dataset['digest'] ?? '', place };
}

/** Writes down, before each frame is painted, where a group is; far away where it is not there. */
function follow(digest: string): void {
  const selector = `[data-alias-group][data-digest="${digest}"]`;
  const tops: number[] = [];
  const look = () => {
    const group = document.querySelector(selector);
    tops.push(group?.getBoundingClientRect().top ?? -100_000);
    document.documentElement.dataset['followed'] = JSON.stringify([
      Math.min(...tops),
      Math.max(...tops),
    ]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** The highest and the lowest. */
function followed(): number[] {
  return JSON.parse(document.documentElement.dataset['followed'] ?? '[]');
}

function isDownAt(read: {
  readonly digest: string;
  readonly place: number;
  readonly more: number;
}): boolean {
  const group = document.querySelector(`[data-alias-group][data-digest="${read.digest}"]`);
  return (
    Number(group?.ariaSetSize) > 1_000 && Number(group?.ariaPosInSet) >= read.place + read.more
  );
}

function isOnScreen(selector: string): boolean {
  const place = document.querySelector(selector)?.getBoundingClientRect();
  return place !== undefined && place.top >= 0 && place.top < innerHeight;
}
