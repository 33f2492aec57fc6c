import { expect, it } from 'vitest';
import { expectedGroups, expectedTag } from './expected.ts';
import { inBrowsers } from './session.ts';
import { inside, openGroup, openPart, partThatSays, shownPart } from './sheet.ts';

/** The case of the blog post of 2021: a Docker list with two platforms. */
const CORRETTO = 'library/amazoncorretto';

inBrowsers('the sheet of a tag, in the popup', (session) => {
  it('reads the image ID of any platform for one pull, and what it read is checked here', async () => {
    const { page, host, repository } = await openGroup(session, CORRETTO, '11');
    const group = expectedGroups(repository).get(expectedTag(repository, '11').digest);
    const before = await shownPart(page, host, 'digests');
    expect(before.actions.filter((action) => action === 'read-manifest 1')).toHaveLength(2);
    const amd64 =
      group?.platforms
        ?.find((pair) => pair.startsWith('linux/amd64='))
        ?.slice('linux/amd64='.length) ?? '';
    await page.click(
      inside(host, `[data-sheet="digests"] [data-action="read-manifest"][data-digest="${amd64}"]`),
    );
    const config = group?.configs.get(amd64) ?? '';
    await page.waitFor(
      'the image ID',
      ({ host, config }: { host: string; config: string }) =>
        document.querySelector(`${host} [data-sheet="digests"] code[title="${config}"]`) !== null,
      { host, config },
    );
    expect(session.standin.requestsOf('manifest-get')).toHaveLength(1);
    const checked = await partThatSays(page, host, 'checked', 'all agree');
    // Its hash made here, the registry's header, and the Hub API's word.
    expect(checked.rows.map(({ digests }) => digests)).toEqual([[amd64, amd64, amd64]]);
  });

  it('reads the tag’s own manifest for one pull, and sets four words side by side', async () => {
    const { page, host, repository } = await openGroup(session, CORRETTO, '11');
    const { digest } = expectedTag(repository, '11');
    await openPart(page, host, 'checked');
    await page.click(inside(host, '[data-sheet="checked"] [data-action="read-manifest"]'));
    const { rows } = await partThatSays(page, host, 'checked', 'all agree');
    expect(rows.map(({ digests }) => digests)).toEqual([[digest, digest, digest, digest]]);
    expect(session.standin.requestsOf('manifest-get')).toHaveLength(1);
  });

  it.each([
    ['the bytes', { kind: 'corrupt' }, 'the bytes disagree'],
    [
      'the header',
      { kind: 'header', name: 'docker-content-digest', value: `sha256:${'1'.repeat(64)}` },
      'the header disagrees',
    ],
  ] as const)('names %s where they disagree', async (_who, effect, words) => {
    const { page, host } = await openGroup(session, CORRETTO, '11');
    session.standin.faults.add({ kind: 'manifest-get' }, effect);
    await openPart(page, host, 'checked');
    await page.click(inside(host, '[data-sheet="checked"] [data-action="read-manifest"]'));
    expect((await partThatSays(page, host, 'checked', words)).words).not.toContain('all agree');
    expect(session.standin.requestsOf('manifest-get')).toHaveLength(1);
  });

  it('has a command for every digest that it shows', async () => {
    const { page, host, repository } = await openGroup(session, CORRETTO, '11');
    const { copies } = await shownPart(page, host, 'commands');
    for (const tool of ['curl ', 'crane ', 'skopeo ', 'docker buildx imagetools ']) {
      expect(
        copies.filter((copy) => copy.includes(tool)),
        tool,
      ).not.toEqual([]);
    }
    for (const copy of copies) expect(copy).toContain(repository.name);
  });

  it('has the right words for schema 1, and no image ID to read', async () => {
    const { page, host } = await openGroup(session, 'generated/cases', 'schema1');
    const { words, actions } = await shownPart(page, host, 'digests');
    expect(words).toContain('schema 1 has no config digest');
    expect(actions).toEqual([]);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it.each([
    ['a Helm chart', 'generated/cases', 'helm'],
    ['a model', 'ai/generated-model', 'latest'],
  ])(
    'says of %s that no container runs it, once its manifest was read',
    async (_what, name, tag) => {
      const { page, host } = await openGroup(session, name, tag);
      // Until then it is a manifest like an image's: neither HEAD nor the Hub API says more.
      expect((await shownPart(page, host, 'pin')).words).not.toMatch(/container/i);
      await page.click(inside(host, '[data-sheet="digests"] [data-action="read-manifest"]'));
      await partThatSays(page, host, 'pin', 'Not a container image');
      expect((await shownPart(page, host, 'digests')).actions).toEqual([]);
      expect(session.standin.requestsOf('manifest-get')).toHaveLength(1);
    },
  );
});
