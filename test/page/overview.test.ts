// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://hub.docker.com/_/nginx" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DrawnLine } from '../../src/messaging/drawn.ts';
import { type Controller, startController } from '../../src/page/controller.ts';
import type { LineProps } from '../../src/ui/annotation/props.ts';
import { type FakeSurroundings, fakeSurroundings } from './fakes.ts';
import { fromHtml, list } from './markup.ts';
import { declaredLine, LISTS, readme } from './readme.ts';

const TREE = ['what the worker drew'];
const NEWEST = ['1.27.5', '1.27', 'latest'];
const OLDER = ['1.26.3', '1.26'];
const README = readme([NEWEST, OLDER].map((tags) => declaredLine(tags)).join(''));

let surroundings: FakeSurroundings;
let ending: AbortController;
let controller: Controller;

function show(html: string): void {
  document.body.innerHTML = html;
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(20);
}

async function start(html: string): Promise<void> {
  show(html);
  controller = startController(surroundings, ending.signal, () => ending.abort());
  await settle();
}

function words(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('digest-lens-line')];
}

function said(): (readonly (string | null)[])[] {
  return words().map((word) => [word.getAttribute('data-tags'), word.getAttribute('data-verdict')]);
}

function propsOf(word: Element | undefined): LineProps | undefined {
  return word?.shadowRoot ? surroundings.drawnLines.get(word.shadowRoot) : undefined;
}

function answer(tags: readonly string[], more: Partial<DrawnLine> = {}): void {
  surroundings.client().heard.onLines({
    type: 'lines',
    repository: 'library/nginx',
    lines: [{ tags, verdict: 'same', asking: false, tree: TREE, about: TREE, ...more }],
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  history.pushState(null, '', '/_/nginx');
  surroundings = fakeSurroundings();
  ending = new AbortController();
});

afterEach(() => {
  ending.abort();
  vi.useRealTimers();
});

describe('the overview of an official image', () => {
  it('has one word for each declared line, and asks about all of them at once', async () => {
    await start(README);
    expect(said()).toEqual([
      [NEWEST.join(' '), 'unknown'],
      [OLDER.join(' '), 'unknown'],
    ]);
    expect(propsOf(words()[0])?.word).toBeUndefined();
    expect(surroundings.client().declared).toEqual([{ lines: [NEWEST, OLDER], visible: 0 }]);
    // A list of tags as long as the repository's is not walked for a few lines.
    expect(surroundings.client().watched).toEqual([]);
  });

  it.each(LISTS)('puts it behind the words of its line: %s', async (style) => {
    const inner = '<ul><li><code>1.27.5</code></li></ul>';
    await start(readme(declaredLine(NEWEST, style, inner)));
    const [word] = words();
    const item = document.querySelector('#declared > li');
    expect(word?.parentElement).toBe(style === 'tight' ? item : item?.querySelector('p'));
    expect(word?.nextElementSibling?.tagName).toBe(style === 'tight' ? 'UL' : undefined);
    expect(words()).toHaveLength(1);
  });

  it('shows the verdict in the line that it is of', async () => {
    await start(README);
    answer(OLDER, { verdict: 'split', about: ['1.26 lags'] });
    await settle();
    expect(said()).toEqual([
      [NEWEST.join(' '), 'unknown'],
      [OLDER.join(' '), 'split'],
    ]);
    expect(propsOf(words()[1])).toMatchObject({ word: { tree: TREE }, about: ['1.26 lags'] });
  });

  it('does not take the answer about another repository', async () => {
    await start(README);
    surroundings.client().heard.onLines({
      type: 'lines',
      repository: 'library/redis',
      lines: [{ tags: NEWEST, verdict: 'same', asking: false, tree: TREE, about: TREE }],
    });
    expect(said()[0]?.[1]).toBe('unknown');
  });

  it('opens and closes each by itself, and asks again by its button', async () => {
    await start(README);
    const [first, second] = words();
    propsOf(first)?.onToggle(true);
    expect([first, second].map((word) => propsOf(word)?.isOpen)).toEqual([true, false]);
    propsOf(first)?.onToggle(false);
    expect(propsOf(first)?.isOpen).toBe(false);
    propsOf(second)?.onRetry();
    expect(surroundings.client().retries).toBe(1);
  });

  it('waits for a README that comes late', async () => {
    await start('<main><div class="skeleton"></div></main>');
    expect(surroundings.client().declared).toEqual([]);
    show(README);
    await settle();
    expect(words()).toHaveLength(2);
    expect(surroundings.client().declared).toHaveLength(1);
  });

  it('keeps one word each, the same one, when the README is rendered anew', async () => {
    await start(README);
    answer(NEWEST);
    propsOf(words()[0])?.onToggle(true);
    const before = words();
    show(README);
    await settle();
    expect(words()).toEqual(before);
    expect(said()[0]).toEqual([NEWEST.join(' '), 'same']);
    expect(propsOf(words()[0])?.isOpen).toBe(true);
    expect(surroundings.client().declared).toHaveLength(1);
  });

  it('follows a list that changes', async () => {
    await start(README);
    const newer = ['1.28.0', 'latest'];
    const items = document.getElementById('declared');
    items?.insertAdjacentHTML('afterbegin', declaredLine(newer));
    items?.lastElementChild?.remove();
    await settle();
    expect(said().map(([tags]) => tags)).toEqual([newer.join(' '), NEWEST.join(' ')]);
    expect(surroundings.client().declared.at(-1)?.lines).toEqual([newer, NEWEST]);
  });

  it('has a word for each of two equal lines, and asks once', async () => {
    await start(readme(declaredLine(OLDER) + declaredLine(OLDER)));
    answer(OLDER, { verdict: 'missing' });
    expect(said()).toEqual([
      [OLDER.join(' '), 'missing'],
      [OLDER.join(' '), 'missing'],
    ]);
    expect(surroundings.client().declared.at(-1)?.lines).toEqual([OLDER]);
  });

  it('puts words back that the page took away, and only so often', async () => {
    await start(README);
    const [first] = words();
    first?.remove();
    await settle();
    expect(words()[0]).toBe(first);
    let removals = 0;
    const hostile = new MutationObserver(() => {
      if (removals > 500) return;
      for (const word of words()) {
        removals += 1;
        word.remove();
      }
    });
    hostile.observe(document.body, { subtree: true, childList: true });
    words()[0]?.remove();
    await settle();
    expect(removals).toBeLessThan(100);
    hostile.disconnect();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(words()).toHaveLength(2);
  });

  it('removes what an earlier instance left, and a copy that the page made', async () => {
    const dead = `<digest-lens-line data-tags="${NEWEST.join(' ')}" data-verdict="same"></digest-lens-line>`;
    await start(README.replace('</p></li>', `${dead}</p></li>`));
    expect(words()).toHaveLength(2);
    const item = document.querySelector('#declared > li');
    const copy = fromHtml(item?.outerHTML ?? '');
    item?.replaceWith(copy);
    await settle();
    expect(words()).toHaveLength(2);
    for (const word of words()) expect(propsOf(word)).toBeDefined();
  });

  it('changes nothing of the page’s own', async () => {
    await start(README);
    answer(NEWEST);
    await settle();
    for (const word of words()) word.remove();
    ending.abort();
    const after = document.body.innerHTML;
    show(README);
    expect(after).toBe(document.body.innerHTML);
  });

  it('takes its words along with the visit, and makes new ones on the way back', async () => {
    await start(README);
    history.pushState(null, '', '/_/nginx/tags');
    controller.checkAddress();
    expect(words()).toEqual([]);
    expect(surroundings.clients[0]?.isClosed).toBe(true);
    show(list('cards', 'library/nginx', ['latest']));
    await settle();
    history.pushState(null, '', '/r/library/nginx');
    controller.checkAddress();
    show(README);
    await settle();
    expect(words()).toHaveLength(2);
    expect(document.querySelector('digest-lens')).toBeNull();
  });

  it('takes its words along when the extension is gone', async () => {
    await start(README);
    surroundings.client().heard.onOrphaned();
    expect(words()).toEqual([]);
  });
});

describe('an overview that declares nothing', () => {
  it.each([
    ['a README without the list', '/_/nginx', readme('')],
    ['a community image', '/r/bitnami/nginx', README],
    ['a namespace that only looks official', '/r/arm32v7/nginx', README],
  ])('has nothing of ours: %s', async (_, path, html) => {
    history.pushState(null, '', path);
    await start(html);
    expect(words()).toEqual([]);
    expect(surroundings.clients.flatMap(({ declared }) => declared)).toEqual([]);
  });
});
