import { expect, it } from 'vitest';
import { againstTables } from '../commands/alias-table.ts';
import { setAllowance, settledPopup } from '../commands/visit.ts';
import { expectedGroups } from './expected.ts';
import { findIn, isShown, openSettled } from './popup.ts';
import { inBrowsers, type Session } from './session.ts';
import { popupGroups, shownBy, wordsIn } from './surface.ts';

const METER = '[data-pull-meter]';
const REVEAL = 'button[data-action="reveal-image-id"]';

inBrowsers('the popup', (session) => {
  it('shows the groups, platforms and image IDs of the tables within the allowance', async () => {
    const repository = session.freshCopy('library/amazonlinux');
    const page = await session.openOwn('popup.html', { repository: repository.name });
    await settledPopup(page);
    expect(await shownBy(page, 'main')).toEqual({ repository: repository.name });
    const groups = await popupGroups(page);
    expect(againstTables(groups, repository)).toEqual([]);
    const gets = session.standin.requestsOf('manifest-get');
    expect(gets.length).toBeGreaterThan(0);
    expect(gets.length).toBeLessThanOrEqual(10);
    // A HEAD comes before the first GET: nothing is fetched before the limits were read.
    const kinds = session.standin.requests.map(({ kind }) => kind);
    expect(kinds.indexOf('head')).toBeLessThan(kinds.indexOf('manifest-get'));
    expect(await shownBy(page, METER)).toMatchObject({
      limit: '100',
      remaining: String(100 - gets.length),
      windowSeconds: '3600',
      spent: String(gets.length),
    });
    const withImageId = groups.filter(({ platforms }) =>
      platforms.some((one) => one['configDigest']),
    );
    expect(withImageId).toHaveLength(gets.length);
  });

  it('takes a familiar name and puts the group of the asked tag on screen', async () => {
    const page = await session.openOwn('popup.html', {
      repository: 'nginx',
      tag: 'stable-alpine-perl',
    });
    await settledPopup(page);
    expect(await shownBy(page, 'main')).toEqual({ repository: 'library/nginx' });
    const tags = await page.waitFor(
      'the marked group on screen',
      () => {
        const group = document.querySelector<HTMLElement>('[data-alias-group][data-asked="true"]');
        const place = group?.getBoundingClientRect();
        return place && place.top >= 0 && place.top < innerHeight && group?.dataset['tags'];
      },
      undefined,
    );
    expect(wordsIn(tags)).toContain('stable-alpine-perl');
    expect(
      againstTables(await popupGroups(page), session.standin.world.repository('library/nginx')),
    ).toEqual([]);
  });

  it('fetches nothing by itself while under half of the pulls are left; a click fetches one', async () => {
    // What other tests have spent must not be what keeps this one from spending.
    await setAllowance(session.browser, 100);
    session.standin.limits.remaining = 49;
    const repository = session.freshCopy('library/hello-world');
    const page = await openSettled(session, repository.name);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);

    const digest = repository.tags.get('linux')?.digest ?? '';
    const group = `[data-alias-group][data-digest="${digest}"]`;
    expect(await shownBy(page, `${group} ${REVEAL}`)).toMatchObject({ pulls: '1' });
    await page.click(`${group} ${REVEAL}`);
    await page.waitFor('the image ID', isShown, `${group} [data-config-digest]`);
    const shown = await shownBy(page, `${group} [data-config-digest]`);
    const expected = expectedGroups(repository).get(digest)?.configs;
    expect(shown?.['configDigest']).toBe(expected?.get(shown?.['manifestDigest'] ?? ''));
    expect(session.standin.requestsOf('manifest-get')).toHaveLength(1);

    // What was fetched once is never fetched again.
    session.standin.forget();
    const again = await openSettled(session, repository.name);
    expect(await shownBy(again, `${group} [data-config-digest]`)).toEqual(shown);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('names two pulls where the index must be read first, and refuses bytes that do not hash to their name', async () => {
    session.standin.limits.remaining = 49;
    const repository = session.freshCopy('library/amazoncorretto');
    repository.gaps = { images: 'empty' };
    const page = await openSettled(session, repository.name);
    const digest = repository.tags.get('11')?.digest ?? '';
    const group = `[data-alias-group][data-digest="${digest}"]`;
    expect(await shownBy(page, `${group} ${REVEAL}`)).toMatchObject({ pulls: '2' });

    const fault = session.standin.faults.add({ kind: 'manifest-get' }, { kind: 'corrupt' });
    await page.click(`${group} ${REVEAL}`);
    await page.waitFor(
      'the failure',
      isShown,
      `${group} [role="alert"][data-failure="digest-mismatch"]`,
    );
    expect(await shownBy(page, `${group} [data-config-digest]`)).toBeUndefined();
    fault.remove();

    await page.click(`${group} ${REVEAL}`);
    await page.waitFor(
      'the image ID',
      isShown,
      `${group} [data-platform="linux/amd64"][data-config-digest]`,
    );
    const shown = await shownBy(page, `${group} [data-platform="linux/amd64"]`);
    // The case of the blog post of 2021.
    expect(shown?.['manifestDigest']).toMatch(/^sha256:717ba3e9/);
    expect(shown?.['configDigest']).toMatch(/^sha256:e5a017eb/);
    expect(againstTables(await popupGroups(page), repository)).toEqual([]);
  });

  it('fetches nothing by itself beyond the allowance', async () => {
    await setAllowance(session.browser, 0);
    const repository = session.freshCopy('library/redis');
    await openSettled(session, repository.name);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
    await setAllowance(session.browser, 100);
  });

  it('finds tags and digests among what is known', async () => {
    const repository = session.freshCopy('library/nginx');
    const page = await openSettled(session, repository.name);
    const groups = [...expectedGroups(repository).values()];
    const group = groups.find(({ tags }) => tags.includes('alpine'));
    const [platform = '', child = ''] = group?.platforms?.[0]?.split('=') ?? [];

    const found = async (text: string, kind: string) =>
      [...wordsIn((await findIn(page, text, kind))['tags'])].sort();
    expect(await found(group?.digest ?? '', 'index')).toEqual(group?.tags);
    expect(await found(child, 'image-manifest')).toEqual(group?.tags);
    expect(await shownBy(page, '[data-find-result]')).toMatchObject({ platform });
    expect(await found(`${repository.name}@${group?.digest}`, 'index')).toEqual(group?.tags);
    expect(await found(`sha256:${'0'.repeat(64)}`, 'unknown')).toEqual([]);

    await page.type('input[name="find"]', 'alpine-perl');
    await page.waitFor(
      'groups with such tags alone',
      () =>
        [...document.querySelectorAll<HTMLElement>('[data-alias-group]')].every((one) =>
          one.dataset['tags']?.includes('alpine-perl'),
        ),
      undefined,
    );
    expect((await popupGroups(page)).map(({ group: { digest } }) => digest).sort()).toEqual(
      groups
        .flatMap(({ tags, digest }) =>
          tags.some((tag) => tag.includes('alpine-perl')) ? [digest] : [],
        )
        .sort(),
    );
  });

  it('goes to another repository by keyboard, and says what is wrong with a name', async () => {
    const [first, second] = [
      session.freshCopy('library/nginx'),
      session.freshCopy('library/redis'),
    ];
    const page = await openSettled(session, first.name);
    await page.type('input[name="repository"]', second.name);
    await page.press('Enter');
    await page.waitFor(
      'the other repository',
      isShown,
      `[data-repository="${second.name}"] [data-alias-group]`,
    );
    await settledPopup(page);
    expect(againstTables(await popupGroups(page), second)).toEqual([]);

    await page.type('input[name="repository"]', 'quay.io/a/b');
    await page.press('Enter');
    const words = await page.waitFor(
      'what is wrong',
      () => document.querySelector('[role="alert"]')?.textContent,
      undefined,
    );
    expect(words).toContain('quay.io');
    expect(await shownBy(page, 'main')).toEqual({ repository: second.name });
  });

  it('needs no sideways scrolling from 320 to 600 pixels', async () => {
    const repository = session.freshCopy('library/nginx');
    const page = await openSettled(session, repository.name);
    for (const width of [320, 420, 600]) {
      await page.setViewport(width, 700);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth, undefined);
      expect(wide).toBeLessThanOrEqual(width);
    }
  });

  it.each([
    ['an unknown repository', 'example/nothing-here'],
    ['a private repository', 'example/private'],
  ])('says of %s that it is missing or private', async (_what, name) => {
    const { world } = session.standin;
    world.addRepository({ ...fixtureOf(session), name: 'example/private' }, { private: true });
    const page = await session.openOwn('popup.html', { repository: name });
    await page.waitFor('one line', isShown, '[role="alert"][data-failure]');
    const shown = await shownBy(page, '[role="alert"]');
    expect(['denied', 'not-found']).toContain(shown?.['failure']);
    expect(await popupGroups(page)).toEqual([]);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });
});

function fixtureOf(session: Session) {
  const { manifests, tags } = session.standin.world.repository('library/nginx');
  const digests = [...tags].map(([tag, { digest }]) => [tag, digest] as const);
  return { date: '2024-05-14', tags: new Map(digests), manifests };
}
