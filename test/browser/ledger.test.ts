/** The pulls of a person, as the meter tells of them. What the popup spends and asks for stands in popup.test.ts. */
import { expect, it } from 'vitest';
import { forgetAll } from '../commands/visit.ts';
import type { BrowserPage } from './page.ts';
import { isShown, openSettled } from './popup.ts';
import { expectRight } from './rows.ts';
import { inBrowsers } from './session.ts';
import { settledRows, shownBy } from './surface.ts';

const METER = '[data-pull-meter]';
const REVEAL = 'button[data-action="reveal-image-id"]';

inBrowsers('the ledger of pulls', (session) => {
  const gets = () => session.standin.requestsOf('manifest-get');

  // First of all, while nothing is spent.
  it('keeps two popups together to ten pulls an hour, whatever becomes of the worker', async () => {
    // Eight groups and five: both on screen, more than may be read.
    const many = session.freshCopy('library/amazonlinux');
    const few = session.freshCopy('library/hello-world');
    const hold = session.standin.faults.hold({ kind: 'manifest-get' });
    const first = await openTall(many.name);
    await expect.poll(() => hold.held.length, { timeout: 20_000 }).toBe(1);
    const second = await openTall(few.name);
    await confirmedOnScreen(second);
    hold.remove();
    await spentIs(first, 10);
    await spentIs(second, 10);
    expect(gets()).toHaveLength(10);

    await session.browser.stopWorker();
    await forgetAll(session.browser);
    const third = await openTall(few.name);
    await confirmedOnScreen(third);
    await spentIs(third, 10);
    expect(gets()).toHaveLength(10);
    expect(await third.evaluate(countOf, REVEAL)).toBe(few.tags.size);
  });

  it('reads what windows the registry names, and knows who has no limit', async () => {
    const repository = session.freshCopy('library/hello-world');
    for (const windowSeconds of [21_600, 60]) {
      Object.assign(session.standin.limits, { limit: 200, remaining: 40, windowSeconds });
      const popup = await openSettled(session, session.freshCopy('library/hello-world').name);
      expect(await shownBy(popup, METER)).toMatchObject({
        limit: '200',
        remaining: '40',
        windowSeconds: String(windowSeconds),
      });
      await popup.close();
    }
    session.standin.limits.limit = undefined;
    const popup = await openSettled(session, repository.name);
    const meter = await shownBy(popup, METER);
    expect(meter).toMatchObject({ limit: 'unlimited' });
    expect(meter).not.toHaveProperty('remaining');
  });

  it('with nothing left costs nothing: digests are confirmed as ever, and a click is told so until some are there again', async () => {
    session.standin.limits.remaining = 0;
    const repository = session.freshCopy('library/redis');
    const tags = [...repository.tags.keys()].slice(0, 25);
    const page = await session.visit(`/r/${repository.name}/tags`);
    const rows = await settledRows(page, tags);
    for (const [tag, row] of rows) {
      expect(row, tag).toMatchObject({ evidence: 'registry' });
      expect(row, tag).not.toHaveProperty('failure');
    }
    const small = session.freshCopy('library/hello-world');
    expectRight(
      await settledRows(await session.visit(`/r/${small.name}/tags`), [...small.tags.keys()]),
      small,
    );
    const popup = await openSettled(session, small.name);
    expect(await shownBy(popup, METER)).toMatchObject({ remaining: '0' });
    await popup.waitFor('what that means', isShown, '[data-pulls-gone]');
    expect(gets()).toEqual([]);

    const group = `[data-alias-group][data-digest="${small.tags.get('linux')?.digest}"]`;
    await popup.click(`${group} ${REVEAL}`);
    await popup.waitFor(
      'the refusal',
      isShown,
      `${group} [role="alert"][data-failure="rate-limited"]`,
    );
    expect(gets()).toEqual([]);

    session.standin.limits.remaining = 40;
    await popup.click(`${group} ${REVEAL}`);
    await popup.waitFor('the image ID', isShown, `${group} [data-config-digest]`);
    expect(gets().length).toBeGreaterThan(0);
  });

  /** So high that all groups are on screen. */
  async function openTall(repository: string): Promise<BrowserPage> {
    const page = await session.openOwn('popup.html', { repository });
    await page.setViewport(600, 4_000);
    return page;
  }
});

async function confirmedOnScreen(page: BrowserPage): Promise<void> {
  await page.waitFor(
    'groups that the registry has confirmed',
    () => {
      const groups = [...document.querySelectorAll<HTMLElement>('[data-alias-group]')];
      return groups.length > 0 && groups.every((one) => one.dataset['evidence'] !== 'hub');
    },
    undefined,
  );
}

async function spentIs(page: BrowserPage, pulls: number): Promise<void> {
  await page.front();
  await page.waitFor(
    `${pulls} pulls in the meter`,
    ([meter, wanted]: readonly [string, string]) =>
      document.querySelector<HTMLElement>(meter)?.dataset['spent'] === wanted,
    [METER, String(pulls)] as const,
  );
}

/** Runs inside the page. */
function countOf(selector: string): number {
  return document.querySelectorAll(selector).length;
}
