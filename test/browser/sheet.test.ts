import { describe, expect, it } from 'vitest';
import { forgetAll, setAllowance } from '../commands/visit.ts';
import { RELATIONS } from '../fixtures/generated-relations.ts';
import { clipboardWith } from './clipboard.ts';
import { expectedGroups, expectedTag } from './expected.ts';
import { openSettled } from './popup.ts';
import { inBrowsers, type Session } from './session.ts';
import {
  annotationOf,
  groupOf,
  inside,
  openPart,
  openSheet,
  partThatSays,
  shownPart,
} from './sheet.ts';
import { settledRows } from './surface.ts';

const NGINX = 'library/nginx';
/** The case of the blog post of 2021: a Docker list with two platforms. */
const CORRETTO = 'library/amazoncorretto';

inBrowsers('the sheet of a tag', (session) => {
  describe('on a page', () => {
    it('has every hash of every platform under the command that prints it, without a pull', async () => {
      const { page, host, repository, tag } = await openRow(session, NGINX);
      const { digest, platforms = [] } = expectedTag(repository, tag);
      const { words, rows, actions } = await shownPart(page, host, 'digests');
      for (const name of ['docker pull', 'containerd', 'classic', 'Kubernetes', 'layers page']) {
        expect(words).toContain(name);
      }
      expect(rows).toHaveLength(platforms.length);
      // What all platforms share stands once, in the first row.
      expect(rows[0]?.digests.filter((one) => one === digest)).toHaveLength(3);
      for (const pair of platforms) {
        const at = pair.indexOf('=');
        const row = rows.find(({ digests }) => digests.includes(pair.slice(at + 1)));
        expect(row?.words, pair).toContain(pair.slice(0, at));
        // Only the manifest tells it: that is for the popup.
        expect(row?.words, pair).toContain('1 pull');
      }
      expect(actions).toEqual([]);
      expect(session.standin.requestsOf('manifest-get')).toEqual([]);
    });

    it('pins the tag with the index digest in six forms, and warns before any other digest', async () => {
      const { page, host, repository, tag } = await openRow(session, NGINX);
      const { digest, platforms = [] } = expectedTag(repository, tag);
      const { copies } = await shownPart(page, host, 'pin');
      expect(copies).toHaveLength(6);
      for (const copy of copies) {
        expect(copy).toContain(digest);
        expect(copy).toContain(tag);
        expect(copy).toContain(repository.name);
      }
      expect(copies.find((copy) => copy.startsWith('FROM '))).toBe(
        `FROM ${repository.name}:${tag}@${digest}`,
      );

      const manifests = platforms.map((pair) => pair.slice(pair.indexOf('=') + 1));
      const unguarded = await page.evaluate(
        ({ host, manifests }) => {
          const root = document.querySelector(host)?.shadowRoot;
          const copies = [...(root?.querySelectorAll<HTMLElement>('[data-copies]') ?? [])];
          const ofPlatform = copies.filter(
            (one) =>
              !one.closest('[data-sheet="commands"]') &&
              manifests.some((digest) => one.dataset['copies']?.includes(digest)),
          );
          return {
            guarded: ofPlatform.length,
            inSight: ofPlatform.filter((one) => one.checkVisibility()).length,
          };
        },
        { host, manifests },
      );
      expect(unguarded).toEqual({ guarded: manifests.length, inSight: 0 });
      await page.click(inside(host, 'details.guard > summary'));
      const guard = await page.evaluate((selector) => {
        const open = document.querySelector(selector)?.shadowRoot?.querySelector('.guard[open]');
        const [first] = open?.querySelectorAll<HTMLElement>('[data-copies]') ?? [];
        return { words: open?.textContent, first: first?.dataset['copies'] };
      }, host);
      expect(guard.words).toMatch(/only .* breaks every other/is);
      // What is offered first is the index.
      expect(guard.first).toBe(`${repository.name}:${tag}@${digest}`);
    });

    it('copies what it shows, and says so', async () => {
      const { page, host, repository, tag } = await openRow(session, NGINX);
      await page.front();
      await page.click(inside(host, '[data-sheet="pin"] .form:nth-of-type(2) [data-copies]'));
      const { digest } = expectedTag(repository, tag);
      expect(await clipboardWith(page, digest)).toBe(`FROM ${repository.name}:${tag}@${digest}`);
      await page.waitFor(
        'the word to screen readers',
        (selector: string) =>
          [
            ...(document.querySelector(selector)?.shadowRoot?.querySelectorAll('[role="status"]') ??
              []),
          ].some(({ textContent }) => textContent !== ''),
        host,
      );
    });

    it('says in words what is rolled out on one platform and not yet on the other', async () => {
      const { page, host } = await openRow(session, RELATIONS, 'stable');
      const { words } = await partThatSays(page, host, 'same', 'not yet on');
      expect(words).toContain('same on linux/amd64, not yet on linux/arm64');
      expect(words).toContain('3.1.4');
    });

    it('goes to a tag that is on the page', async () => {
      const { page, host } = await openRow(session, RELATIONS, 'rebuilt');
      await partThatSays(page, host, 'same', '3.1.4');
      await page.click(inside(host, '[data-sheet="same"] [data-go-to="3.1.4"]'));
      await page.waitFor(
        'the focus in the other row',
        () =>
          document.activeElement instanceof HTMLElement &&
          document.activeElement.dataset['tag'] === '3.1.4',
        undefined,
      );
    });

    it('is there again when the worker was stopped', async () => {
      const { page, host } = await openRow(session, RELATIONS, 'latest');
      await session.browser.stopWorker();
      await page.evaluate(() => dispatchEvent(new Event('site:rerender')), undefined);
      await partThatSays(page, host, 'same', 'rebuilt');
    });
  });

  describe('why another digest', () => {
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

  describe('in the popup', () => {
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
        inside(
          host,
          `[data-sheet="digests"] [data-action="read-manifest"][data-digest="${amd64}"]`,
        ),
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
});

/** A tags page with the row of a tag opened. */
async function openRow(session: Session, name: string, asked?: string) {
  const repository = session.freshCopy(name);
  const tags = [...repository.tags.keys()].slice(0, 25);
  const tag = asked ?? tags[0] ?? '';
  const page = await session.visit(`/r/${repository.name}/tags`);
  await settledRows(page, tags);
  const host = annotationOf(tag);
  await openSheet(page, host);
  return { page, host, repository, tag };
}

/** A popup that reads nothing by itself, with the group of a tag opened. */
async function openGroup(session: Session, name: string, tag: string) {
  await setAllowance(session.browser, 0);
  // A manifest is kept by its hash, whatever repository it came from.
  await forgetAll(session.browser);
  const repository = session.freshCopy(name);
  const page = await openSettled(session, repository.name);
  const host = groupOf(expectedTag(repository, tag).digest);
  await openSheet(page, host);
  expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  return { page, host, repository };
}

/** Waits until no row of the table is still to be asked. */
async function answeredAccepts(page: Parameters<typeof shownPart>[0], host: string) {
  await page.waitFor(
    'four answers',
    (selector: string) => {
      const outer = document.querySelector(selector);
      const part = (outer?.shadowRoot ?? outer)?.querySelector('[data-sheet="accepts"]');
      return (
        part?.textContent.includes('not asked') === false && !part.textContent.includes('asking')
      );
    },
    host,
  );
  return (await shownPart(page, host, 'accepts')).rows;
}
