// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import {
  clearAnnotation,
  drawAnnotation,
  reserveAnnotation,
} from '../../../src/ui/annotation/draw.tsx';
import { repositoryName, tagView } from '../../page/fakes.ts';

function newRoot(): ShadowRoot {
  const host = document.createElement('digest-lens');
  document.body.append(host);
  return host.attachShadow({ mode: 'open' });
}

async function draw(root: ShadowRoot, tag: string): Promise<void> {
  await act(() =>
    drawAnnotation(root, {
      repository: repositoryName('nginx'),
      view: tagView(tag, { state: 'failed', failure: { kind: 'not-found' } }),
      known: 1,
      theme: 'dark',
      text: (key) => key,
      onCopy: async () => true,
      onRetry: () => undefined,
      rowOf: () => 'here',
      onGoTo: () => undefined,
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
