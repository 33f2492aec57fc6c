/**
 * Something changes while a page lies in the background and the worker that it had is long gone: the page finds out as soon
 * as the person comes back to it.
 */
import { it } from 'vitest';
import type { BrowserPage } from './page.ts';
import { inBrowsers } from './session.ts';
import { settledRows } from './surface.ts';

const NAME = 'someone';
const ACCESS_TOKEN = 'dckr_pat_made-up-to-come-back';
const PRIVATE = `${NAME}/private`;

const account = (options: BrowserPage, state: string) =>
  options.waitFor(
    `an account that is ${state}`,
    (wanted) => document.querySelector(`[data-account-state="${wanted}"]`) !== null,
    state,
  );

const groups = (popup: BrowserPage, isThere: boolean) =>
  popup.waitFor(
    isThere ? 'its groups' : 'no group',
    (wanted) => (document.querySelector('[data-alias-group]') !== null) === wanted,
    isThere,
  );

inBrowsers('a page that a person comes back to', (session) => {
  it('shows what an account may see that has signed in, and no more when it has signed out', async () => {
    session.standin.accounts.add(NAME, ACCESS_TOKEN);
    const { tags, manifests } = session.standin.world.repository('library/amazonlinux');
    session.standin.world.addRepository(
      {
        name: PRIVATE,
        date: '2024-05-14',
        tags: new Map([...tags].map(([tag, { digest }]) => [tag, digest])),
        manifests,
      },
      { private: true },
    );
    const popup = await session.openOwn('popup.html', { repository: PRIVATE });
    await popup.waitFor(
      'a refusal',
      () => document.querySelector('[role="alert"][data-failure="denied"]') !== null,
      undefined,
    );
    await session.browser.stopWorker();
    const options = await session.openOwn('options.html');
    await options.type('input[name="username"]', NAME);
    await options.type('input[name="token"]', ACCESS_TOKEN);
    await options.click('input[name="use-for-listing"]');
    await options.click('button[data-action="sign-in"]');
    await account(options, 'session');
    await popup.inner.bringToFront();
    await groups(popup, true);

    await session.browser.stopWorker();
    await options.inner.bringToFront();
    await options.click('button[data-action="sign-out"]');
    await account(options, 'none');
    await popup.inner.bringToFront();
    await groups(popup, false);
  });
});

inBrowsers(
  'a page that a person comes back to',
  (session) => {
    it('is confirmed after access was given back', async () => {
      const options = await session.openOwn('options.html');
      await options.evaluate(async () => {
        const { browser }: { browser?: Browser } = Object(globalThis);
        await browser?.permissions.remove({ origins: ['https://registry-1.docker.io/*'] });

        interface Browser {
          readonly permissions: { remove(given: { origins: string[] }): Promise<boolean> };
        }
      }, undefined);
      const repository = session.freshCopy('library/amazonlinux');
      const page = await session.visit(`/r/${repository.name}/tags`);
      await settledRows(page, [...repository.tags.keys()]);
      await page.waitFor(
        'rows without access',
        () => document.querySelector('digest-lens[data-failure="permission"]') !== null,
        undefined,
      );
      await session.browser.stopWorker();
      await options.inner.bringToFront();
      await options.click('button[data-action="grant-access"]');
      await options.waitFor(
        'the end of the notice',
        () => document.querySelector('[data-missing]') === null,
        undefined,
      );
      await page.inner.bringToFront();
      await page.waitFor(
        'confirmed rows',
        () =>
          [...document.querySelectorAll<HTMLElement>('digest-lens')].every(
            ({ dataset }) => dataset['state'] === 'ready' && dataset['evidence'] === 'registry',
          ),
        undefined,
      );
    });
  },
  {
    only: 'firefox',
    // It asks nobody: a person would say yes.
    firefoxPreferences: { 'extensions.webextOptionalPermissionPrompts': false },
  },
);
