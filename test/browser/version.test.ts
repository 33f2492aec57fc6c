import { expect, it } from 'vitest';
import { RELATIONS } from '../fixtures/generated-relations.ts';
import { expectedTag } from './expected.ts';
import { openSettled } from './popup.ts';
import { inBrowsers } from './session.ts';
import { settledRows, wordsOf } from './surface.ts';

inBrowsers('the version of a floating tag', (session) => {
  it.each([
    // Real tables: amazonlinux as it was on 2018-01-29, nginx on 2024-05-14.
    ['library/amazonlinux', 'latest', '2017.09.0.20170930'],
    ['library/amazonlinux', '2', '2017.12.0.20171212.2'],
    ['library/nginx', 'stable-alpine', '1.26.0-alpine'],
    // Generated: the same digest; the same images under another index.
    [RELATIONS, 'latest', '3.1.4'],
    [RELATIONS, 'rebuilt', '3.1.4'],
  ])('%s:%s is %s, without a pull', async (name, tag, version) => {
    const repository = session.freshCopy(name);
    const page = await session.visit(`/r/${repository.name}/tags?name=${tag}`);
    const tags = [...repository.tags.keys()].filter((other) => other.includes(tag)).slice(0, 25);
    await page.waitFor('the version in words', saysIn, { tag, text: version });
    await settledRows(page, tags);
    expect(await wordsOf(page, tag)).toContain(version);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('is not said of a tag that is a version itself, nor of one that shares one platform alone', async () => {
    const repository = session.freshCopy(RELATIONS);
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, [...repository.tags.keys()]);
    await page.waitFor('the version of latest', saysIn, { tag: 'latest', text: '3.1.4' });
    for (const tag of ['amd64-only', '3.1.3']) {
      expect(await wordsOf(page, tag), tag).not.toContain('3.1.4');
    }
  });

  it('moves with the tag, whatever the Hub API says still', async () => {
    const repository = session.freshCopy(RELATIONS);
    const { digest } = expectedTag(repository, '3.1.3');
    session.standin.world.moveTag(repository.name, 'latest', digest, { hubLags: true });
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, [...repository.tags.keys()]);
    await page.waitFor('the older version', saysIn, { tag: 'latest', text: '3.1.3' });
    expect(await wordsOf(page, 'latest')).not.toContain('3.1.4');
  });

  it('stands on the groups of the popup', async () => {
    const repository = session.freshCopy(RELATIONS);
    session.standin.limits.remaining = 49;
    const page = await openSettled(session, repository.name);
    const { digest } = expectedTag(repository, 'rebuilt');
    await page.waitFor(
      'the version of the group',
      ({ group, version }: { group: string; version: string }) =>
        document
          .querySelector(`[data-alias-group][data-digest="${group}"]`)
          ?.textContent.includes(version),
      { group: digest, version: '3.1.4' },
    );
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });
});

/** Runs inside the page. */
function saysIn({ tag, text }: { tag: string; text: string }): boolean {
  const root = document.querySelector(`digest-lens[data-tag="${tag}"]`)?.shadowRoot;
  return [...(root?.children ?? [])].some(
    (child) => child.localName !== 'style' && child.textContent.includes(text),
  );
}
