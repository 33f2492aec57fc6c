import { describe, expect, it } from 'vitest';
import { forgetAll, setAllowance, settledPopup } from '../commands/visit.ts';
import { HTML_TAG, RELATIONS, SHARED_SHORT_HASH } from '../fixtures/generated-relations.ts';
import type { WorldRepository } from '../standin/world.ts';
import { expectedTag } from './expected.ts';
import { findIn, isShown, openSettled, textOf } from './popup.ts';
import { inBrowsers, type Session } from './session.ts';
import { shownBy, wordsIn } from './surface.ts';

const AMAZON = 'library/amazonlinux';
const RESULT = '[data-find-result]';
const SEEK = 'button[data-action="seek"]';
/** How a tool shortens digests: `docker images`, `docker pull`. */
const SHORT = 12;

inBrowsers('paste anything', (session) => {
  describe('what is known of an image', () => {
    it('is told for every form in which tools print a hash', async () => {
      await setAllowance(session.browser, 100);
      const repository = session.freshCopy(AMAZON);
      const page = await session.openOwn('popup.html', { repository: repository.name });
      await settledPopup(page);
      const { top, manifest, config, layer } = hashesOf(repository, 'latest');
      const { name } = repository;
      const pastes: readonly (readonly [string, string])[] = [
        ['config', `${name}   latest   ${short(config)}   7 years ago   162MB`],
        ['index', `${name}:latest   ${short(top)}   162MB   60.1MB   U`],
        ['index', `Digest: ${top}`],
        ['layer', `${short(layer)}: Pull complete`],
        ['tag', `Status: Downloaded newer image for ${name}:latest`],
        ['config', `    "Id": "${config}",`],
        ['index', `        "${name}@${top}"`],
        ['index', `imageID: docker.io/${name}@${top}`],
        ['index', `imageID: docker-pullable://${name}@${top}`],
        [
          'image-manifest',
          `https://hub.docker.com/layers/${name}/latest/images/${manifest.replace(':', '-')}`,
        ],
        ['index', `docker.io/${name}:latest@${top}`],
        ['index', top.slice('sha256:'.length, 'sha256:'.length + 7)],
      ];
      const { aliases } = expectedTag(repository, 'latest');
      for (const [kind, text] of pastes) {
        const found = await findIn(page, text, kind);
        expect([...wordsIn(found['tags'])].sort(), text).toEqual(
          kind === 'layer' ? tagsWithLayer(repository, layer) : [...aliases, 'latest'].sort(),
        );
        if (kind === 'config' || kind === 'image-manifest') {
          expect(found, text).toMatchObject({ platform: 'linux/amd64' });
        }
      }
      // Which version that is.
      await findIn(page, config, 'config');
      expect(await textOf(page, RESULT)).toContain('2017.09.0.20170930');
    });

    it('an attestation is called one, and is no platform', async () => {
      session.standin.limits.remaining = 49;
      const repository = session.freshCopy('generated/cases');
      const page = await openSettled(session, repository.name);
      const [first] =
        repository.manifests.get(repository.tags.get('attestation-first')?.digest ?? '')
          ?.children ?? [];
      const found = await findIn(page, first?.digest ?? '', 'attestation');
      expect(wordsIn(found['tags'])).toContain('attestation-first');
      expect(found).not.toHaveProperty('platform');
    });

    it('schema 1 is found by its digest', async () => {
      session.standin.limits.remaining = 49;
      const repository = session.freshCopy('generated/cases');
      const page = await openSettled(session, repository.name);
      const { digest } = expectedTag(repository, 'schema1');
      await page.type('input[name="find"]', digest);
      await page.waitFor('its tag', isShown, `${RESULT}[data-tags="schema1"]`);
    });

    it('a short hash that matches two things lists both, to choose from by keyboard', async () => {
      session.standin.limits.remaining = 49;
      const repository = session.freshCopy(RELATIONS);
      const page = await openSettled(session, repository.name);
      await page.type('input[name="find"]', SHARED_SHORT_HASH);
      await page.waitFor('both tags in words', saysBoth, '.find, [data-find-result], .find-status');
      expect(await shownBy(page, RESULT)).toMatchObject({ kind: 'unknown' });
      const index = expectedTag(repository, 'short-a').digest;
      const image = hashesOf(repository, 'short-b').manifest;
      // More digits decide.
      expect(await findIn(page, short(index), 'index')).toMatchObject({ tags: 'short-a' });
      expect(await findIn(page, short(image), 'image-manifest')).toMatchObject({
        tags: 'short-b',
        platform: 'linux/amd64',
      });
    });

    it('a text made of HTML is a text', async () => {
      const repository = session.freshCopy('library/hello-world');
      session.standin.world.moveTag(
        repository.name,
        HTML_TAG,
        repository.tags.get('linux')?.digest ?? '',
      );
      const page = await openSettled(session, repository.name);
      await findIn(page, HTML_TAG, 'unknown');
      expect(await page.evaluate(() => document.querySelector('img'), undefined)).toBeNull();
    });
  });

  describe('what is not known', () => {
    it('is asked for at no price: an index that no tag points to any more', async () => {
      session.standin.limits.remaining = 49;
      const repository = session.freshCopy(RELATIONS);
      const old = expectedTag(repository, '3.1.3').digest;
      const now = expectedTag(repository, 'latest').digest;
      for (const tag of ['3.1.3', '3.1.3-trixie']) {
        session.standin.world.moveTag(repository.name, tag, now);
      }
      const page = await openSettled(session, repository.name);
      await findIn(page, old, 'unknown');
      expect(await textOf(page, RESULT)).toContain(String(repository.tags.size));
      session.standin.forget();
      await page.press('Enter');
      await page.waitFor('what the registry says of it', isShown, `${RESULT}[data-kind="index"]`);
      expect(await shownBy(page, RESULT)).toMatchObject({ tags: '' });
      expect(session.standin.requestsOf('head').map(({ path }) => path)).toEqual([
        `/v2/${repository.name}/manifests/${old}`,
      ]);
      expect(session.standin.requestsOf('manifest-get')).toEqual([]);
    });

    it('is sought for the price that stands on the button, and no more', async () => {
      const { repository, page } = await openUnread(session);
      const { config } = hashesOf(repository, '2016.09');
      const found = await findIn(page, short(config), 'unknown');
      expect(found['tags']).toBe('');
      const price = Number((await shownBy(page, SEEK))?.['pulls']);
      expect(price).toBe(8);
      await page.click(SEEK);
      await page.waitFor('the image ID', isShown, `${RESULT}[data-kind="config"]`);
      expect(await shownBy(page, RESULT)).toMatchObject({ platform: 'linux/amd64' });
      expect(wordsIn((await shownBy(page, RESULT))?.['tags'])).toContain('2016.09');
      const gets = session.standin.requestsOf('manifest-get').length;
      expect(gets).toBeGreaterThan(0);
      expect(gets).toBeLessThanOrEqual(price);
      await setAllowance(session.browser, 100);
    });

    it('stays unknown when all was read, and nothing is offered twice', async () => {
      const { page } = await openUnread(session);
      await findIn(page, 'abcdef012345', 'unknown');
      await page.click(SEEK);
      await page.waitFor('no further offer', (seek: string) => !document.querySelector(seek), SEEK);
      expect(session.standin.requestsOf('manifest-get')).toHaveLength(8);
      expect(await shownBy(page, RESULT)).toMatchObject({ kind: 'unknown', tags: '' });
      await setAllowance(session.browser, 100);
    });
  });

  it('offers the other repository that the text names, and takes the text there', async () => {
    session.standin.limits.remaining = 49;
    const [here, there] = [session.freshCopy(RELATIONS), session.freshCopy(AMAZON)];
    const page = await openSettled(session, here.name);
    const text = `${there.name}@${expectedTag(there, 'latest').digest}`;
    await findIn(page, text, 'unknown');
    await page.click(`button[data-action="open-elsewhere"]`);
    await page.waitFor(
      'the finding there',
      isShown,
      `[data-repository="${there.name}"] ${RESULT}[data-kind="index"]`,
    );
    expect(wordsIn((await shownBy(page, RESULT))?.['tags'])).toContain('latest');
  });

  it('takes the text from the address, as the context menu gives it', async () => {
    session.standin.limits.remaining = 49;
    const repository = session.freshCopy(RELATIONS);
    const { digest } = expectedTag(repository, 'latest');
    const page = await openSettled(session, repository.name, { find: `Digest: ${digest}` });
    await page.waitFor('the finding', isShown, `${RESULT}[data-kind="index"]`);
    expect(wordsIn((await shownBy(page, RESULT))?.['tags'])).toContain('latest');
  });
});

/** A repository of eight images of which none was read, in a popup that reads none by itself. */
async function openUnread(session: Session) {
  await setAllowance(session.browser, 0);
  await forgetAll(session.browser);
  const repository = session.freshCopy(AMAZON);
  const page = await openSettled(session, repository.name);
  expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  return { repository, page };
}

/** Every hash of a tag of one platform, from the fixture's own bytes. */
function hashesOf({ manifests, tags }: WorldRepository, tag: string) {
  const top = tags.get(tag)?.digest ?? '';
  const manifest = manifests.get(top)?.children?.[0]?.digest ?? top;
  const image = manifests.get(manifest);
  const [layer = ''] = layersOf(image?.bytes);
  return { top, manifest, config: image?.configDigest ?? '', layer };
}

function layersOf(bytes: Uint8Array | undefined): readonly string[] {
  const { layers = [] }: { layers?: { digest: string }[] } = bytes
    ? JSON.parse(new TextDecoder().decode(bytes))
    : {};
  return layers.map(({ digest }) => digest);
}

function tagsWithLayer(repository: WorldRepository, layer: string): readonly string[] {
  return [...repository.tags.keys()]
    .filter((tag) => {
      const { manifest } = hashesOf(repository, tag);
      return layersOf(repository.manifests.get(manifest)?.bytes).includes(layer);
    })
    .sort();
}

/** Hexadecimal digits alone, as many as tools print. */
function short(digest: string): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + SHORT);
}

/** Runs inside the page. */
function saysBoth(selector: string): boolean {
  const said = [...document.querySelectorAll(selector)].map((one) => one.textContent).join(' ');
  return said.includes('short-a') && said.includes('short-b');
}
