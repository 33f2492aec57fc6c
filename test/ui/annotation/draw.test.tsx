// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import {
  clearAnnotation,
  drawAnnotation,
  reserveAnnotation,
} from '../../../src/ui/annotation/draw.tsx';
import type { AnnotationProps } from '../../../src/ui/annotation/props.ts';
import { repositoryName, tagView } from '../../page/fakes.ts';
import { digest } from '../../page/markup.ts';
import { text } from '../../text/catalog-text.ts';

function newRoot(): ShadowRoot {
  const host = document.createElement('digest-lens');
  document.body.append(host);
  return host.attachShadow({ mode: 'open' });
}

async function draw(
  root: ShadowRoot,
  tag: string,
  more: Partial<AnnotationProps> = {},
): Promise<void> {
  await act(() =>
    drawAnnotation(root, {
      repository: repositoryName('nginx'),
      view: tagView(tag, { state: 'failed', failure: { kind: 'not-found' } }),
      known: 1,
      theme: 'dark',
      text,
      onCopy: async () => true,
      onRetry: () => undefined,
      rowOf: () => 'here',
      onGoTo: () => undefined,
      isOpen: false,
      onToggle: () => undefined,
      onAct: () => undefined,
      ...more,
    }),
  );
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

  it('gives the root the styles of the opened part, beside its own', async () => {
    const root = newRoot();
    reserveAnnotation(root, false);
    const [own] = root.adoptedStyleSheets;
    const sheet = { tree: [], style: '.sheet { color: red }' };
    await draw(root, '1.27', { view: tagView('1.27'), isOpen: true, sheet });
    expect(root.adoptedStyleSheets).toHaveLength(2);
    expect(root.adoptedStyleSheets[0]).toBe(own);
    const other = newRoot();
    reserveAnnotation(other, false);
    await draw(other, '1.26', { view: tagView('1.26'), isOpen: true, sheet });
    // A hundred rows share one.
    expect(other.adoptedStyleSheets[1]).toBe(root.adoptedStyleSheets[1]);
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
});
