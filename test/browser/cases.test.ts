import { expect, it } from 'vitest';
import { generateRepository } from '../fixtures/generate.ts';
import { expectedTag } from './expected.ts';
import { expectRight, tagsOfPage } from './rows.ts';
import { inBrowsers } from './session.ts';
import { settledRows, wordsIn } from './surface.ts';

/** Tag of `generated/cases` → state, platforms without their digests, tags with the same images. */
const CASES: Readonly<Record<string, readonly [string, string, string]>> = {
  'attestation-first': ['ready', 'linux/amd64 linux/arm64', 'inner no-platform rewrapped'],
  rewrapped: ['ready', 'linux/amd64 linux/arm64', 'attestation-first inner no-platform'],
  'some-platforms': ['ready', 'linux/amd64 linux/arm/v7', ''],
  'same-image-id': ['ready', 'linux/amd64', ''],
  single: ['ready', 'linux/amd64', 'inline-data sha512'],
  nested: ['partial', '', ''],
  'no-platform': ['ready', 'unknown unknown', 'attestation-first inner rewrapped'],
  'os-version': ['ready', 'windows/amd64@10.0.20348.1 windows/amd64@10.0.26100.1', ''],
  variants: ['ready', 'linux/amd64 linux/amd64/v3 linux/arm linux/arm64', ''],
  sha512: ['ready', 'linux/amd64', 'inline-data single'],
  'unknown-type': ['partial', '', ''],
  helm: ['partial', '', ''],
  schema1: ['partial', '', ''],
};

inBrowsers('tags of every kind', (session) => {
  it('end as the stable surface says, without a pull', async () => {
    const repository = session.freshCopy('generated/cases');
    const page = await session.visit(`/r/${repository.name}/tags`);
    const rows = await settledRows(page, [...repository.tags.keys()]);
    for (const [tag, [state, platforms, sameImages]] of Object.entries(CASES)) {
      const row = rows.get(tag);
      expect(row, tag).toMatchObject({
        state,
        evidence: 'registry',
        digest: expectedTag(repository, tag).digest,
      });
      const keys = wordsIn(row?.['platforms']).map((pair) => pair.slice(0, pair.indexOf('=')));
      expect(keys.sort().join(' '), tag).toBe(platforms);
      expect([...wordsIn(row?.['sameImages'])].sort().join(' '), tag).toBe(sameImages);
    }
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('are grouped across the pages of the API, however many groups there are', async () => {
    // Seven tags a group, 25 rows a page, 100 tags an answer: groups lie across every edge.
    const repository = session.standin.world.addRepository(
      generateRepository({ name: `example/scale-${session.name}`, tags: 230, tagsPerGroup: 7 }),
    );
    const page = await session.visit(`/r/${repository.name}/tags?page=4`);
    const tags = tagsOfPage(repository, 4);
    await page.waitFor(
      'relations that rest on all tags',
      (count: number) =>
        document.querySelectorAll('digest-lens[data-known="230/230"]').length === count,
      tags.length,
    );
    expectRight(await settledRows(page, tags), repository);
    expect(session.standin.requestsOf('hub-api')).toHaveLength(3);
  });

  it('are all in the popup, a group for each of their digests', async () => {
    const repository = session.standin.world.addRepository(
      generateRepository({ name: `example/many-${session.name}`, tags: 1_200, tagsPerGroup: 2 }),
    );
    session.standin.limits.remaining = 10;
    const page = await session.openOwn('popup.html', { repository: repository.name });
    // The listing runs by itself up to a thousand tags.
    const digests = await page.waitFor(
      'five hundred groups',
      () => {
        const groups = [...document.querySelectorAll<HTMLElement>('[data-alias-group]')];
        const ended = document.querySelector('[data-progress]') === null;
        return ended && groups.length >= 500 && groups.map((group) => group.dataset['digest']);
      },
      undefined,
    );
    expect(new Set(digests).size).toBe(digests.length);
    expect(session.standin.requestsOf('hub-api').length).toBeLessThanOrEqual(10);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });
});
