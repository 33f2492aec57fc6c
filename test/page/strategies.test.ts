// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://hub.docker.com/_/nginx/tags" }
import { beforeEach, describe, expect, it } from 'vitest';
import { placeOf } from '../../src/page/placement.ts';
import { createRowIndex } from '../../src/page/row-index.ts';
import { type Hit, hitsIn, type Strategy } from '../../src/page/strategies.ts';
import { repositoryName } from './fakes.ts';
import { ENGLISH, fromHtml, GERMAN, list, NESTINGS, type Nesting, row } from './markup.ts';

const nginx = repositoryName('nginx');
const TAGS = ['1.27.5', '1.27-alpine', 'latest'];
const HASH = 'a'.repeat(64);

beforeEach(() => {
  document.body.innerHTML = '';
});

/** The rows of the page: tag and strategy. */
function rowsOf(html: string, repository = nginx): [string, Strategy][] {
  document.body.innerHTML = html;
  const index = createRowIndex(repository);
  index.scan(document.body);
  return [...index.tags()].flatMap((tag): [string, Strategy][] => {
    const hit = index.best(tag);
    return hit ? [[tag, hit.strategy]] : [];
  });
}

const EXPECTED: Readonly<Record<Nesting, Strategy>> = { cards: 1, divs: 2, bare: 3, commands: 4 };

describe.each(NESTINGS)('rows nested as %s', (nesting) => {
  it('are found once each, by the strategy that fits', () => {
    const rows = rowsOf(list(nesting, 'library/nginx', TAGS));
    expect(rows).toEqual(TAGS.map((tag) => [tag, EXPECTED[nesting]]));
  });

  it('are found on a translated page (peer mistake 13)', () => {
    const rows = rowsOf(list(nesting, 'library/nginx', TAGS, GERMAN));
    expect(rows.map(([tag]) => tag)).toEqual(TAGS);
  });

  it('are found for a community repository', () => {
    const rows = rowsOf(list(nesting, 'bitnami/redis', TAGS), repositoryName('bitnami/redis'));
    expect(rows.map(([tag]) => tag)).toEqual(TAGS);
  });

  it('put the annotation beside the name, outside of links and running text', () => {
    document.body.innerHTML = list(nesting, 'library/nginx', TAGS);
    const index = createRowIndex(nginx);
    index.scan(document.body);
    for (const tag of TAGS) {
      const hit = index.best(tag);
      const place = hit && placeOf(hit, nginx);
      expect(place?.reference.textContent?.trim()).toBe(tag);
      expect(place?.reference.parentElement?.closest('a, p, h3, code')).toBeNull();
    }
  });
});

describe('rows of another repository', () => {
  it.each(['cards', 'bare', 'commands'] as const)('never match, nested as %s', (nesting) => {
    expect(rowsOf(list(nesting, 'library/redis', TAGS))).toEqual([]);
    expect(rowsOf(list(nesting, 'arm32v7/nginx', TAGS))).toEqual([]);
  });

  it('never match by a test id that names no repository, where their links do', () => {
    const foreign = row('cards', 'library/redis', '7').replace('navToImage', 'renamed');
    expect(rowsOf(`<main>${foreign}</main>`)).toEqual([]);
  });
});

describe('other widgets', () => {
  const link = `<a href="/layers/library/nginx/stable/images/sha256-${HASH}">stable</a>`;
  const command = '<code>docker pull nginx:stable</code>';

  it.each([
    ['a side column', `<aside>${link}${command}</aside>`],
    ['a README', `<div data-testid="markdownContent">${link}<pre>${command}</pre></div>`],
    ['navigation', `<nav>${link}</nav><div role="navigation">${link}</div>`],
    ['a dialog', `<div role="dialog">${command}</div>`],
  ])('are no rows: %s', (_, html) => {
    expect(rowsOf(html)).toEqual([]);
  });

  it('are no rows where the list was found by better signs', () => {
    const rows = rowsOf(`<div>${link}${command}</div>${list('cards', 'library/nginx', TAGS)}`);
    expect(rows.map(([tag]) => tag)).toEqual(TAGS);
  });
});

describe('a row’s tag is exact', () => {
  function tagsIn(html: string): string[] {
    return hitsIn(fromHtml(`<div>${html}</div>`), nginx).map((hit: Hit) => hit.tag);
  }

  it.each([
    ['text around a command', '<p>use docker pull nginx:1.27 today</p>'],
    ['a command without a tag', '<code>docker pull nginx</code>'],
    ['a command with a digest', `<code>docker pull nginx:1.27@sha256:${HASH}</code>`],
    ['another registry', '<code>docker pull ghcr.io/library/nginx:1.27</code>'],
    ['a link to the tags page', '<a href="/_/nginx/tags?name=1.27">1.27</a>'],
    [
      'a link to another site',
      `<a href="https://x.test/layers/library/nginx/1/images/sha256-${HASH}">1</a>`,
    ],
    ['a test id that goes on with no tag', '<div data-testid="repotagsImageList-"></div>'],
    ['a test id with a space', '<div data-testid="repotagsImageList-a b"></div>'],
  ])('nothing from %s', (_, html) => {
    expect(tagsIn(html)).toEqual([]);
  });

  it('reads a command that the page’s framework split into text nodes', () => {
    const code = document.createElement('code');
    code.append('docker pull ', 'nginx', ':', '1.27');
    const root = document.createElement('div');
    root.append(code);
    expect(hitsIn(root, nginx)).toEqual([{ tag: '1.27', element: code, strategy: 4 }]);
  });

  it('reads an owner’s links, old layers addresses, absolute ones and a model’s command', () => {
    const hash = `sha256-${HASH}`;
    expect(
      tagsIn(`<a href="/layers/nginx/library/nginx/1.25/images/${hash}?context=explore">x</a>`),
    ).toEqual(['1.25']);
    expect(
      tagsIn(`<a href="https://hub.docker.com/layers/library/nginx/1.26/images/${hash}">x</a>`),
    ).toEqual(['1.26']);
    const owner = fromHtml(`<div><a href="/repository/docker/me/app/tags/v1/${hash}">v1</a></div>`);
    expect(hitsIn(owner, repositoryName('me/app')).map((hit) => hit.tag)).toEqual(['v1']);
    const model = fromHtml('<div><pre><code>docker model pull ai/smollm2:360M</code></pre></div>');
    expect(hitsIn(model, repositoryName('ai/smollm2')).map((hit) => hit.tag)).toEqual(['360M']);
  });

  it('tells links apart that differ in their last part', () => {
    const ends = ['a', 'b'].map((digit) => `sha256-${digit.repeat(64)}`);
    const links = (start: string) => ends.map((end) => `<a href="${start}/${end}">x</a>`).join('');
    expect(tagsIn(links('/layers/library/nginx/1.27/images'))).toEqual(['1.27', '1.27']);
    expect(tagsIn(links('/layers/library/nginx'))).toEqual(ends);
  });

  it('finds a tag without an image digest, whose name is no link', () => {
    const linkless = row('cards', 'library/nginx', 'empty', ENGLISH).replace(
      /<a data-testid="navToImage"[^>]*>empty<\/a>/,
      'empty',
    );
    expect(
      rowsOf(
        `<div data-testid="repotagsTagList">${row('cards', 'library/nginx', '1.27')}${linkless}</div>`,
      ),
    ).toEqual([
      ['1.27', 1],
      ['empty', 2],
    ]);
  });
});

describe('a large page', () => {
  const names = Array.from({ length: 40 }, (_, at) => `1.${at}`);
  const commanded = row('commands', 'library/nginx', 'unlinked');

  function large() {
    const cards = names.map((tag) => row('cards', 'library/nginx', tag)).join('');
    const root = fromHtml(`<main data-testid="repotagsTagList">${cards}${commanded}</main>`);
    document.body.replaceChildren(root);
    return { root, index: createRowIndex(nginx) };
  }

  it('has the rows found first that a test id names, and no row left behind', () => {
    const { root, index } = large();
    expect([...index.scan(root)].toSorted()).toEqual(names.toSorted());
    expect(index.best('unlinked')).toBeUndefined();
    expect([...index.scanMore(() => false)]).toEqual(['unlinked']);
    expect(index.best('unlinked')?.strategy).toBe(4);
    expect(index.hasMore()).toBe(false);
  });

  it('is looked at in steps, and may change between two of them', () => {
    const { root, index } = large();
    index.scan(root);
    const found: string[] = [];
    let steps = 0;
    while (index.hasMore()) {
      found.push(...index.scanMore(() => true));
      steps += 1;
      // What has been looked at goes, as when a page drops the rows above the screen.
      if (steps === 300) for (const gone of [...root.children].slice(0, 3)) gone.remove();
    }
    expect(found).toEqual(['unlinked']);
    expect(steps).toBeGreaterThan(300);
  });

  it('names a tag by its links once its test ids are gone', () => {
    const { root, index } = large();
    index.scan(root);
    index.scanMore(() => false);
    for (const element of root.querySelectorAll('[data-testid]')) {
      element.removeAttribute('data-testid');
      index.recheck(element);
    }
    expect(names.map((tag) => index.best(tag)?.strategy)).toEqual(names.map(() => 3));
  });
});

describe('placement', () => {
  function place(html: string) {
    document.body.innerHTML = `<main><div>${html}${row('bare', 'library/nginx', 'other')}</div></main>`;
    const index = createRowIndex(nginx);
    index.scan(document.body);
    const hit = index.best('1.27');
    if (!hit) throw new Error('no row');
    return placeOf(hit, nginx);
  }
  const link = `<a href="/layers/library/nginx/1.27/images/sha256-${HASH}">1.27</a>`;

  it('leaves a line of boxes for the box below it, while that is still the row', () => {
    const { reference } = place(
      `<section><div style="display: flex"><p>${link}</p><p>x</p></div></section>`,
    );
    expect(reference.tagName).toBe('DIV');
  });

  it('leaves a column of several for the full width below them', () => {
    const { reference } = place(
      `<section><div id="head" style="display: flex"><div><p>${link}</p></div><p>x</p></div></section>`,
    );
    expect(reference.id).toBe('head');
  });

  it('stays in its column where the columns are the row', () => {
    const { reference } = place(
      `<div id="row" style="display: flex"><div id="column"><p>${link}</p></div><p>x</p></div>`,
    );
    expect(reference.parentElement?.id).toBe('column');
  });

  it('stays inside a row that is itself a line of boxes', () => {
    const { reference } = place(`<div id="row" style="display: flex"><p>${link}</p><p>x</p></div>`);
    expect(reference.tagName).toBe('A');
    expect(reference.closest('#row')).not.toBeNull();
  });

  it('stays inside a table cell', () => {
    const { reference } = place(`<table><tbody><tr><td>${link}</td></tr></tbody></table>`);
    expect(reference.closest('td')).not.toBeNull();
  });

  it('never reaches into another row that shows the same word', () => {
    document.body.innerHTML = `<main><article id="nameless"><code>docker pull nginx:latest</code></article>
      <article><h3>1.27</h3><code>docker pull nginx:1.27</code><b>latest</b></article></main>`;
    const index = createRowIndex(nginx);
    index.scan(document.body);
    const hit = index.best('latest');
    expect(hit && placeOf(hit, nginx).reference.closest('#nameless')).not.toBeNull();
  });

  it('stands above the platform table of a row that does not show its name', () => {
    const cells = link.replace('>1.27<', '>aaaaaaaaaaaa<');
    const { reference, position } = place(
      `<div><table><tbody><tr><td>${cells}</td></tr></tbody></table></div>`,
    );
    expect([reference.tagName, position]).toEqual(['TABLE', 'before']);
  });
});
