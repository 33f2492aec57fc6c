import { expect, it } from 'vitest';
import { expectedTag } from './expected.ts';
import { inBrowsers } from './session.ts';
import { answeredAccepts, inside, openPart, openRow, partThatSays, shownPart } from './sheet.ts';

const NGINX = 'library/nginx';

/** The case of the blog post of 2021: a Docker list with two platforms. */
const CORRETTO = 'library/amazoncorretto';

inBrowsers('why another digest', (session) => {
  it('asks the registry with each Accept header: four HEADs, and what the blog of 2021 saw', async () => {
    const { page, host, repository } = await openRow(session, CORRETTO, '11');
    const { digest, platforms = [] } = expectedTag(repository, '11');
    const amd64 = platforms
      .find((pair) => pair.startsWith('linux/amd64='))
      ?.slice('linux/amd64='.length);
    await openPart(page, host, 'accepts');
    const computed = await shownPart(page, host, 'accepts');
    expect(computed.rows.map(({ digests }) => digests)).toEqual([
      [amd64],
      [amd64],
      [digest],
      [digest],
    ]);

    session.standin.forget();
    await page.click(inside(host, '[data-action="ask-accepts"]'));
    const asked = await answeredAccepts(page, host);
    expect(asked.map(({ digests }) => digests)).toEqual([
      [amd64, amd64],
      [amd64, amd64],
      [digest, digest],
      [digest, digest],
    ]);
    expect(session.standin.requestsOf('head')).toHaveLength(4);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('says that a registry refuses an OCI index to old clients', async () => {
    const { page, host, repository, tag } = await openRow(session, NGINX);
    await openPart(page, host, 'accepts');
    await page.click(inside(host, '[data-action="ask-accepts"]'));
    const rows = await answeredAccepts(page, host);
    expect(rows.map(({ words }) => words.split('404').length - 1)).toEqual([2, 2, 2, 0]);
    expect(rows[3]?.digests).toEqual(Array(2).fill(expectedTag(repository, tag).digest));
  });

  it('marks an answer that is not what the rules say', async () => {
    const { page, host } = await openRow(session, CORRETTO, '11');
    const other = `sha256:${'0'.repeat(64)}`;
    // Only the first of the four, the one without the header.
    session.standin.faults.add(
      { kind: 'head', times: 1 },
      { kind: 'header', name: 'docker-content-digest', value: other },
    );
    await openPart(page, host, 'accepts');
    await page.click(inside(host, '[data-action="ask-accepts"]'));
    const { words } = await partThatSays(page, host, 'accepts', 'not as expected');
    expect(words.split('not as expected')).toHaveLength(2);
  });
});
