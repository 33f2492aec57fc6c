// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { SupportedTagsList } from '../../../src/core/supported-tags/list.ts';
import { render } from '../../../src/core/supported-tags/render.ts';
import { digestNumber, image } from '../samples.ts';
import { group, listOf, WORDS } from './sources.ts';

const LIST = listOf(
  [
    group(['1.9.0', '1', 'latest'], 10),
    group(['old'], 20, { images: [], evidence: 'hub', staleSince: Date.UTC(2026, 10, 23, 8, 12) }),
    group(['windows'], 30, {
      images: [image('windows/amd64@10.0.1', 31), image('unknown', 32)],
    }),
  ],
  { known: 5, total: 9, signatureTags: 1, unknownTags: [{ tag: 'broken' }] },
);

const SENTENCES =
  'Made on 2026-11-23 10:05 UTC from Docker Hub’s registry, by Digest Lens. It rests on 5 of 9 tags. ' +
  '1 tag that holds a signature is left out. Incomplete: what 1 tag points to could not be told.';

/** As no tag, digest, platform or word can be: what every form must survive even if it came to it. */
const EVIL =
  '</script><script>alert(1)</script><!--<img src=x onerror=alert(1)> `x` ``y`` "q" \'a\' &amp; \u2028\u2029\u202e\n* z';

function evilList(): SupportedTagsList {
  const [line] = LIST.lines;
  if (!line) throw new Error('no line');
  return {
    ...LIST,
    repository: EVIL,
    lines: [
      { ...line, tags: [EVIL], platforms: [{ platform: EVIL, digest: digestNumber(1) }] },
      line,
    ],
  };
}

describe('Markdown', () => {
  it('has one line for each digest, and says what it rests on', () => {
    expect(render(LIST, 'markdown', WORDS)).toBe(
      [
        '## Supported tags of nginx',
        '',
        `* \`1.9.0\`, \`1\`, \`latest\`: \`${digestNumber(10)}\` (linux/amd64, linux/arm64)`,
        `* \`old\`: \`${digestNumber(20)}\` (platforms not known; not confirmed by the registry; as of 2026-11-23 08:12 UTC)`,
        `* \`windows\`: \`${digestNumber(30)}\` (windows/amd64\\@10.0.1, platform not named)`,
        '',
        SENTENCES,
        '',
      ].join('\n'),
    );
  });

  it('lets nothing out of its line or its code', () => {
    const text = render(evilList(), 'markdown', WORDS);
    const lines = text.split('\n');
    expect(lines.filter((line) => line.startsWith('* '))).toHaveLength(2);
    expect(text).not.toMatch(/[\u2028\u2029\u202e]/);
    const [first = ''] = lines.filter((line) => line.startsWith('* '));
    // The longest run of backticks inside has two: three open and close the code.
    expect(first.startsWith('* ``` </script>')).toBe(true);
    expect(first).toContain('\u{fffd}* z ```: ');
    // Outside of code every sign that could open something is escaped.
    const outside = first.slice(first.indexOf('```: '));
    expect(outside.match(/(?<!\\)[<>*_[\]|&]/g)).toBeNull();
    expect(lines[0]?.match(/(?<!\\)[<>`*_[\]|&]/g)).toBeNull();
  });

  it('lets no address become a link', () => {
    const [line] = LIST.lines;
    if (!line) throw new Error('no line');
    const platforms = [
      { platform: 'www.example.com/amd64', digest: digestNumber(1) },
      { platform: 'https://example.com', digest: digestNumber(2) },
      { platform: 'a@example.com', digest: digestNumber(3) },
    ];
    const text = render({ ...LIST, lines: [{ ...line, platforms }] }, 'markdown', WORDS);
    expect(text).toContain('(www\\.example.com/amd64, https\\://example.com, a\\@example.com)');
  });
});

describe('HTML', () => {
  it('has one line for each digest, and says what it rests on', () => {
    expect(render(LIST, 'html', WORDS)).toBe(
      [
        '<section lang="en">',
        '<h2>Supported tags of nginx</h2>',
        '<ul>',
        `<li><code>1.9.0</code>, <code>1</code>, <code>latest</code>: <code>${digestNumber(10)}</code> <small>(linux/amd64, linux/arm64)</small></li>`,
        `<li><code>old</code>: <code>${digestNumber(20)}</code> <small>(platforms not known; not confirmed by the registry; as of 2026-11-23 08:12 UTC)</small></li>`,
        `<li><code>windows</code>: <code>${digestNumber(30)}</code> <small>(windows/amd64@10.0.1, platform not named)</small></li>`,
        '</ul>',
        `<p><small>${SENTENCES}</small></p>`,
        '</section>',
        '',
      ].join('\n'),
    );
  });

  it('makes text of what looks like markup', () => {
    const place = document.createElement('div');
    place.innerHTML = render(evilList(), 'html', WORDS);
    expect(place.querySelector('script, img')).toBeNull();
    expect(place.querySelectorAll('li')).toHaveLength(2);
    expect(place.querySelector('li > code')?.textContent).toBe(EVIL);
    expect([...place.querySelectorAll('*')].flatMap((e) => e.getAttributeNames())).toEqual([
      'lang',
    ]);
  });
});

describe('the script', () => {
  /** Runs it as a browser does, with the element that includes it. */
  function include(script: string, into: Element): void {
    const here = document.createElement('i');
    into.append(here);
    Object.defineProperty(document, 'currentScript', { value: here, configurable: true });
    // biome-ignore lint/security/noGlobalEval: the form under test is a program.
    globalThis.eval(script);
    Object.defineProperty(document, 'currentScript', { value: null, configurable: true });
  }

  function shown(place: Element): Element[] {
    return [...place.querySelectorAll('div')].flatMap(
      (host) => (host.shadowRoot ?? host).querySelector('section') ?? [],
    );
  }

  it('shows what the HTML form says, after its own element', () => {
    const place = document.createElement('main');
    place.innerHTML = '<p>before</p>';
    include(render(LIST, 'script', WORDS), place);
    place.append('after');
    const html = document.createElement('div');
    html.innerHTML = render(LIST, 'html', WORDS);
    const flat = (element: Element | null | undefined) =>
      element?.textContent?.replaceAll('\n', '');
    expect(flat(shown(place)[0])).toBe(flat(html.querySelector('section')));
    expect([...place.children].map(({ tagName }) => tagName)).toEqual(['P', 'I', 'DIV']);
    expect(place.querySelector('div')?.getAttribute('lang')).toBe('en');
  });

  it('may stand in a page twice', () => {
    const place = document.createElement('main');
    include(render(LIST, 'script', WORDS), place);
    include(render(LIST, 'script', WORDS), place);
    expect(shown(place)).toHaveLength(2);
  });

  it('shows the list without constructed style sheets too', () => {
    const place = document.createElement('main');
    const kept = globalThis.CSSStyleSheet;
    Reflect.deleteProperty(globalThis, 'CSSStyleSheet');
    include(render(LIST, 'script', WORDS), place);
    globalThis.CSSStyleSheet = kept;
    expect(place.querySelectorAll('div > section li')).toHaveLength(3);
  });

  it('does nothing where it cannot know its place', () => {
    const script = render(LIST, 'script', WORDS);
    // biome-ignore lint/security/noGlobalEval: the form under test is a program.
    expect(() => globalThis.eval(script)).not.toThrow();
  });

  it('is broken by nothing that is in it, and makes text of it', () => {
    const script = render(evilList(), 'script', WORDS);
    expect(script).not.toMatch(/<\/script|<!--|[^\n -~]/i);
    const place = document.createElement('main');
    include(script, place);
    expect(shown(place)[0]?.querySelector('script, img')).toBeNull();
    expect(shown(place)[0]?.querySelector('li > code')?.textContent).toBe(EVIL);
  });

  it('holds nothing that could ask for anything or run a text', () => {
    expect(render(LIST, 'script', WORDS)).not.toMatch(
      /fetch|XMLHttp|import|eval|Function\(|innerHTML|insertAdjacent|document\.write|src|href|https?:/,
    );
  });
});
