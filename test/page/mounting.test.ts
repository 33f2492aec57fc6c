// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://hub.docker.com/_/nginx/tags" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startController } from '../../src/page/controller.ts';
import {
  annotatedTags,
  annotations,
  type FakeSurroundings,
  fakeSurroundings,
  tellRows,
} from './fakes.ts';
import { list, type Nesting } from './markup.ts';

/** More than a page of the site. */
const TAGS = Array.from({ length: 60 }, (_, at) => `1.${at}`);

let surroundings: FakeSurroundings;
let ending: AbortController;

/** Lets mutation observers report: no timer runs, and no frame. */
const reported = () => Promise.resolve();
/** Lets the next frame begin, and nothing after it. */
const beforePaint = () => vi.advanceTimersToNextFrame();
const afterwards = () => vi.advanceTimersByTimeAsync(50);

function show(nesting: Nesting, change: (row: HTMLElement) => void = () => undefined): void {
  const page = document.createElement('div');
  page.innerHTML = list(nesting, 'library/nginx', TAGS);
  for (const row of page.querySelectorAll<HTMLElement>('#list > *')) change(row);
  document.body.append(page);
}

function parentsOfAnnotations(): Set<string | undefined> {
  return new Set(
    annotations().map(({ parentElement }) => parentElement?.getAttribute('data-testid') ?? 'head'),
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  surroundings = fakeSurroundings();
  ending = new AbortController();
  startController(surroundings, ending.signal, () => ending.abort());
});

afterEach(() => {
  ending.abort();
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('more rows than the site has on a page', () => {
  it('have their annotations at once, and no style is read for it', async () => {
    const styles = vi.spyOn(window, 'getComputedStyle');
    show('cards');
    await reported();
    expect(annotatedTags()).toEqual(TAGS);
    expect(styles).not.toHaveBeenCalled();
  });

  it('say at once what the worker has told of them before they came, and are drawn after the paint', async () => {
    tellRows(surroundings, TAGS);
    const styles = vi.spyOn(window, 'getComputedStyle');
    show('cards');
    await reported();
    expect(annotations().map((element) => element.getAttribute('data-state'))).toEqual(
      TAGS.map(() => 'ready'),
    );
    beforePaint();
    expect(styles).not.toHaveBeenCalled();
    expect(surroundings.drawn.size).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(surroundings.drawn.size).toBe(TAGS.length);
  });

  it('show nothing of before where attributes alone are told: it could say otherwise', async () => {
    show('cards');
    await reported();
    tellRows(surroundings, ['1.0']);
    await vi.advanceTimersByTimeAsync(2000);
    const [first] = annotations();
    const row = () => first?.shadowRoot && surroundings.drawn.get(first.shadowRoot)?.row;
    expect(row()?.tree).toEqual(['1.0']);
    surroundings.client().heard.onTags({
      type: 'tags',
      repository: 'library/nginx',
      known: 1,
      tags: [{ tag: '1.0', attributes: { 'data-state': 'loading', 'data-aliases': 'latest' } }],
    });
    await vi.advanceTimersByTimeAsync(2000);
    expect(first?.getAttribute('data-aliases')).toBe('latest');
    expect(row()).toBeUndefined();
  });

  it('are looked at again after the paint: what stands right stays', async () => {
    show('cards');
    await reported();
    const before = annotations();
    await afterwards();
    expect(annotations()).toEqual(before);
    expect(parentsOfAnnotations()).toEqual(new Set(['repotagsTagListItem']));
  });

  it('are looked at again after the paint: beside what it was put above, it moves', async () => {
    show('cards', (row) => {
      row.style.display = 'flex';
    });
    await reported();
    expect(parentsOfAnnotations()).toEqual(new Set(['repotagsTagListItem']));
    await afterwards();
    expect(annotatedTags()).toEqual(TAGS);
    expect(parentsOfAnnotations()).toEqual(new Set(['head']));
  });

  it('are drawn in the theme that the page has', async () => {
    document.body.style.backgroundColor = 'rgb(20, 20, 20)';
    show('cards');
    await reported();
    tellRows(surroundings, ['1.0']);
    await vi.advanceTimersByTimeAsync(2000);
    const root = annotations()[0]?.shadowRoot;
    expect(root && surroundings.drawn.get(root)?.theme).toBe('dark');
    document.body.style.backgroundColor = '';
  });

  it('of another markup have the first before the paint, and all of them soon', async () => {
    show('bare');
    await reported();
    expect(annotations()).toHaveLength(0);
    beforePaint();
    expect(annotatedTags()).toEqual(TAGS.slice(0, 12));
    await afterwards();
    expect(annotatedTags()).toEqual(TAGS);
  });
});
