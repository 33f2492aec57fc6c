import { describe, expect, it } from 'vitest';
import { RELATIONS } from '../fixtures/generated-relations.ts';
import { judgedLines, linesOf, lineWith, shownLines } from './declared.ts';
import { expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { inBrowsers } from './session.ts';

const NGINX = 'library/nginx';

inBrowsers('the Supported-tags list of an overview', (session) => {
  const prepare = (name = RELATIONS) => {
    const repository = session.freshCopy(name, 'library');
    const path = `/_/${repository.name.slice('library/'.length)}`;
    return { repository, path, lines: linesOf(repository) };
  };
  const move = (name: string, tag: string, to: string) => {
    const { world } = session.standin;
    world.moveTag(name, tag, expectedTag(world.repository(name), to).digest);
  };

  it('is confirmed line by line with HEADs alone', async () => {
    const { repository, path, lines } = prepare(NGINX);
    const page = await session.visit(path);
    const judged = await judgedLines(page, lines);
    expect(judged.map(({ verdict }) => verdict)).toEqual(lines.map(() => 'same'));
    const heads = session.standin
      .requestsOf('head')
      .map(({ path: asked }) => asked.split('/').at(-1));
    expect(heads.sort()).toEqual([...repository.tags.keys()].sort());
    // Equal digests need nobody's word about platforms.
    expect(session.standin.requestsOf('manifest-get', 'hub-api', 'tags-list')).toEqual([]);
  });

  it('is split where a tag lags: which one, and on which platform', async () => {
    const { repository, path, lines } = prepare();
    // `stable` has the new image on linux/amd64 and the one before on linux/arm64.
    move(repository.name, 'latest', 'stable');
    const page = await session.visit(path);
    const judged = await judgedLines(page, lines);
    expect(lineWith(judged, 'latest').verdict).toBe('split');
    await page.waitFor('the platform', saysInLine, { tag: 'latest', text: 'linux/arm64' });
    const said = lineWith(await shownLines(page), 'latest').words;
    expect(said).toContain('latest');
    expect(said).not.toContain('linux/amd64');
    for (const line of judged) {
      if (!line.tags.includes('latest')) expect(line.verdict, line.tags.join(' ')).toBe('same');
    }
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it('is the same where a tag has the same images in another wrapper', async () => {
    const { repository, path, lines } = prepare();
    move(repository.name, 'latest', 'rebuilt');
    const judged = await judgedLines(await session.visit(path), lines);
    expect(lineWith(judged, 'latest').verdict).toBe('same');
  });

  it('names the tag that does not exist', async () => {
    const { repository, path, lines } = prepare();
    session.standin.world.removeTag(repository.name, 'trixie', { hubLags: true });
    const judged = await judgedLines(await session.visit(path), lines);
    const line = lineWith(judged, 'trixie');
    expect(line.verdict).toBe('missing');
    expect(line.words).toContain('trixie');
    expect(lineWith(judged, '3.1.3').verdict).toBe('same');
  });

  it('is unknown, with the reason, while the registry is out of reach', async () => {
    const { path, lines } = prepare();
    const fault = session.standin.faults.unreachable('registry-1.docker.io');
    const page = await session.visit(path);
    const judged = await judgedLines(page, lines, ['unknown']);
    expect(new Set(judged.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
    // The reason stands in the opened line, and with it the way to ask again. Before an answer a line is unknown too.
    const line = `digest-lens-line[data-tags="${lines[0]?.join(' ')}"]`;
    await page.click(`${line} >>> button[aria-expanded="false"]`);
    await page.waitFor(
      'the reason',
      (one: string) =>
        Boolean(
          document.querySelector(one)?.shadowRoot?.querySelector('[data-failure="unavailable"]'),
        ),
      line,
    );
    fault.remove();
    await page.click(`${line} >>> [data-failure="unavailable"] button`);
    const again = await judgedLines(page, lines);
    expect(new Set(again.map(({ verdict }) => verdict))).toEqual(new Set(['same']));
    expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  });

  it.each(['loose', 'tight'] as const)(
    'is found in a %s list, shared tags included',
    async (readme) => {
      session.standin.site.readme = readme;
      const { path, lines } = prepare('library/hello-world');
      const judged = await judgedLines(await session.visit(path), lines);
      expect(judged.map(({ verdict }) => verdict)).toEqual(lines.map(() => 'same'));
    },
  );

  it('is judged when the README comes late, again when it is made anew, and once at a time', async () => {
    session.standin.site.readmeMs = 300;
    const { path, lines } = prepare(NGINX);
    const page = await session.visit(path);
    await judgedLines(page, lines);
    for (let round = 0; round < 3; round += 1) {
      await page.evaluate(() => dispatchEvent(new Event('site:rerender')), undefined);
      await judgedLines(page, lines);
    }
    await page.click(`a[href="${path}/tags"]`);
    await noLines(page);
    await page.back();
    await judgedLines(page, lines);
  });

  it('knows an official image by its other address', async () => {
    const { repository, lines } = prepare(NGINX);
    const judged = await judgedLines(await session.visit(`/r/${repository.name}`), lines);
    expect(judged).toHaveLength(lines.length);
  });

  it('leaves the page’s own nodes as they were', async () => {
    const { path, lines } = prepare(NGINX);
    const page = await session.visit(path);
    await judgedLines(page, lines);
    const left = await page.evaluate(() => {
      const copy = document.querySelector('[data-testid="markdownContent"]')?.cloneNode(true);
      if (!(copy instanceof HTMLElement)) return 'no README';
      for (const line of copy.querySelectorAll('digest-lens-line')) line.remove();
      const before = copy.innerHTML;
      dispatchEvent(new Event('site:rerender'));
      const own = document.querySelector('[data-testid="markdownContent"]')?.innerHTML;
      return before === own ? 'as it was' : `${before} is not ${own}`;
    }, undefined);
    expect(left).toBe('as it was');
  });

  it.each([1280, 800, 420])('never widens the column that it stands in: %i px', async (width) => {
    const { repository, path, lines } = prepare(NGINX);
    move(repository.name, 'mainline-alpine', '1.26.0-alpine');
    const page = await session.visit(path);
    await page.setViewport(width, 800);
    await judgedLines(page, lines);
    await page.waitFor('the platforms', saysInLine, { tag: 'mainline-alpine', text: 'linux/' });
    const [withOurs, without] = await page.evaluate(() => {
      const readme = document.querySelector('[data-testid="markdownContent"]');
      const widths = () => [
        readme?.getBoundingClientRect().width,
        document.documentElement.scrollWidth,
      ];
      const before = widths();
      for (const line of document.querySelectorAll('digest-lens-line')) line.remove();
      return [before, widths()];
    }, undefined);
    expect(withOurs).toEqual(without);
  });

  describe('elsewhere', () => {
    it.each([
      ['a community repository that writes such a list', 'example', 'loose'],
      ['an official image without the list', 'library', 'none'],
    ] as const)('%s gets nothing', async (_what, namespace, readme) => {
      session.standin.site.readme = readme;
      const repository = session.freshCopy(NGINX, namespace);
      const page = await session.visit(`/r/${repository.name}`);
      await page.waitFor(
        'the README',
        () => document.querySelector('[data-testid="markdownContent"] h1') !== null,
        undefined,
      );
      // On the tags page of the same visit our elements are there: the script runs and has seen the page change.
      await page.click(`a[href$="/tags"].tab`);
      await page.waitFor('rows', () => document.querySelector('digest-lens') !== null, undefined);
      await page.back();
      await page.waitFor(
        'the README again, without rows',
        () =>
          document.querySelector('[data-testid="markdownContent"] h1') !== null &&
          document.querySelector('digest-lens') === null,
        undefined,
      );
      expect(await shownLines(page)).toEqual([]);
      expect(session.standin.requestsOf('manifest-get')).toEqual([]);
    });
  });
});

async function noLines(page: BrowserPage): Promise<void> {
  await page.waitFor(
    'no lines',
    () => document.querySelector('digest-lens-line') === null,
    undefined,
  );
}

/** Runs inside the page. */
function saysInLine({ tag, text }: { tag: string; text: string }): boolean {
  return [...document.querySelectorAll<HTMLElement>('digest-lens-line')].some(
    (line) =>
      line.dataset['tags']?.split(' ').includes(tag) && line.shadowRoot?.textContent.includes(text),
  );
}
