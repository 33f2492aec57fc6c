/**
 * The worker ends while one of its requests is held at the door, for each kind of request that a visit makes. Whatever
 * it had learnt until then is there for the next one, which asks for the rest alone.
 */
import { expect, it } from 'vitest';
import { againstTables } from '../commands/alias-table.ts';
import { forgetAll, setAllowance, settledPopup } from '../commands/visit.ts';
import { generateRepository } from '../fixtures/generate.ts';
import { expectedGroups } from './expected.ts';
import { keptRows, keptTags } from './kept.ts';
import { confirmedGroups, isShown, openSettled } from './popup.ts';
import { expectRight, tagsOfPage } from './rows.ts';
import { inBrowsers, type Session } from './session.ts';
import { answeredAccepts, inside, openPart, openRow } from './sheet.ts';
import { popupGroups, settledRows, shownBy } from './surface.ts';

const DEMO = 'library/amazonlinux';
const METER = '[data-pull-meter]';
const REVEAL = 'button[data-action="reveal-image-id"]';
/** HEADs that a worker has under way together before any is answered: `FIRST` of background/concurrency.ts. */
const TOGETHER = 6;

type Hold = ReturnType<Session['standin']['faults']['hold']>;

inBrowsers('a worker that ends', (session) => {
  const prepare = () => {
    const repository = session.freshCopy(DEMO);
    return { repository, tags: tagsOfPage(repository), address: `/r/${repository.name}/tags` };
  };

  const heldAre = (hold: Hold, count: number) =>
    expect.poll(() => hold.held.length, { timeout: 20_000 }).toBe(count);

  /** Ends the worker there; what it had sent is answered to nobody. */
  async function endWorkerAt(hold: Hold): Promise<void> {
    await session.browser.stopWorker();
    session.standin.forget();
    hold.remove();
  }

  const asked = (kind: 'head' | 'hub-api') =>
    session.standin.requestsOf(kind).map((one) => one.path);

  it('at the token', async () => {
    const { repository, tags, address } = prepare();
    const hold = session.standin.faults.hold({ kind: 'token' });
    const page = await session.visit(address);
    await heldAre(hold, 1);
    await endWorkerAt(hold);
    expectRight(await settledRows(page, tags), repository);
  });

  it('among the HEADs: those that were answered are not sent again', async () => {
    const { repository, tags, address } = prepare();
    // A worker that has asked before asks more at a time.
    await session.browser.stopWorker();
    const hold = session.standin.faults.hold({ kind: 'head' });
    const page = await session.visit(address);
    await heldAre(hold, TOGETHER);
    const answered = hold.held.slice(0, 3);
    for (const request of answered) request.release();
    await keptTags(session, repository.name, answered.length);
    await endWorkerAt(hold);
    await page.front();
    expectRight(await settledRows(page, tags), repository);
    for (const { path } of answered) expect(asked('head')).not.toContain(path);
  });

  it('at the first page of the listing', async () => {
    const { repository, tags, address } = prepare();
    const hold = session.standin.faults.hold({ kind: 'hub-api' });
    const page = await session.visit(address);
    await heldAre(hold, 1);
    await endWorkerAt(hold);
    expectRight(await settledRows(page, tags), repository);
  });

  it('at the second page of the listing: the first is not asked for again', async () => {
    const repository = session.standin.world.addRepository(
      generateRepository({ name: `example/listed-${session.name}`, tags: 230, tagsPerGroup: 7 }),
    );
    const hold = session.standin.faults.hold({ kind: 'hub-api', path: /[?&]page=[23](?:&|$)/ });
    const page = await session.visit(`/r/${repository.name}/tags`);
    await heldAre(hold, 2);
    await keptRows(session, 'listings', [`"${repository.name}"`, '"pages":[1]'], 1);
    await endWorkerAt(hold);
    await page.front();
    expectRight(await settledRows(page, tagsOfPage(repository)), repository);
    await expect.poll(() => new Set(asked('hub-api')).size, { timeout: 20_000 }).toBe(2);
    expect(asked('hub-api').filter((path) => /[?&]page=1(?:&|$)/.test(path))).toEqual([]);
  });

  it('at single tags, which a listing of a thousand did not reach', async () => {
    const repository = session.standin.world.addRepository(
      generateRepository({ name: `example/long-${session.name}`, tags: 1_104, platforms: 1 }),
    );
    // All tags of its last group.
    const [version = ''] = [...repository.tags.keys()].at(-1)?.split('-') ?? [];
    const tags = [...repository.tags.keys()].filter((tag) => tag.includes(version));
    const hold = session.standin.faults.hold({ kind: 'hub-api', path: /\/tags\/[^?]+$/ });
    const page = await session.visit(`/r/${repository.name}/tags?name=${version}`);
    await heldAre(hold, tags.length);
    await keptRows(session, 'listings', [`"${repository.name}"`, '"listing":'], 1);
    await endWorkerAt(hold);
    await page.front();
    expectRight(await settledRows(page, tags), repository);
    // The listing was kept: what follows it is asked for alone.
    expect(asked('hub-api').filter((path) => path.includes('?'))).toEqual([]);
  });

  it('at the list of tag names', async () => {
    await setAllowance(session.browser, 100);
    const { repository } = prepare();
    // Asked for where the web API cannot say which tags there are.
    const broken = session.standin.faults.add({ kind: 'hub-api' }, { kind: 'answer', status: 500 });
    const hold = session.standin.faults.hold({ kind: 'tags-list' });
    const page = await session.openOwn('popup.html', { repository: repository.name });
    await heldAre(hold, 1);
    broken.remove();
    await endWorkerAt(hold);
    await settledPopup(page);
    expect(againstTables(await popupGroups(page), repository)).toEqual([]);
  });

  it('at a manifest that it reads by itself: it is counted, whether it came or not', async () => {
    const { repository } = prepare();
    const before = await spentSoFar();
    await setAllowance(session.browser, 100);
    const hold = session.standin.faults.hold({ kind: 'manifest-get' });
    const page = await session.openOwn('popup.html', { repository: repository.name });
    await heldAre(hold, 1);
    await session.browser.stopWorker();
    hold.remove();
    await page.waitFor('the image IDs of all groups on screen', allRevealed, REVEAL);
    expect(againstTables(await popupGroups(page), repository)).toEqual([]);
    const gets = session.standin.requestsOf('manifest-get').length;
    const spent = Number((await shownBy(page, METER))?.['spent']) - before;
    expect(spent).toBeGreaterThanOrEqual(gets);
    expect(spent).toBeLessThanOrEqual(gets + 1);
  });

  it('at a manifest that a click has paid for: no click is made twice, and none is lost from the count', async () => {
    session.standin.limits.remaining = 49;
    const repository = session.freshCopy('library/hello-world');
    const before = await spentSoFar();
    const page = await openSettled(session, repository.name);
    const digest = repository.tags.get('linux')?.digest ?? '';
    const group = `[data-alias-group][data-digest="${digest}"]`;
    const hold = session.standin.faults.hold({ kind: 'manifest-get' });
    await page.click(`${group} ${REVEAL}`);
    await heldAre(hold, 1);
    await session.browser.stopWorker();
    hold.remove();
    await page.waitFor('the button again', isShown, `${group} ${REVEAL}[aria-disabled="false"]`);
    await confirmedGroups(page);
    await expect.poll(async () => Number((await shownBy(page, METER))?.['spent'])).toBe(before + 1);
    expect(session.standin.requestsOf('manifest-get')).toHaveLength(1);

    await page.click(`${group} ${REVEAL}`);
    await page.waitFor('the image ID', isShown, `${group} [data-config-digest]`);
    const shown = await shownBy(page, `${group} [data-config-digest]`);
    const configs = expectedGroups(repository).get(digest)?.configs;
    expect(shown?.['configDigest']).toBe(configs?.get(shown?.['manifestDigest'] ?? ''));
    expect(await shownBy(page, METER)).toMatchObject({ spent: String(before + 2) });
    expect(session.standin.requestsOf('manifest-get')).toHaveLength(2);
  });

  it('while it asks what each Accept header gets', async () => {
    const { page, host } = await openRow(session, 'library/amazoncorretto', '11');
    await openPart(page, host, 'accepts');
    const hold = session.standin.faults.hold({ kind: 'head' });
    await page.click(inside(host, '[data-action="ask-accepts"]'));
    await heldAre(hold, 4);
    await endWorkerAt(hold);
    const rows = await answeredAccepts(page, host);
    expect(rows.map(({ digests }) => digests.length)).toEqual([2, 2, 2, 2]);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  /** What the meter says; nothing is kept or read by itself from here on. */
  async function spentSoFar(): Promise<number> {
    await setAllowance(session.browser, 0);
    await forgetAll(session.browser);
    const page = await openSettled(session, 'library/hello-world');
    const spent = Number((await shownBy(page, METER))?.['spent']);
    await page.close();
    session.standin.forget();
    return spent;
  }
});

inBrowsers(
  'an event page that falls asleep by itself',
  (session) => {
    it('goes on where it was, as often as that happens', async () => {
      const repository = session.freshCopy(DEMO);
      const tags = tagsOfPage(repository);
      const hold = session.standin.faults.hold({ kind: 'head' });
      const page = await session.visit(`/r/${repository.name}/tags`);
      await expect.poll(() => hold.held.length, { timeout: 20_000 }).toBe(TOGETHER);
      await asleep(session);
      hold.remove();
      expectRight(await settledRows(page, tags), repository);

      // Nobody asks anything, and it sleeps; what it knew it knows when it is woken.
      await asleep(session);
      session.standin.forget();
      await page.evaluate(() => dispatchEvent(new Event('site:rerender')), undefined);
      expectRight(await settledRows(page, tags), repository);
      expect(session.standin.requestsOf('head', 'hub-api', 'manifest-get')).toEqual([]);
    });
  },
  { only: 'firefox', firefoxPreferences: { 'extensions.background.idle.timeout': 1_000 } },
);

/** Runs inside the page. */
function allRevealed(button: string): boolean {
  const groups = [...document.querySelectorAll('[data-alias-group]')];
  const onScreen = groups.filter((group) => group.getBoundingClientRect().top < innerHeight);
  return onScreen.length > 0 && onScreen.every((group) => group.querySelector(button) === null);
}

function asleep(session: Session) {
  return expect.poll(() => session.browser.isWorkerRunning(), { timeout: 30_000 }).toBe(false);
}
