import { describe, expect, it } from 'vitest';
import { generatedLarge } from '../fixtures/generated-large.ts';
import { HTML_TAG } from '../fixtures/generated-relations.ts';
import type { WorldRepository } from '../standin/world.ts';
import { clipboardWith } from './clipboard.ts';
import { expectedGroups } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { isShown, openSettled, textOf } from './popup.ts';
import { inBrowsers } from './session.ts';
import { shownBy } from './surface.ts';

const FORMS = ['markdown', 'html', 'script', 'json'] as const;

inBrowsers('the Supported-tags list, made', (session) => {
  /** The popup, in which nothing may be fetched without a click. */
  const open = (repository: WorldRepository) => {
    session.standin.limits.remaining = 49;
    return openSettled(session, repository.name);
  };

  it('as JSON: every tag of the tables under its digest, confirmed, with its platforms', async () => {
    const repository = session.freshCopy('library/nginx');
    const page = await open(repository);
    const list = JSON.parse(await exported(page, 'json'));
    expect(list).toMatchObject({
      schemaVersion: 1,
      repository: repository.name,
      known: 64,
      total: 64,
    });
    expect(linesOf(list)).toEqual(linesExpected(repository));
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it.each(['markdown', 'html'] as const)('as %s: one line for each digest', async (form) => {
    const repository = session.freshCopy('library/amazonlinux');
    const text = await exported(await open(repository), form);
    const expected = [...expectedGroups(repository).values()];
    for (const { digest, tags } of expected) {
      const lines = text.split('\n').filter((line) => line.includes(digest));
      expect(lines, digest).toHaveLength(1);
      expect(
        codesIn(lines[0] ?? '')
          .filter((code) => code !== digest)
          .sort(),
      ).toEqual(tags);
    }
    // Versions first, what moves last.
    const [first = ''] = text.split('\n').filter((line) => line.includes('latest'));
    expect(codesIn(first)).toEqual(expect.arrayContaining(['2017.09.0.20170930', 'latest']));
    expect(first.indexOf('2017.09.0.20170930')).toBeLessThan(first.indexOf('latest'));
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('as a script that says the same and loads nothing', async () => {
    const repository = session.freshCopy('library/amazonlinux');
    const text = await exported(await open(repository), 'script');
    for (const { digest, tags } of expectedGroups(repository).values()) {
      expect(text).toContain(digest);
      for (const tag of tags) expect(text).toContain(JSON.stringify(tag));
    }
    expect(text).not.toMatch(/https?:|fetch\(|XMLHttpRequest|import\(|eval\(|innerHTML/);
  });

  describe('of what is not as usual', () => {
    it.each(FORMS)('a tag name made of HTML never gets into %s', async (form) => {
      const repository = session.freshCopy('library/hello-world');
      const digest = repository.tags.get('linux')?.digest ?? '';
      session.standin.world.moveTag(repository.name, HTML_TAG, digest);
      const page = await open(repository);
      const text = await exported(page, form);
      expect(text).toContain('nanoserver');
      expect(text).not.toMatch(/img|onerror|alert/);
      expect(
        await page.evaluate(() => document.querySelector('img[src="x"]'), undefined),
      ).toBeNull();
    });

    it('a Hub API without platforms: said, and no pull spent', async () => {
      const repository = session.freshCopy('library/amazonlinux');
      repository.gaps = { images: 'empty' };
      const list = JSON.parse(await exported(await open(repository), 'json'));
      expect(linesOf(list).map(({ digest, tags }) => ({ digest, tags }))).toEqual(
        linesExpected(repository).map(({ digest, tags }) => ({ digest, tags })),
      );
      expect(JSON.stringify(list)).not.toContain('linux/amd64');
      expect(session.standin.requestsOf('manifest-get')).toEqual([]);
    });

    it('schema 1, artifacts and signatures: every tag of an image once, signatures left out', async () => {
      const repository = session.freshCopy('generated/cases');
      const text = await exported(await open(repository), 'json');
      const list = JSON.parse(text);
      const listed = linesOf(list).flatMap(({ tags }) => tags);
      const tags = [...repository.tags.keys()];
      expect(listed.sort()).toEqual(tags.filter((tag) => !tag.endsWith('.sig')).sort());
      expect(list.leftOut).toMatchObject({ missing: 0, unknown: 0 });
    });
  });

  it('of a thousand tags: known at once, or confirmed for a price that is told before, until it is stopped', async () => {
    const name = 'example/export-large';
    session.standin.world.addRepository({ ...generatedLarge(1_339), name });
    session.standin.limits.remaining = 49;
    const page = await openSettled(session, name);
    const heads = () => session.standin.requestsOf('head').length;
    const click = (action: string) => page.click(`button[data-action="${action}"]`);
    const offered = async () => {
      await click('export-json');
      await page.waitFor('its price', isShown, 'button[data-action="export-confirm"]');
      return shownBy(page, 'button[data-action="export-confirm"]');
    };
    const before = heads();
    expect(before).toBeLessThan(300);

    const price = await offered();
    expect(Number(price?.['heads'])).toBeGreaterThan(700);
    expect(Number(price?.['seconds'])).toBeGreaterThan(60);
    const known = JSON.parse(await copiedBy(page, 'export-known'));
    expect(known).toMatchObject({ repository: name, known: 1_000, total: 1_339 });
    expect(await textOf(page, '[data-export-step="done"]')).toContain('not confirmed');
    expect(heads()).toBe(before);

    await offered();
    await click('export-confirm');
    await expect.poll(() => heads() - before, { timeout: 20_000 }).toBeGreaterThanOrEqual(300);
    await page.waitFor('how far it is', isShown, '.export-figures progress');
    await click('export-stop');
    await page.waitFor('its end', isShown, '[data-export-step="start"]');
    expect(heads() - before).toBeLessThan(700);
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('is reached and copied by keyboard', async () => {
    const repository = session.freshCopy('library/hello-world');
    const page = await open(repository);
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('input[name="repository"]')?.focus();
    }, undefined);
    for (let steps = 0; steps < 40; steps += 1) {
      await page.press('Tab');
      const action = await page.evaluate(
        () =>
          document.activeElement instanceof HTMLElement && document.activeElement.dataset['action'],
        undefined,
      );
      if (action === 'export-markdown') break;
    }
    await page.press('Enter');
    expect(await clipboardWith(page, 'nanoserver')).toContain('`nanoserver`');
  });
});

/** Clicks the button of a form and gives what is in the clipboard then. */
function exported(page: BrowserPage, form: (typeof FORMS)[number]): Promise<string> {
  return copiedBy(page, `export-${form}`);
}

async function copiedBy(page: BrowserPage, action: string): Promise<string> {
  const mark = `before ${action} ${Math.random()}`;
  await page.front();
  await page.evaluate((text) => navigator.clipboard.writeText(text), mark);
  await page.click(`button[data-action="${action}"]`);
  return page.waitFor(
    `what ${action} copies, in the clipboard`,
    async (before: string) => {
      const text = await navigator.clipboard.readText();
      return text !== before && text;
    },
    mark,
  );
}

interface Line {
  readonly digest: string;
  readonly tags: readonly string[];
  /** `platform=digest`, sorted. */
  readonly platforms: readonly string[];
}

function linesOf(list: {
  lines: {
    digest: string;
    tags: string[];
    evidence: string;
    platforms?: { platform: string; digest: string }[];
  }[];
}): readonly Line[] {
  expect(list.lines.filter(({ evidence }) => evidence === 'hub')).toEqual([]);
  return list.lines
    .map(({ digest, tags, platforms = [] }) => ({
      digest,
      tags: tags.toSorted(),
      platforms: platforms.map((one) => `${one.platform}=${one.digest}`).sort(),
    }))
    .sort(byDigest);
}

function linesExpected(repository: WorldRepository): readonly Line[] {
  return [...expectedGroups(repository).values()]
    .map(({ digest, tags, platforms = [] }) => ({ digest, tags, platforms }))
    .sort(byDigest);
}

function byDigest(a: Line, b: Line): number {
  return a.digest < b.digest ? -1 : 1;
}

/** What stands as code in a line of Markdown or HTML. */
function codesIn(line: string): string[] {
  return [...line.matchAll(/`([^`]+)`|<code>([^<]+)<\/code>/g)].map(
    ([, markdown, html]) => markdown ?? html ?? '',
  );
}
