import { expect, it } from 'vitest';
import { RELATIONS } from '../fixtures/generated-relations.ts';
import { judgedLines, linesOf } from './declared.ts';
import { expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { findIn } from './popup.ts';
import { inBrowsers } from './session.ts';
import { annotationOf, groupOf, openSheet } from './sheet.ts';
import { settledRows } from './surface.ts';
import { violations } from './violations.ts';

/** Made up for this test. */
const TOKEN = 'dckr_pat_made-up-for-this-test';

inBrowsers('what a person meets', (session) => {
  it.each(['light', 'dark'] as const)('accessible annotations on a %s page', async (theme) => {
    session.standin.site.theme = theme;
    const repository = session.freshCopy('library/nginx');
    const tags = [...repository.tags.keys()].slice(0, 25);
    const [tag = '', deleted = ''] = tags;
    session.standin.world.removeTag(repository.name, deleted, { hubLags: true });
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tags);
    await openSheet(page, annotationOf(tag));
    await openAllParts(page, annotationOf(tag));
    expect(await violations(page, 'digest-lens')).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('accessible words on lines of a %s README', async (theme) => {
    session.standin.site.theme = theme;
    const repository = session.freshCopy(RELATIONS, 'library');
    const { world } = session.standin;
    world.moveTag(repository.name, 'latest', repository.tags.get('stable')?.digest ?? '');
    world.removeTag(repository.name, 'rebuilt');
    const page = await session.visit(`/r/${repository.name}`);
    await judgedLines(page, linesOf(repository));
    for (const verdict of ['same', 'split', 'missing']) {
      await page.click(
        `digest-lens-line[data-verdict="${verdict}"] >>> button[aria-expanded="false"]`,
      );
    }
    expect(await violations(page, 'digest-lens-line')).toEqual([]);
  });

  it('annotations that follow the page when it turns dark', async () => {
    const repository = session.freshCopy('library/nginx');
    const tags = [...repository.tags.keys()].slice(0, 25);
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tags);
    const colour = (inside: string) =>
      page.evaluate((selector) => {
        const element = document.querySelector('digest-lens')?.shadowRoot?.querySelector(selector);
        return element ? getComputedStyle(element).color : '';
      }, inside);
    const light = await colour('.digest');
    expect(light).not.toBe('');
    await page.evaluate(() => dispatchEvent(new Event('site:theme')), undefined);
    await page.waitFor(
      'another colour',
      (before: string) => {
        const element = document.querySelector('digest-lens')?.shadowRoot?.querySelector('.digest');
        return (
          element !== null && element !== undefined && getComputedStyle(element).color !== before
        );
      },
      light,
    );
    expect(await violations(page, 'digest-lens')).toEqual([]);
  });

  it.each([false, true])('an accessible popup (dark: %s)', async (dark) => {
    const repository = session.freshCopy('library/nginx');
    const page = await session.openOwn('popup.html', { repository: repository.name });
    await page.emulateDark(dark);
    await page.waitFor(
      'confirmed groups',
      () => document.querySelector('[data-alias-group][data-evidence="registry"]') !== null,
      undefined,
    );
    const { digest } = expectedTag(repository, 'alpine');
    await openSheet(page, groupOf(digest));
    await openAllParts(page, groupOf(digest));
    await page.click('button[data-action="export-markdown"]');
    await page.waitFor(
      'a list that was copied',
      () => document.querySelector('button[data-outcome="copied"]') !== null,
      undefined,
    );
    expect(await violations(page, 'html')).toEqual([]);
    // A tag, a hash with its kind, and one that nobody knows, with what can be asked.
    for (const [text, kind] of [
      ['alpine', 'tag'],
      [digest, 'index'],
      ['abcdef012345', 'unknown'],
    ] as const) {
      await findIn(page, text, kind);
      expect(await violations(page, 'html'), text).toEqual([]);
    }
    await page.emulateDark(false);
  });

  it.each([false, true])('an accessible options page (dark: %s)', async (dark) => {
    const page = await session.openOwn('options.html');
    await page.emulateDark(dark);
    await page.waitFor(
      'the options',
      () => document.querySelector('select[name="platform"]') !== null,
      undefined,
    );
    expect(await violations(page, 'html')).toEqual([]);
    await page.emulateDark(false);
  });

  it.each([false, true])('an accessible way to sign in and out (dark: %s)', async (dark) => {
    session.standin.accounts.add('alice', TOKEN);
    const page = await session.openOwn('options.html');
    await page.emulateDark(dark);
    const state = async (wanted: string) => {
      await page.waitFor(
        `an account that is ${wanted}`,
        (name: string) => document.querySelector(`[data-account-state="${name}"]`) !== null,
        wanted,
      );
      expect(await violations(page, 'html'), wanted).toEqual([]);
    };
    await state('none');
    await page.click('button[data-action="sign-in"]');
    await page.waitFor(
      'what is wrong with the fields',
      () => document.querySelectorAll('form [role="alert"]').length === 2,
      undefined,
    );
    expect(await violations(page, 'html'), 'wrong fields').toEqual([]);
    const signIn = async (token: string) => {
      await page.type('input[name="username"]', 'alice');
      await page.type('input[name="token"]', token);
      await page.press('Enter');
    };
    await signIn(`${TOKEN}-mistyped`);
    await state('refused');
    await signIn(TOKEN);
    await state('session');
    await page.click('input[name="remember"]');
    await state('remembered');
    await page.click('button[data-action="sign-out"]');
    await state('none');
    await page.emulateDark(false);
  });
});

/** Chromium's own settings alone can take a host away there. */
inBrowsers(
  'what a person meets without access',
  (session) => {
    it('an accessible notice in the popup and on the options page', async () => {
      const options = await session.openOwn('options.html');
      const isGone = await options.evaluate(() => {
        const api: { browser: { permissions: { remove(what: object): Promise<boolean> } } } =
          Object(globalThis);
        return api.browser.permissions.remove({ origins: ['https://registry-1.docker.io/*'] });
      }, undefined);
      expect(isGone).toBe(true);
      const repository = session.freshCopy('library/nginx');
      const popup = await session.openOwn('popup.html', { repository: repository.name });
      for (const page of [popup, options]) {
        for (const dark of [false, true]) {
          await page.emulateDark(dark);
          await page.waitFor(
            'the button that asks for access',
            () => document.querySelector('[data-action="grant-access"]') !== null,
            undefined,
          );
          expect(await violations(page, 'html')).toEqual([]);
        }
      }
      await options.emulateDark(false);
    });
  },
  { only: 'firefox' },
);

/** What is closed at first is looked at too. */
async function openAllParts(page: BrowserPage, host: string): Promise<void> {
  await page.evaluate((selector) => {
    const outer = document.querySelector(selector);
    for (const part of (outer?.shadowRoot ?? outer)?.querySelectorAll('details') ?? []) {
      part.open = true;
    }
  }, host);
}
