/**
 * A person takes hosts away from the extension and gives them back, in Firefox, where hosts are always optional. Chromium
 * lets no script take a required one away.
 */
import { expect, it } from 'vitest';
import { HOSTS } from '../standin/exchange.ts';
import { expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { isShown, openSettled } from './popup.ts';
import { expectRight } from './rows.ts';
import { inBrowsers } from './session.ts';
import { annotations, settledRows } from './surface.ts';

const SMALL = 'library/hello-world';
const NOTICE = '[data-access]';
const GRANT = 'button[data-action="grant-access"]';
const [HUB = '', AUTH = '', REGISTRY = ''] = HOSTS;

inBrowsers(
  'a host that was taken away',
  (session) => {
    const prepare = () => {
      // So that popups read nothing by themselves: rows then rest on the registry's word.
      session.standin.limits.remaining = 49;
      const repository = session.freshCopy(SMALL);
      const tags = [...repository.tags.keys()];
      return { repository, tags, address: `/r/${repository.name}/tags` };
    };

    it.each([REGISTRY, AUTH])(
      '%s: rows say so, what is known stays, and one button brings all back',
      async (host) => {
        const known = prepare();
        const page = await session.visit(known.address);
        expectRight(await settledRows(page, known.tags), known.repository);
        const options = await session.openOwn('options.html');
        expect(await badge(options)).toBe('');
        await take(options, host);
        await badgeIs(options, '!');

        const next = prepare();
        session.standin.forget();
        await page.front();
        await goWithin(page, next.address);
        for (const [tag, row] of await settledRows(page, next.tags)) {
          const { digest } = expectedTag(next.repository, tag);
          const wanted = { state: 'partial', failure: 'permission', evidence: 'hub', digest };
          expect(row, tag).toMatchObject(wanted);
        }
        await goWithin(page, known.address);
        expectRight(await settledRows(page, known.tags), known.repository);
        await goWithin(page, next.address);
        expect(session.standin.requests.filter((one) => one.host === host)).toEqual([]);

        await grantInPopup(next.repository.name, host);
        await badgeIs(options, '');
        await page.front();
        await allReady(page, next.tags.length);
        expectRight(await settledRows(page, next.tags), next.repository);
      },
    );

    it(`${HUB}: what is known stays, the popup names tags without it, and one button brings all back`, async () => {
      const known = prepare();
      const page = await session.visit(known.address);
      expectRight(await settledRows(page, known.tags), known.repository);
      const options = await session.openOwn('options.html');
      await take(options, HUB);
      await badgeIs(options, '!');
      await page.front();
      await page.evaluate(() => dispatchEvent(new Event('site:rerender')), undefined);
      expectRight(await settledRows(page, known.tags), known.repository);

      const next = prepare();
      session.standin.forget();
      await goWithin(page, next.address);
      for (const [tag, row] of await settledRows(page, next.tags)) {
        expect(row, tag).toMatchObject({ state: 'failed', failure: 'permission' });
      }
      expect(session.standin.requests.filter(({ kind }) => kind !== 'page')).toEqual([]);
      const popup = await openSettled(session, next.repository.name);
      expect(session.standin.requestsOf('hub-api')).toEqual([]);
      await popup.close();
      await grantInPopup(next.repository.name, HUB);
      await badgeIs(options, '');
      await page.front();
      await allReady(page, next.tags.length);
      expectRight(await settledRows(page, next.tags), next.repository);
      const again = await session.visit(next.address);
      expectRight(await settledRows(again, next.tags), next.repository);
    });

    it('with all others: nothing is sent, and the page of the extension says it too', async () => {
      const { repository } = prepare();
      const options = await session.openOwn('options.html');
      for (const host of HOSTS) await take(options, host);
      await options.waitFor('the notice', isShown, `${NOTICE}[data-missing="${HOSTS.join(' ')}"]`);
      session.standin.forget();
      const popup = await session.openOwn('popup.html', { repository: repository.name });
      await popup.waitFor('the failure', isShown, '[role="alert"][data-failure="permission"]');
      expect(session.standin.requests).toEqual([]);

      // Who loads a page of the site now sees nothing of us, and nothing of ours breaks there.
      const bare = await session.visit(`/r/${repository.name}/tags`);
      await bare.waitFor('the rows of the site', isShown, '[data-testid="repotagsTagList"]');
      expect(await annotations(bare)).toEqual([]);

      await options.front();
      await options.click(GRANT);
      await badgeIs(options, '');
      const again = await session.visit(`/r/${repository.name}/tags`);
      expectRight(await settledRows(again, [...repository.tags.keys()]), repository);
      await openSettled(session, repository.name);
    });

    async function grantInPopup(repository: string, host: string): Promise<void> {
      const popup = await session.openOwn('popup.html', { repository });
      await popup.waitFor('the notice', isShown, `${NOTICE}[data-missing="${host}"]`);
      await popup.click(GRANT);
      await popup.waitFor(
        'the end of the notice',
        (notice: string) => document.querySelector(notice) === null,
        NOTICE,
      );
    }
  },
  { only: 'firefox', firefoxPreferences: { 'extensions.webextOptionalPermissionPrompts': false } },
);

inBrowsers(
  'the hosts',
  (session) => {
    it('are not to be given away by a script, the extension’s own included', async () => {
      const page = await session.openOwn('options.html');
      const refused = await page.evaluate(
        async (origins) => {
          const { permissions } = Reflect.get(globalThis, 'chrome');
          const words = await permissions.remove({ origins }).then(String, String);
          return { words, left: await permissions.contains({ origins }) };
        },
        HOSTS.map((host) => `https://${host}/*`),
      );
      expect(refused).toMatchObject({ left: true, words: expect.stringContaining('required') });
      expect(await badge(page)).toBe('');
    });
  },
  { only: 'chromium' },
);

function allReady(page: BrowserPage, count: number): Promise<boolean> {
  return page.waitFor(
    'rows that nobody had to ask for again',
    (wanted: number) =>
      document.querySelectorAll('digest-lens[data-state="ready"][data-evidence="registry"]')
        .length === wanted,
    count,
  );
}

async function take(page: BrowserPage, host: string): Promise<void> {
  const isTaken = await page.evaluate(async (origin) => {
    const { permissions } = Reflect.get(globalThis, 'browser');
    return permissions.remove({ origins: [origin] });
  }, `https://${host}/*`);
  expect(isTaken).toBe(true);
}

/** What stands on the toolbar button. */
function badge(page: BrowserPage): Promise<string> {
  return page.evaluate(() => {
    const { action } = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    return action.getBadgeText({});
  }, undefined);
}

async function badgeIs(page: BrowserPage, wanted: string): Promise<void> {
  await expect.poll(() => badge(page), { timeout: 20_000 }).toBe(wanted);
}

/** As the site's own links go: without loading the page anew. */
async function goWithin(page: BrowserPage, address: string): Promise<void> {
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}
