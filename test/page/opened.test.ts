// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://hub.docker.com/_/nginx/tags" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SheetTree } from '../../src/messaging/sheet.ts';
import { startController } from '../../src/page/controller.ts';
import type { AnnotationProps } from '../../src/ui/annotation/props.ts';
import { annotations, type FakeSurroundings, fakeSurroundings, tellRows } from './fakes.ts';
import { list, listElement, row } from './markup.ts';

const TREE: SheetTree = ['all that is known'];

let surroundings: FakeSurroundings;
let ending: AbortController;

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(20);
}

function propsOf(tag: string): AnnotationProps {
  const element = annotations().find((one) => one.dataset['tag'] === tag);
  const props = element?.shadowRoot && surroundings.drawn.get(element.shadowRoot);
  if (!props) throw new Error(`nothing is drawn for ${tag}`);
  return props;
}

function answer(tag: string, style = ''): void {
  surroundings.client().heard.onSheet({
    type: 'sheet',
    repository: 'library/nginx',
    tag,
    tree: TREE,
    style,
    asking: false,
  });
}

beforeEach(async () => {
  vi.useFakeTimers();
  history.pushState(null, '', '/_/nginx/tags');
  document.body.innerHTML = list('cards', 'library/nginx', ['1.27', '1.26', 'latest']);
  surroundings = fakeSurroundings();
  ending = new AbortController();
  startController(surroundings, ending.signal, () => ending.abort());
  await settle();
  tellRows(surroundings, ['1.27', '1.26', 'latest']);
  await settle();
});

afterEach(() => {
  ending.abort();
  vi.useRealTimers();
});

describe('an annotation that is opened', () => {
  it('is open at once, and the worker is told which all are', () => {
    propsOf('1.26').onToggle(true);
    expect(propsOf('1.26').isOpen).toBe(true);
    propsOf('latest').onToggle(true);
    propsOf('1.26').onToggle(false);
    expect(surroundings.client().openedTags).toEqual([['1.26'], ['1.26', 'latest'], ['latest']]);
  });

  it('shows what the worker drew for its tag, and the later one after it', async () => {
    propsOf('1.26').onToggle(true);
    expect(propsOf('1.26').sheet).toBeUndefined();
    answer('1.26', 'a {}');
    await settle();
    expect(propsOf('1.26').sheet).toEqual({ tree: TREE, style: 'a {}' });
    answer('1.26', 'b {}');
    await settle();
    expect(propsOf('1.26').sheet?.style).toBe('b {}');
    expect(propsOf('latest').sheet).toBeUndefined();
  });

  it('shows nothing old when it is opened again, and nothing while closed', async () => {
    propsOf('1.26').onToggle(true);
    answer('1.26');
    await settle();
    propsOf('1.26').onToggle(false);
    answer('1.26');
    await settle();
    expect(propsOf('1.26').sheet).toBeUndefined();
    propsOf('1.26').onToggle(true);
    expect(propsOf('1.26').sheet).toBeUndefined();
  });

  it('is closed with its row, and told so', async () => {
    propsOf('1.26').onToggle(true);
    listElement().innerHTML = ['1.27', 'latest']
      .map((tag) => row('cards', 'library/nginx', tag))
      .join('');
    await settle();
    expect(surroundings.client().openedTags.at(-1)).toEqual([]);
  });

  it('is closed when its row becomes another tag’s', async () => {
    propsOf('1.26').onToggle(true);
    answer('1.26');
    const element = annotations().find((one) => one.dataset['tag'] === '1.26');
    const link = document.querySelectorAll('a[data-testid="navToImage"]')[1];
    const table = document.querySelector('[data-testid="repotagsImageList-1.26"]');
    table?.remove();
    const code = link?.closest('[data-testid="repotagsTagListItem"]')?.querySelector('code');
    if (code) code.textContent = 'docker pull nginx:1.25';
    link?.setAttribute('href', `/layers/library/nginx/1.25/images/sha256-${'c'.repeat(64)}`);
    if (link) link.textContent = '1.25';
    await settle();
    expect(element?.dataset['tag']).toBe('1.25');
    expect(propsOf('1.25').isOpen).toBe(false);
    expect(propsOf('1.25').sheet).toBeUndefined();
    expect(surroundings.client().openedTags.at(-1)).toEqual([]);
  });

  it('asks what each Accept header gets, and never for a pull', () => {
    propsOf('latest').onToggle(true);
    propsOf('latest').onAct('read-manifest');
    expect(surroundings.client().acceptsAsked).toEqual([]);
    propsOf('latest').onAct('ask-accepts');
    expect(surroundings.client().acceptsAsked).toEqual(['latest']);
  });
});
