import { expect, it } from 'vitest';
import { RELATIONS } from '../fixtures/generated-relations.ts';
import { clipboardWith } from './clipboard.ts';
import { expectedTag } from './expected.ts';
import { inBrowsers } from './session.ts';
import { inside, openRow, partThatSays, shownPart } from './sheet.ts';

const NGINX = 'library/nginx';

inBrowsers('the sheet of a tag, on a page', (session) => {
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

  it('says in words what is the same on one platform and another image on the other', async () => {
    const { page, host } = await openRow(session, RELATIONS, 'stable');
    const { words } = await partThatSays(page, host, 'same', 'another image on');
    expect(words).toContain('same on linux/amd64, another image on linux/arm64');
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
