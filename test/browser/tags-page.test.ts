import { describe, expect, it } from 'vitest';
import { clipboardWith } from './clipboard.ts';
import { expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { expectRight, PAGE, tagsOfPage } from './rows.ts';
import { inBrowsers } from './session.ts';
import { annotationOf, openSheet, shownPart } from './sheet.ts';
import { annotations, settledRows, wordsOf } from './surface.ts';

const NGINX = 'library/nginx';
inBrowsers('the tags page', (session) => {
  it.each(['cards', 'divs', 'bare', 'commands'] as const)(
    'annotates every row once where rows are built as %s, and spends no pull',
    async (nesting) => {
      session.standin.site.nesting = nesting;
      const repository = session.freshCopy(NGINX);
      const page = await session.visit(`/r/${repository.name}/tags`);
      const rows = await settledRows(page, tagsOfPage(repository));
      expectRight(rows, repository);
      expect(session.standin.requestsOf('manifest-get')).toEqual([]);
      // Once each: nothing is asked twice, and nothing that no row shows.
      const heads = session.standin.requestsOf('head').map(({ path }) => path.split('/').at(-1));
      expect(heads.sort()).toEqual(tagsOfPage(repository).sort());
    },
  );

  it('finds the rows of a translated page', async () => {
    session.standin.site.language = 'de';
    const repository = session.freshCopy(NGINX);
    const page = await session.visit(`/r/${repository.name}/tags`);
    expectRight(await settledRows(page, tagsOfPage(repository)), repository);
  });

  it('knows an official image by its full name', async () => {
    const repository = session.standin.world.repository(NGINX);
    const page = await session.visit('/_/nginx/tags');
    expectRight(await settledRows(page, tagsOfPage(repository)), repository);
  });

  it('annotates the rows of the owner of a repository', async () => {
    const repository = session.freshCopy(NGINX);
    const page = await session.visit(`/repository/docker/${repository.name}/tags`);
    expectRight(await settledRows(page, tagsOfPage(repository)), repository);
  });

  describe('where no row can be found', () => {
    it('docks the same annotations, and takes the dock away once rows are found', async () => {
      session.standin.site.nesting = 'nothing';
      const repository = session.freshCopy(NGINX);
      const page = await session.visit(`/r/${repository.name}/tags`);
      expectRight(await settledRows(page, tagsOfPage(repository)), repository);
      expect(await countOf(page, 'digest-lens-dock')).toBe(1);

      session.standin.site.nesting = 'cards';
      await page.type('input[name="name"]', 'perl');
      await page.press('Enter');
      const perl = [...repository.tags.keys()].filter((tag) => tag.includes('perl')).slice(0, PAGE);
      expectRight(await settledRows(page, perl), repository);
      expect(await countOf(page, 'digest-lens-dock')).toBe(0);
    });
  });

  it('follows the site from page to page, back and forward, and away', async () => {
    const repository = session.freshCopy(NGINX);
    const page = await session.visit(`/r/${repository.name}`);
    expect(await annotations(page)).toEqual([]);
    await page.click(`a[href="/r/${repository.name}/tags"]`);
    expectRight(await settledRows(page, tagsOfPage(repository)), repository);
    await clickText(page, 'button', '2');
    expectRight(await settledRows(page, tagsOfPage(repository, 2)), repository);
    await page.back();
    await settledRows(page, tagsOfPage(repository));
    await page.forward();
    await settledRows(page, tagsOfPage(repository, 2));
    await page.click('a.brand');
    await page.waitFor('the search page', () => document.title.startsWith('Search'), undefined);
    await settledRows(page, []);
    await page.back();
    expectRight(await settledRows(page, tagsOfPage(repository, 2)), repository);
  });

  it('shows another repository without anything of the one before', async () => {
    const [first, second] = [session.freshCopy(NGINX), session.freshCopy('library/amazonlinux')];
    const page = await session.visit(`/r/${first.name}/tags`);
    await settledRows(page, tagsOfPage(first));
    await page.evaluate((path) => {
      history.pushState({}, '', path);
      dispatchEvent(new Event('site:address'));
    }, `/r/${second.name}/tags`);
    expectRight(await settledRows(page, tagsOfPage(second)), second);
  });

  it('puts back what the page drops when it draws its rows anew', async () => {
    const repository = session.freshCopy(NGINX);
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tagsOfPage(repository));
    for (let round = 0; round < 3; round += 1) {
      await page.evaluate(() => dispatchEvent(new Event('site:rerender')), undefined);
      expectRight(await settledRows(page, tagsOfPage(repository)), repository);
    }
  });

  it('stays as it is when a row reveals more platforms', async () => {
    const repository = session.freshCopy(NGINX);
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tagsOfPage(repository));
    const before = await annotations(page);
    const cells = await countOf(page, '.osArchItem');
    await page.click('button.more');
    await page.waitFor(
      'more platforms',
      (n: number) => document.querySelectorAll('.osArchItem').length > n,
      cells,
    );
    expect(await annotations(page)).toEqual(before);
  });

  it('copies the tag with the digest of the index', async () => {
    const repository = session.freshCopy(NGINX);
    const page = await session.visit(`/r/${repository.name}/tags`);
    const [tag = ''] = tagsOfPage(repository);
    await settledRows(page, tagsOfPage(repository));
    await page.click(`digest-lens[data-tag="${tag}"] >>> button.main`);
    const { digest } = expectedTag(repository, tag);
    const copied = `${repository.name}:${tag}@${digest}`;
    await page.waitFor(
      'the reference in the clipboard',
      async (wanted: string) => (await navigator.clipboard.readText()) === wanted,
      copied,
    );
  });

  it('opens to the platforms, each copied with the words that say for which one alone', async () => {
    const repository = session.freshCopy(NGINX);
    const page = await session.visit(`/r/${repository.name}/tags`);
    const [tag = ''] = tagsOfPage(repository);
    await settledRows(page, tagsOfPage(repository));
    const row = annotationOf(tag);
    await openSheet(page, row);
    const { words } = await shownPart(page, row, 'digests');
    for (const platform of expectedTag(repository, tag).platforms ?? []) {
      expect(words).toContain(`Only ${platform.slice(0, platform.indexOf('='))} runs this.`);
    }
  });

  describe('the layers page', () => {
    it('says which of the two digests the address names', async () => {
      const repository = session.freshCopy(NGINX);
      const [tag = ''] = tagsOfPage(repository);
      const { digest, platforms = [] } = expectedTag(repository, tag);
      const [platform = '', child = ''] = platforms[0]?.split('=') ?? [];
      const address = (hash: string) =>
        `/layers/${repository.name}/${tag}/images/${hash.replace(':', '-')}`;

      const page = await session.visit(address(child));
      const shown = (await settledRows(page, [tag])).get(tag);
      expect(shown).toMatchObject({
        digest,
        urlDigest: child,
        urlKind: 'image-manifest',
        urlPlatform: platform,
      });

      const other = await session.visit(address(digest));
      expect((await settledRows(other, [tag])).get(tag)).toMatchObject({
        urlDigest: digest,
        urlKind: 'index',
      });
    });

    it('offers the digest of the index in place of a platform’s, and nothing where it is the right one', async () => {
      const repository = session.freshCopy(NGINX);
      const [tag = ''] = tagsOfPage(repository);
      const { digest, platforms = [] } = expectedTag(repository, tag);
      const [platform = '', child = ''] = platforms[0]?.split('=') ?? [];
      const address = (hash: string) =>
        `/layers/${repository.name}/${tag}/images/${hash.replace(':', '-')}`;
      const offer = `${annotationOf(tag)} >>> .address button`;

      const page = await session.visit(address(child));
      await settledRows(page, [tag]);
      expect(await wordsOf(page, tag)).toContain(platform);
      await page.front();
      await page.click(offer);
      expect(await clipboardWith(page, digest)).toBe(`${repository.name}:${tag}@${digest}`);

      const other = await session.visit(address(digest));
      await settledRows(other, [tag]);
      expect(await other.inner.$(offer)).toBeNull();
      expect(session.standin.requestsOf('manifest-get')).toEqual([]);
    });
  });

  it('leaves the page’s own nodes as they were', async () => {
    const repository = session.freshCopy(NGINX);
    const page = await session.visit(`/r/${repository.name}/tags`);
    await settledRows(page, tagsOfPage(repository));
    const foreign = await page.evaluate(() => {
      const marked = document.querySelectorAll(
        '[class*="digest-lens"], [data-digest-lens], style, link[href*="extension"]',
      );
      return [...marked].map((element) => element.outerHTML.slice(0, 200));
    }, undefined);
    expect(foreign).toEqual([]);
  });
});

function countOf(page: BrowserPage, selector: string): Promise<number> {
  return page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);
}

async function clickText(page: BrowserPage, element: string, text: string): Promise<void> {
  await page.waitFor(
    `a ${element} that says ${text}`,
    ([name = '', wanted = '']: string[]) => {
      const found = [...document.querySelectorAll<HTMLElement>(name)].find(
        (one) => one.textContent === wanted,
      );
      found?.click();
      return found !== undefined;
    },
    [element, text],
  );
}
