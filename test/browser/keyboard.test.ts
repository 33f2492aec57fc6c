import { expect, it } from 'vitest';
import { setAllowance } from '../commands/visit.ts';
import { RELATIONS, SHARED_SHORT_HASH } from '../fixtures/generated-relations.ts';
import { clipboardWith } from './clipboard.ts';
import { judgedLines, linesOf } from './declared.ts';
import { expectedTag } from './expected.ts';
import { isFocused, tabTo } from './keyboard.ts';
import { isShown, openSettled } from './popup.ts';
import { inBrowsers } from './session.ts';
import { annotationOf, groupOf, partThatSays, shownPart } from './sheet.ts';
import { settledRows, shownBy } from './surface.ts';

inBrowsers('by keyboard alone', (session) => {
  it('a sheet on a page is opened, copied from, asked with, and closed', async () => {
    const repository = session.freshCopy('library/amazoncorretto');
    const page = await session.visit(`/r/${repository.name}/tags`);
    const tags = [...repository.tags.keys()];
    await settledRows(page, tags);
    const [tag = ''] = tags;
    const host = annotationOf(tag);
    await page.front();
    await tabTo(page, 'button[aria-expanded="false"]');
    await page.press('Enter');
    await partThatSays(page, host, 'digests', 'docker pull');

    await tabTo(page, '[data-copies^="FROM "]');
    await page.press('Enter');
    const { digest } = expectedTag(repository, tag);
    expect(await clipboardWith(page, 'FROM ')).toBe(`FROM ${repository.name}:${tag}@${digest}`);

    await tabTo(page, '[data-sheet="accepts"] > summary');
    await page.press('Enter');
    await tabTo(page, '[data-action="ask-accepts"]');
    await page.press('Enter');
    await page.waitFor(
      'four answers',
      (selector: string) =>
        document
          .querySelector(selector)
          ?.shadowRoot?.querySelector('[data-sheet="accepts"]')
          ?.textContent.includes('not asked') === false,
      host,
    );

    await page.press('Escape');
    await page.waitFor('the focus back on the toggle', isFocused, 'button[aria-expanded="false"]');
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('a platform’s digest comes after its warning', async () => {
    const repository = session.freshCopy('library/amazoncorretto');
    const page = await session.visit(`/r/${repository.name}/tags`);
    const [tag = ''] = repository.tags.keys();
    await settledRows(page, [...repository.tags.keys()]);
    const { digest } = expectedTag(repository, tag);
    await page.front();
    await tabTo(page, 'button[aria-expanded="false"]');
    await page.press('Enter');
    await partThatSays(page, annotationOf(tag), 'digests', 'docker pull');
    await tabTo(page, 'details.guard > summary');
    await page.press('Enter');
    // The next stop is the index, and the one after it what was asked for.
    await page.press('Tab');
    expect(await page.evaluate(isFocused, `[data-copies$="${digest}"]`)).toBe(true);
    await page.press('Tab');
    expect(
      await page.evaluate(isFocused, `.guarded [data-copies]:not([data-copies$="${digest}"])`),
    ).toBe(true);
  });

  it('a declared line is opened, and its pin copied', async () => {
    const repository = session.freshCopy(RELATIONS, 'library');
    const page = await session.visit(`/r/${repository.name}`);
    const [first] = await judgedLines(page, linesOf(repository));
    const [tag = ''] = first?.tags ?? [];
    await page.front();
    await tabTo(page, '.line > button[aria-expanded="false"]');
    await page.press('Enter');
    await tabTo(page, '.about button');
    await page.press('Enter');
    const { digest } = expectedTag(repository, tag);
    expect(await clipboardWith(page, digest)).toContain(`:${tag}@${digest}`);
    await page.press('Escape');
    await page.waitFor(
      'the focus back on the word',
      isFocused,
      '.line > button[aria-expanded="false"]',
    );
  });

  it('a short hash is decided, and a group opened and read', async () => {
    await setAllowance(session.browser, 0);
    const repository = session.freshCopy(RELATIONS);
    const page = await openSettled(session, repository.name);
    await page.front();
    await tabTo(page, 'input[name="find"]');
    await page.inner.keyboard.type(SHARED_SHORT_HASH);
    await page.waitFor('an ambiguous answer', isShown, '[data-find-result][data-kind="unknown"]');
    await tabTo(page, '[data-action="choose"]');
    await page.press('Enter');
    await page.waitFor('one of the two', isShown, '[data-find-result]:not([data-kind="unknown"])');
    const found = await shownBy(page, '[data-find-result]');
    const host = groupOf(expectedTag(repository, found?.['tags'] ?? '').digest);

    await tabTo(page, '[data-alias-group] button[aria-expanded="false"]');
    await page.press('Enter');
    await partThatSays(page, host, 'digests', 'docker pull');
    await tabTo(page, '[data-sheet="digests"] [data-action="read-manifest"]');
    await page.press('Enter');
    await partThatSays(page, host, 'checked', 'all agree');
    expect((await shownPart(page, host, 'digests')).actions).toEqual([]);
    expect(session.standin.requestsOf('manifest-get')).toHaveLength(1);
  });
});
