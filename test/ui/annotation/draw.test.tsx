// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { tagsUrl } from '../../../src/core/hub-location.ts';
import type { SheetTree } from '../../../src/messaging/sheet.ts';
import { isSheetTree } from '../../../src/messaging/sheet-guard.ts';
import type { TagView } from '../../../src/messaging/view.ts';
import {
  clearAnnotation,
  drawAnnotation,
  reserveAnnotation,
} from '../../../src/ui/annotation/draw.tsx';
import type { AnnotationProps } from '../../../src/ui/annotation/props.ts';
import { repositoryName, tagView } from '../../page/fakes.ts';
import { digest } from '../../page/markup.ts';
import { text } from '../../text/catalog-text.ts';
import { drawnTree } from './drawn-row.ts';

const STYLE = '.head { color: blue }';

function newRoot(): ShadowRoot {
  const host = document.createElement('digest-lens');
  document.body.append(host);
  return host.attachShadow({ mode: 'open' });
}

type Drawing = Partial<AnnotationProps> & { readonly view?: TagView; readonly total?: number };

async function draw(root: ShadowRoot, tag: string, drawing: Drawing = {}): Promise<void> {
  const { view, total, ...more } = drawing;
  const shown = view ?? tagView(tag, { state: 'failed', failure: { kind: 'not-found' } });
  await act(() =>
    drawAnnotation(root, {
      tag,
      isTall: false,
      row: { tree: drawnTree(shown, { known: 1, total: total ?? 1 }), style: STYLE },
      theme: 'dark',
      text,
      onCopy: async () => true,
      onRetry: () => undefined,
      rowOf: () => 'here',
      onGoTo: () => undefined,
      isOpen: false,
      onToggle: () => undefined,
      onUnfold: () => undefined,
      onAct: () => undefined,
      ...more,
    }),
  );
}

/** As in browsers, once the page has carried the nodes elsewhere that the next would stand before. happy-dom bears it. */
function scatter(root: ShadowRoot): void {
  for (const box of root.querySelectorAll('.relations, .lens')) {
    box.insertBefore = () => {
      throw new DOMException('not a child of this node', 'NotFoundError');
    };
  }
}

describe('drawing into a shadow root', () => {
  it('fills the box that was reserved, so that nothing moves', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    const reserved = root.querySelector('.lens');
    expect(reserved).not.toBeNull();
    await draw(root, '1.27');
    expect(root.querySelectorAll('.lens')).toHaveLength(1);
    expect(root.querySelector('.lens')).toBe(reserved);
    expect(root.querySelector('.lens')?.getAttribute('data-theme')).toBe('dark');
    expect(root.querySelector('button')).not.toBeNull();
  });

  it('gives the root the styles of what is drawn, beside its own, as they come', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    const [own] = root.adoptedStyleSheets;
    expect(root.adoptedStyleSheets).toHaveLength(1);
    await draw(root, '1.27', { view: tagView('1.27') });
    expect(root.adoptedStyleSheets).toHaveLength(2);
    const sheet = { tree: [], style: '.sheet { color: red }' };
    await draw(root, '1.27', { view: tagView('1.27'), isOpen: true, sheet });
    expect(root.adoptedStyleSheets).toHaveLength(3);
    expect(root.adoptedStyleSheets[0]).toBe(own);
    const other = newRoot();
    reserveAnnotation(other, false);
    await draw(other, '1.26', { view: tagView('1.26'), isOpen: true, sheet });
    // A hundred rows share one.
    expect([...other.adoptedStyleSheets]).toEqual([...root.adoptedStyleSheets]);
    expect(other.adoptedStyleSheets[2]).toBe(root.adoptedStyleSheets[2]);
  });

  it('hears the controls of what it drew last', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    const copied: string[] = [];
    const view = tagView('1.27', { state: 'partial', digest: digest('a') });
    await draw(root, '1.27', { view });
    await draw(root, '1.27', {
      view,
      onCopy: async (text) => {
        copied.push(text);
        return true;
      },
    });
    root.querySelector<HTMLElement>('button.main')?.click();
    expect(copied).toEqual([`nginx:1.27@${digest('a')}`]);
  });

  it('takes down what it drew', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    await draw(root, '1.27');
    await act(() => clearAnnotation(root));
    expect(root.querySelector('.lens')).toBeNull();
  });

  it('draws nothing where nothing was reserved', async () => {
    const root = newRoot();
    await draw(root, '1.27');
    expect(root.childElementCount).toBe(0);
  });

  it('draws anew what the page has broken in the open root', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    const view = tagView('1.27', { state: 'ready', digest: digest('a'), aliases: ['a', 'b', 'c'] });
    await draw(root, '1.27', { view, total: 9 });
    scatter(root);
    await draw(root, '1.27', { view: { ...view, aliases: ['0', 'a', 'b', 'c'] }, total: 9 });
    expect(root.querySelectorAll('.lens')).toHaveLength(1);
    expect([...root.querySelectorAll('.chip')].map((chip) => chip.textContent)).toEqual([
      ...['0', 'a', 'b', 'c'],
    ]);
    root.replaceChildren();
    await draw(root, '1.27', { view, total: 9 });
    expect(root.querySelectorAll('.lens')).toHaveLength(1);
  });

  it('hears the controls of what it drew anew', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    const onToggle = vi.fn();
    const view = tagView('1.27', { state: 'ready', digest: digest('a'), aliases: ['a'] });
    await draw(root, '1.27', { view });
    scatter(root);
    await draw(root, '1.27', { view: { ...view, aliases: ['0', 'a'] }, isOpen: true, onToggle });
    root
      .querySelector('.chip')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(onToggle).toHaveBeenCalledExactlyOnceWith(false);
  });

  it('does nothing for a form that the page has put there', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    const onCopy = vi.fn(async () => true);
    await draw(root, '1.27', { view: tagView('1.27'), onCopy });
    const form = document.createElement('form');
    Object.defineProperty(form, 'closest', { value: document.createElement('input') });
    root.querySelector('.lens')?.append(form);
    form.click();
    expect(onCopy).not.toHaveBeenCalled();
  });

  it('lets nothing of a sheet run, and lets no link lead off the site', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    const evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
    const tree: SheetTree = [
      evil,
      {
        element: 'p',
        attributes: { title: evil, class: evil, 'data-hue': evil },
        children: [evil],
      },
      { element: 'a', attributes: { 'data-go-to': 'javascript:alert(1)' }, children: ['go'] },
    ];
    expect(isSheetTree(tree)).toBe(true);
    await draw(root, '1.27', {
      view: tagView('1.27'),
      isOpen: true,
      sheet: { tree, style: '' },
      rowOf: (name) => tagsUrl(repositoryName('nginx'), { name }),
    });
    expect(root.querySelector('img, script, [onerror]')).toBeNull();
    const opened = root.querySelector('#opened');
    expect(opened?.textContent).toBe(`${evil}${evil}go`);
    expect(opened?.querySelector('p')?.getAttribute('title')).toBe(evil);
    expect(opened?.querySelector('a')?.getAttribute('href')).toMatch(
      /^https:\/\/hub\.docker\.com\/_\/nginx\/tags\?name=javascript%3A/,
    );
  });
});
