import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SupportedTagsList } from '../../src/core/supported-tags/list.ts';
import { render } from '../../src/core/supported-tags/render.ts';
import { group, listOf, WORDS } from '../core/supported-tags/sources.ts';
import type { BrowserPage } from './page.ts';
import { type ScriptPage, startScriptPage } from './script-page.ts';
import { inBrowsers } from './session.ts';

/** As no tag can be called: nothing of it may become markup or end the script. */
const EVIL = '</script><img src=x onerror="document.title=1"><!-- \u2028 “é” \u{1f433}';

function list(): SupportedTagsList {
  const made = listOf([group(['1.9.0', '1', 'latest'], 10), group(['old'], 20, { images: [] })]);
  const [first, ...others] = made.lines;
  if (!first) throw new Error('no line');
  return { ...made, lines: [{ ...first, tags: [...first.tags, EVIL] }, ...others] };
}

/** What the console holds, but for the icon: Firefox asks for that by itself, and the policy refuses it. */
function complaints({ consoleMessages }: BrowserPage): string[] {
  return consoleMessages.filter((line) => !line.includes('/favicon.ico'));
}

inBrowsers('the Supported-tags list as a script', (session) => {
  let server: ScriptPage;

  beforeAll(async () => {
    server = await startScriptPage(render(list(), 'script', WORDS));
  });
  afterAll(() => server.close());

  /** Opens the page with this body, and waits for so many lists. */
  async function open(body: string, lists = 1): Promise<BrowserPage> {
    server.body = body;
    const page = await session.browser.open(server.url);
    await page.waitFor(
      `${lists} lists`,
      (count: number) =>
        [...document.querySelectorAll('div')].filter((host) =>
          host.shadowRoot?.querySelector('section'),
        ).length === count,
      lists,
    );
    return page;
  }

  it('shows the list where it stands, under a policy that allows nothing but the file', async () => {
    const page = await open('<p>before</p><script src="tags.js"></script><p>after</p>');
    const seen = await page.evaluate(() => {
      const root = document.querySelector('div')?.shadowRoot;
      return {
        order: [...document.body.children].map(({ localName }) => localName),
        heading: root?.querySelector('h2')?.textContent,
        first: [...(root?.querySelectorAll('li:first-child code') ?? [])].map(
          ({ textContent }) => textContent,
        ),
        images: root?.querySelectorAll('img, script').length,
        lines: root?.querySelectorAll('li').length,
        title: document.title,
      };
    }, undefined);
    expect(seen).toMatchObject({
      order: ['p', 'script', 'div', 'p'],
      heading: 'Supported tags of nginx',
      images: 0,
      lines: 2,
      title: 'A page',
    });
    expect(seen.first.slice(0, 4)).toEqual(['1.9.0', '1', 'latest', EVIL]);
    expect(complaints(page)).toEqual([]);
    await page.close();
  });

  it('asks for nothing', async () => {
    const before = server.asked.length;
    const page = await open('<script src="tags.js"></script>');
    const asked = server.asked.slice(before).filter((path) => path !== '/favicon.ico');
    expect(asked).toEqual(['/', '/tags.js']);
    await page.close();
  });

  it.each(['defer', 'async'])('stands in its place with %s too', async (how) => {
    const page = await open(`<i></i><script ${how} src="tags.js"></script><b></b>`);
    const order = await page.evaluate(
      () => [...document.body.children].map(({ localName }) => localName),
      undefined,
    );
    expect(order).toEqual(['i', 'script', 'div', 'b']);
    await page.close();
  });

  it('may stand in a page twice', async () => {
    const page = await open(
      '<script src="tags.js"></script><hr><script src="tags.js"></script>',
      2,
    );
    expect(complaints(page)).toEqual([]);
    await page.close();
  });

  it.each([
    ['light', 'rgb(0, 0, 0)'],
    ['dark', 'rgb(255, 255, 255)'],
  ] as const)('is as %s as the page, and no wider than 320 pixels', async (scheme, ink) => {
    const page = await open('<script src="tags.js"></script>');
    await page.setViewport(320, 600);
    const seen = await page.evaluate(
      ([name, colour]: readonly [string, string]) => {
        // As a style sheet of the page's own would: the policy of this page allows it none.
        document.documentElement.style.colorScheme = name;
        document.documentElement.style.color = colour;
        const code = document.querySelector('div')?.shadowRoot?.querySelector('code');
        return {
          ink: code && getComputedStyle(code).color,
          font: code && getComputedStyle(code).fontFamily,
          wide: document.documentElement.scrollWidth > innerWidth,
        };
      },
      [scheme, ink] as const,
    );
    expect(seen).toMatchObject({ ink, wide: false });
    // The constructed style sheet counts, although the page allows no style.
    expect(seen.font).toContain('monospace');
    await page.close();
  });
});

describe('the page that includes it', () => {
  it('is under a policy that would stop an inline script', async () => {
    const server = await startScriptPage('');
    const answer = await fetch(server.url);
    await server.close();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
