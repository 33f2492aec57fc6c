// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://hub.docker.com/_/nginx/tags" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Controller, startController } from '../../src/page/controller.ts';
import { rowAttributes } from '../../src/ui/annotation/row-attributes.ts';
import { urlImage } from '../../src/ui/annotation/url-image.ts';
import {
  annotatedTags,
  annotations,
  drawnRow,
  type FakeSurroundings,
  fakeSurroundings,
  tagView,
  tellRows,
} from './fakes.ts';
import { digest, fromHtml, list, listElement, NESTINGS, row } from './markup.ts';

const TAGS = ['1.27.5', '1.27-alpine', 'latest'];
const A = digest('a');

let surroundings: FakeSurroundings;
let ending: AbortController;
let controller: Controller;
const orphaned = vi.fn(() => ending.abort());

function goTo(path: string): void {
  history.pushState(null, '', path);
}

function show(html: string): void {
  document.body.innerHTML = html;
}

function start(): void {
  controller = startController(surroundings, ending.signal, orphaned);
}

/** Lets mutation observers report and the slices of waiting work run. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(20);
}

/** The one row of a tag, by the id of its link's text. */
function rowOf(tag: string): Element {
  const link = [...document.querySelectorAll('#list > *')].find((element) =>
    [...element.querySelectorAll('a, h3, div')].some((part) => part.textContent?.trim() === tag),
  );
  if (!link) throw new Error(`no row of ${tag}`);
  return link;
}

beforeEach(() => {
  vi.useFakeTimers();
  goTo('/_/nginx/tags');
  show('');
  surroundings = fakeSurroundings();
  ending = new AbortController();
  orphaned.mockClear();
});

afterEach(() => {
  ending.abort();
  vi.useRealTimers();
});

describe.each(NESTINGS)('a tags page nested as %s', (nesting) => {
  it('has one annotation for each row, inside that row', async () => {
    show(list(nesting, 'library/nginx', TAGS));
    start();
    await settle();
    expect(annotatedTags()).toEqual(TAGS);
    for (const tag of TAGS) {
      expect(rowOf(tag).querySelectorAll('digest-lens')).toHaveLength(1);
      expect(rowOf(tag).querySelector('digest-lens')?.getAttribute('data-tag')).toBe(tag);
    }
  });

  it('annotates rows that come late, after a placeholder', async () => {
    show('<main><div class="skeleton"></div></main>');
    start();
    await settle();
    expect(annotations()).toEqual([]);
    show(list(nesting, 'library/nginx', TAGS));
    await settle();
    expect(annotatedTags()).toEqual(TAGS);
  });

  it('keeps one each when the page renders all rows anew', async () => {
    show(list(nesting, 'library/nginx', TAGS));
    start();
    await settle();
    const before = annotations();
    listElement().innerHTML = TAGS.map((tag) => row(nesting, 'library/nginx', tag)).join('');
    await settle();
    expect(annotatedTags()).toEqual(TAGS);
    // The same elements: what a person has opened in them stays open.
    expect(annotations()).toEqual(before);
  });

  it('follows paging and filtering: rows that went take theirs along', async () => {
    show(list(nesting, 'library/nginx', TAGS));
    start();
    await settle();
    goTo('/_/nginx/tags?page=2&name=1.2');
    controller.checkAddress();
    listElement().innerHTML = ['1.26', '1.25']
      .map((tag) => row(nesting, 'library/nginx', tag))
      .join('');
    await settle();
    expect(annotatedTags()).toEqual(['1.26', '1.25']);
    expect(surroundings.clients).toHaveLength(1);
    expect(surroundings.client().watched.at(-1)?.tags).toEqual(['1.26', '1.25']);
  });
});

describe('rows that come', () => {
  it('are asked for before their annotations are made, and all of a page’s stand at once', async () => {
    start();
    const standing: number[] = [];
    const { watched } = surroundings.client();
    vi.spyOn(watched, 'push').mockImplementation(() => standing.push(annotations().length));
    const names = Array.from({ length: 25 }, (_, index) => `1.${index}`);
    show(list('cards', 'library/nginx', names));
    // Mutations are reported, and no timer runs.
    await Promise.resolve();
    expect(standing).toEqual([0]);
    expect(annotations()).toHaveLength(25);
  });
});

describe('an annotation that the page took away', () => {
  beforeEach(async () => {
    show(list('cards', 'library/nginx', TAGS));
    start();
    await settle();
  });

  it('is put back where it was', async () => {
    const [first] = annotations();
    const parent = first?.parentElement;
    first?.remove();
    await settle();
    expect(annotations()[0]).toBe(first);
    expect(first?.parentElement).toBe(parent);
  });

  it('is put back only so often to a page that removes foreign nodes', async () => {
    let removals = 0;
    const remove = () => {
      for (const element of annotations()) {
        removals += 1;
        element.remove();
      }
    };
    // Ends by itself: without patience on our side this would go on for ever and tell nobody.
    const hostile = new MutationObserver(() => removals < 500 && remove());
    hostile.observe(document.body, { subtree: true, childList: true });
    remove();
    await settle();
    expect(removals).toBeLessThan(100);
    hostile.disconnect();
    await vi.advanceTimersByTimeAsync(3000);
    expect(annotatedTags()).toEqual(TAGS);
  });

  it('is no second one when the page copies its rows', async () => {
    tellRows(surroundings, TAGS);
    const copy = rowOf('latest').cloneNode(true);
    rowOf('latest').replaceWith(copy);
    await settle();
    expect(annotatedTags()).toEqual(TAGS);
    listElement().innerHTML = `${listElement().innerHTML}`;
    await settle();
    expect(annotatedTags()).toEqual(TAGS);
    for (const element of annotations()) expect(surroundings.drawn.has(rootOf(element))).toBe(true);
  });
});

function rootOf(element: Element): ShadowRoot {
  if (!element.shadowRoot) throw new Error('no shadow root');
  return element.shadowRoot;
}

describe('a row that becomes another tag’s', () => {
  function rename(link: Element, tag: string): void {
    link.setAttribute('href', `/layers/library/nginx/${tag}/images/sha256-${'c'.repeat(64)}`);
    link.textContent = tag;
  }
  function links(): Element[] {
    return [...document.querySelectorAll('#list p > a[href^="/layers/"]')];
  }

  beforeEach(async () => {
    show(list('bare', 'library/nginx', TAGS));
    for (const table of document.querySelectorAll('table')) table.remove();
    start();
    await settle();
  });

  it('keeps its element, which says the new tag and nothing of the old', async () => {
    surroundings.client().heard.onTags({
      type: 'tags',
      repository: 'library/nginx',
      known: 3,
      tags: [drawnRow('1.27.5', { state: 'partial', digest: A })],
    });
    const [element] = annotations();
    expect(element?.getAttribute('data-digest')).toBe(A);
    const [link] = links();
    if (link) rename(link, '1.26.0');
    await settle();
    expect(annotations()[0]).toBe(element);
    expect(annotatedTags()).toEqual(['1.26.0', '1.27-alpine', 'latest']);
    expect(element?.hasAttribute('data-digest')).toBe(false);
    expect(element?.getAttribute('data-state')).toBe('loading');
  });

  it('changes places with another', async () => {
    const [first, second] = links();
    if (first) rename(first, '1.27-alpine');
    if (second) rename(second, '1.27.5');
    await settle();
    expect(annotatedTags()).toEqual(['1.27-alpine', '1.27.5', 'latest']);
    for (const element of annotations()) {
      const link = element.parentElement?.querySelector('p > a');
      expect(link?.textContent).toBe(element.getAttribute('data-tag'));
    }
  });

  it('has none any more when it becomes another repository’s', async () => {
    const [link] = links();
    link?.setAttribute('href', `/layers/library/redis/7/images/sha256-${'c'.repeat(64)}`);
    await settle();
    expect(annotatedTags()).toEqual(['1.27-alpine', 'latest']);
  });
});

describe('the page’s own nodes', () => {
  it('stay as they are: order, attributes, text', async () => {
    const html = list('cards', 'library/nginx', TAGS);
    show(html);
    const untouched = document.body.innerHTML;
    start();
    await settle();
    expect(annotations()).toHaveLength(3);
    ending.abort();
    expect(document.body.innerHTML).toBe(untouched);
  });

  it('stay even where they have our name', async () => {
    show(
      `<digest-lens class="theirs">own words</digest-lens>${list('cards', 'library/nginx', TAGS)}`,
    );
    start();
    await settle();
    expect(document.querySelector('digest-lens.theirs')?.textContent).toBe('own words');
    expect(annotatedTags()).toEqual(TAGS);
  });
});

describe('elements of an earlier instance', () => {
  it('are removed before rows get new ones', async () => {
    show(list('cards', 'library/nginx', TAGS));
    const dead = fromHtml(
      '<digest-lens data-repository="library/nginx" data-tag="latest" data-state="ready"></digest-lens>',
    );
    rowOf('latest').append(dead);
    const dock = fromHtml('<digest-lens-dock data-repository="library/nginx"></digest-lens-dock>');
    document.body.append(dock);
    start();
    await settle();
    expect(dead.isConnected).toBe(false);
    expect(dock.isConnected).toBe(false);
    expect(annotatedTags()).toEqual(TAGS);
  });
});

describe('navigation', () => {
  it('ends a visit when the address names another repository, and begins the next', async () => {
    show(list('cards', 'library/nginx', TAGS));
    start();
    await settle();
    goTo('/r/bitnami/redis/tags');
    controller.checkAddress();
    // The old rows still stand there; none of them is one of bitnami/redis.
    await settle();
    expect(annotations()).toEqual([]);
    expect(surroundings.clients[0]?.isClosed).toBe(true);
    show(list('cards', 'bitnami/redis', ['7.2']));
    await settle();
    expect(annotations().map((element) => element.getAttribute('data-repository'))).toEqual([
      'bitnami/redis',
    ]);
    goTo('/_/nginx/tags');
    show(list('cards', 'library/nginx', TAGS));
    await settle();
    expect(annotatedTags()).toEqual(TAGS);
  });

  it.each([
    '/r/bitnami/redis',
    '/search?q=nginx',
    '/u/nginx',
    '/hardened-images/catalog/dhi/nginx',
  ])('takes everything off the page on %s', async (path) => {
    show(list('cards', 'library/nginx', TAGS));
    start();
    await settle();
    goTo(path);
    controller.checkAddress();
    expect(document.querySelector('digest-lens, digest-lens-dock')).toBeNull();
    expect(surroundings.clients).toHaveLength(1);
  });

  it('asks nothing on a page that is not an image’s', async () => {
    goTo('/search?q=nginx');
    show(list('cards', 'library/nginx', TAGS));
    start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(surroundings.clients).toEqual([]);
    expect(annotations()).toEqual([]);
  });
});

describe('what the worker says', () => {
  beforeEach(async () => {
    show(list('cards', 'library/nginx', TAGS));
    start();
    await settle();
  });

  it('was told of the page before there were rows, and asked for all of them in one question', () => {
    expect(surroundings.client().watched).toEqual([
      { repository: 'library/nginx', tags: [], visible: 0, address: { page: 1 } },
      {
        repository: 'library/nginx',
        tags: TAGS,
        visible: expect.any(Number),
        address: { page: 1 },
      },
    ]);
  });

  it('is shown in the row of its tag', () => {
    surroundings.client().heard.onTags({
      type: 'tags',
      repository: 'library/nginx',
      known: 3,
      total: 9,
      tags: [drawnRow('latest', { state: 'partial', digest: A, evidence: 'registry' })],
    });
    const latest = annotations().at(-1);
    expect(latest?.getAttribute('data-digest')).toBe(A);
    expect(annotations().map((element) => element.getAttribute('data-known'))).toEqual(
      TAGS.map(() => '3/9'),
    );
    expect(annotations()[0]?.hasAttribute('data-digest')).toBe(false);
  });

  it('of another repository is not', () => {
    surroundings.client().heard.onTags({
      type: 'tags',
      repository: 'library/redis',
      known: 1,
      tags: [drawnRow('latest', { state: 'partial', digest: A })],
    });
    expect(annotations().some((element) => element.hasAttribute('data-digest'))).toBe(false);
  });

  it('is asked for again by the button of a failed row', async () => {
    tellRows(surroundings, TAGS);
    await settle();
    const [first] = annotations();
    if (first) surroundings.drawn.get(rootOf(first))?.onRetry();
    expect(surroundings.client().retries).toBe(1);
  });

  it('links an alias to its row here, or to the tags page filtered to it', async () => {
    tellRows(surroundings, TAGS);
    await settle();
    const [first] = annotations();
    const props = first && surroundings.drawn.get(rootOf(first));
    expect(props?.rowOf('latest')).toBe('here');
    expect(props?.rowOf('1.20')).toBe('https://hub.docker.com/_/nginx/tags?name=1.20');
  });
});

describe('an extension that is gone', () => {
  it('takes all of ours along when the worker’s port says so', async () => {
    show(list('cards', 'library/nginx', TAGS));
    start();
    await settle();
    surroundings.client().heard.onOrphaned();
    expect(document.querySelector('digest-lens')).toBeNull();
  });

  it('takes all of ours along at the next change of the page', async () => {
    show(list('cards', 'library/nginx', TAGS));
    start();
    await settle();
    surroundings.alive = false;
    document.body.append(document.createElement('p'));
    await settle();
    expect(orphaned).toHaveBeenCalledOnce();
    expect(document.querySelector('digest-lens')).toBeNull();
  });
});

describe('the dock', () => {
  const listed = { type: 'listed', repository: 'library/nginx', page: 1 } as const;

  function dockedTags(): (string | null)[] | undefined {
    const root = document.querySelector('digest-lens-dock')?.shadowRoot;
    return root
      ? [...root.querySelectorAll('digest-lens')].map((element) => element.getAttribute('data-tag'))
      : undefined;
  }

  beforeEach(async () => {
    show('<main><p>rows of a kind that nobody knows</p></main>');
    start();
    await settle();
  });

  it('asks for the tags of the address once the page has changed nothing for a second', async () => {
    goTo('/_/nginx/tags?page=3&name=al%20p&ordering=name');
    controller.checkAddress();
    await vi.advanceTimersByTimeAsync(900);
    document.body.append(document.createElement('p'));
    await vi.advanceTimersByTimeAsync(900);
    expect(surroundings.client().listed).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(surroundings.client().listed).toEqual([
      { repository: 'library/nginx', page: 3, name: 'al p', ordering: 'name' },
    ]);
  });

  it('holds an annotation for each tag named, 25 at most', async () => {
    await vi.advanceTimersByTimeAsync(1100);
    const names = Array.from({ length: 30 }, (_, at) => `1.${at}`);
    surroundings.client().heard.onListed({ ...listed, tags: names });
    expect(dockedTags()).toEqual(names.slice(0, 25));
    expect(surroundings.client().watched.at(-1)?.tags).toEqual(names.slice(0, 25));
  });

  it('does not appear where the Hub API names no tag, or answers an older question', async () => {
    await vi.advanceTimersByTimeAsync(1100);
    surroundings.client().heard.onListed({ ...listed, tags: [] });
    surroundings.client().heard.onListed({ ...listed, page: 2, tags: TAGS });
    expect(dockedTags()).toBeUndefined();
  });

  it('goes as soon as a row is found', async () => {
    await vi.advanceTimersByTimeAsync(1100);
    surroundings.client().heard.onListed({ ...listed, tags: TAGS });
    expect(dockedTags()).toEqual(TAGS);
    document
      .querySelector('main')
      ?.insertAdjacentHTML('beforeend', list('cards', 'library/nginx', ['1.27']));
    await settle();
    expect(dockedTags()).toBeUndefined();
    expect(annotatedTags()).toEqual(['1.27']);
  });

  it('goes with the page, and comes again for the next', async () => {
    await vi.advanceTimersByTimeAsync(1100);
    surroundings.client().heard.onListed({ ...listed, tags: TAGS });
    goTo('/_/nginx/tags?page=2');
    controller.checkAddress();
    expect(dockedTags()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1100);
    surroundings.client().heard.onListed({ ...listed, page: 2, tags: ['1.0'] });
    expect(dockedTags()).toEqual(['1.0']);
  });

  it('folds to its heading', async () => {
    await vi.advanceTimersByTimeAsync(1100);
    surroundings.client().heard.onListed({ ...listed, tags: TAGS });
    const root = document.querySelector('digest-lens-dock')?.shadowRoot;
    const button = root?.querySelector('button');
    expect(button?.getAttribute('aria-expanded')).toBe('true');
    button?.click();
    expect(button?.getAttribute('aria-expanded')).toBe('false');
    expect(root?.querySelector('ul')?.hidden).toBe(true);
  });
});

describe('a layers page', () => {
  const hash = 'a'.repeat(64);

  beforeEach(() => {
    goTo(`/layers/library/nginx/1.27/images/sha256-${hash}`);
  });

  it('has one annotation beside its heading, which says what the hash is', async () => {
    show('<main><h1>nginx:1.27</h1></main>');
    start();
    expect(surroundings.client().watched[0]?.urlDigest).toBe(A);
    expect(annotations()[0]?.dataset).toMatchObject({ urlDigest: A, urlKind: 'unknown' });
    const view = tagView('1.27', {
      state: 'ready',
      digest: digest('b'),
      images: [{ platform: 'linux/amd64', digest: A }],
    });
    const attributes = rowAttributes(view, urlImage(A, view));
    surroundings.client().heard.onTags({
      type: 'tags',
      repository: 'library/nginx',
      known: 1,
      tags: [{ tag: '1.27', attributes, tree: [] }],
    });
    const [element] = annotations();
    expect(annotations()).toHaveLength(1);
    expect(element?.previousElementSibling?.tagName).toBe('H1');
    expect(element?.dataset).toMatchObject({
      urlDigest: A,
      urlKind: 'image-manifest',
      urlPlatform: 'linux/amd64',
    });
  });

  it('waits for its heading, and keeps one when the page renders it anew', async () => {
    show('<main><h1>nginx</h1></main>');
    start();
    await settle();
    expect(annotations()).toEqual([]);
    show('<main><h1>library/nginx:1.27</h1></main>');
    await settle();
    expect(annotations()).toHaveLength(1);
    show('<main><h1>library/nginx:1.27</h1></main>');
    await settle();
    expect(annotations()).toHaveLength(1);
    expect(annotations()[0]?.previousElementSibling?.tagName).toBe('H1');
  });

  it('takes a heading that only resembles it once the page has settled', async () => {
    show('<main><h1>Image 1.27 of nginx</h1></main>');
    start();
    await settle();
    expect(annotations()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1100);
    expect(annotations()).toHaveLength(1);
  });
});

describe('a change of the page', () => {
  it('costs what changed: a row more among hundreds looks at that row', async () => {
    const names = Array.from({ length: 400 }, (_, at) => `1.${at}`);
    show(list('commands', 'library/nginx', names));
    start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(annotations()).toHaveLength(400);
    const looked = new Set<Element>();
    const original = Element.prototype.querySelectorAll;
    const spy = vi.spyOn(Element.prototype, 'querySelectorAll').mockImplementation(function (
      this: Element,
      selector: string,
    ) {
      looked.add(this);
      return original.call(this, selector);
    });
    const walk = vi.spyOn(document, 'createTreeWalker');
    const added = fromHtml(row('commands', 'library/nginx', '2.0'));
    listElement().append(added);
    await settle();
    const roots = [...looked, ...walk.mock.calls.map(([root]) => root)];
    spy.mockRestore();
    walk.mockRestore();
    expect(annotations()).toHaveLength(401);
    expect(roots.length).toBeGreaterThan(0);
    for (const root of roots) expect(added.contains(root)).toBe(true);
  });
});
