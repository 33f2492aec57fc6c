// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FAILURE_KINDS } from '../../../src/core/failure.ts';
import type { LineView } from '../../../src/messaging/view.ts';
import { hearControls } from '../../../src/ui/annotation/controls.ts';
import { pageLooks } from '../../../src/ui/annotation/page-looks.ts';
import type { LineProps } from '../../../src/ui/annotation/props.ts';
import { controlsOf, drawLine, LineWord, reserveLine } from '../../../src/ui/line/draw-line.tsx';
import { text } from '../../text/catalog-text.ts';
import { digest, NOW, repository } from '../samples.ts';

afterEach(cleanup);

const TAGS = ['1.27.5', '1.27', 'latest'];

function lineView(more: Partial<LineView> = {}): LineView {
  return { tags: TAGS, verdict: 'unknown', asking: false, lagging: [], missing: [], ...more };
}

const LOOKS = pageLooks(text, () => NOW);

function lineProps(view: LineView, more: Partial<LineProps> = {}): LineProps {
  const { tree, about } = LOOKS.line(view, repository('library/nginx'));
  return {
    word: { tree, style: LOOKS.styles.line },
    about,
    theme: 'light',
    text,
    isOpen: false,
    onToggle: () => undefined,
    onCopy: async () => true,
    onRetry: () => undefined,
    ...more,
  };
}

/** As on a page, except that nothing around it hides it from the queries of the test. */
function show(view: Partial<LineView>, more: Partial<LineProps> = {}): Element {
  const { container } = render(<LineWord {...lineProps(lineView(view), more)} />);
  hearControls(container, () => controlsOf(lineProps(lineView(view), more)));
  return container;
}

const lag = (tag: string, ...platforms: string[]) => ({ tag, platforms });

describe('the word beside a line', () => {
  it.each<[string, Partial<LineView>, string]>([
    ['while it is asked', { asking: true }, 'checking…'],
    ['all one image', { verdict: 'same', digest: digest(1) }, 'same'],
    ['all the same images', { verdict: 'same' }, 'same'],
    ['a line of one tag', { verdict: 'same', tags: ['1.27'], digest: digest(1) }, 'exists'],
    [
      'one tag behind',
      { verdict: 'split', lagging: [lag('latest', 'linux/arm64', 'linux/386')] },
      'latest lags on linux/arm64, linux/386',
    ],
    [
      'one tag other, nobody knows where',
      { verdict: 'split', lagging: [lag('latest')] },
      'latest points to another digest',
    ],
    [
      'several other, of one nobody knows where',
      { verdict: 'split', lagging: [lag('1.27', 'linux/arm64'), lag('latest')] },
      '1.27 and 1 more point to other digests',
    ],
    [
      'several behind',
      { verdict: 'split', lagging: [lag('1.27', 'linux/arm64'), lag('latest', 'linux/arm64')] },
      '1.27 and 1 more are not the same',
    ],
    ['one missing', { verdict: 'missing', missing: ['1.27'] }, '1.27 does not exist'],
    [
      'several missing',
      { verdict: 'missing', missing: ['1.27', 'latest'] },
      '1.27 and 1 more do not exist',
    ],
    ['no answer', { failure: { kind: 'unavailable' } }, 'not known'],
  ])('says it in words, with a picture: %s', (_, view, words) => {
    const container = show(view);
    const button = screen.getByRole('button');
    expect(button.textContent).toBe(words);
    expect(button.getAttribute('aria-label')).toContain(`${view.tags?.[0] ?? '1.27.5'}: ${words}`);
    expect(button.querySelector('svg')).not.toBeNull();
    expect(container.querySelector('.about')).toBeNull();
  });

  it('opens by its button', () => {
    const onToggle = vi.fn();
    show({ verdict: 'same' }, { onToggle });
    fireEvent.click(screen.getByRole('button', { expanded: false }));
    expect(onToggle).toHaveBeenCalledExactlyOnceWith(true);
  });
});

describe('the opened part of a line', () => {
  const about = (view: Partial<LineView>, more: Partial<LineProps> = {}) => {
    const container = show(view, { isOpen: true, ...more });
    const id = screen.getByRole('button', { expanded: true }).getAttribute('aria-controls');
    return container.querySelector(`[id="${id}"]`);
  };

  it('offers the pin of the line’s first tag, with the digest that all share', () => {
    const part = about({ verdict: 'same', digest: digest(1) });
    const copy = part?.querySelector<HTMLElement>('[data-copies]');
    expect(copy?.dataset['copies']).toBe(`nginx:1.27.5@${digest(1)}`);
    expect(copy?.textContent).toBe('Copy nginx:1.27.5@sha256…');
    expect(part?.textContent).toContain('the same digest for every tag of this line');
  });

  it('offers no pin where the tags share images and no digest', () => {
    const part = about({ verdict: 'same' });
    expect(part?.textContent).toContain('under different indexes');
    expect(part?.querySelector('[data-copies]')).toBeNull();
  });

  it('names every tag that is behind, and where', () => {
    const lagging = [lag('1.27', 'linux/arm64'), lag('latest', 'linux/386')];
    const part = about({ verdict: 'split', lagging });
    expect(part?.textContent).toContain('Not all tags of this line are one image.');
    expect([...(part?.querySelectorAll('li') ?? [])].map((item) => item.textContent)).toEqual([
      '1.27 lags on linux/arm64',
      'latest lags on linux/386',
    ]);
    expect(part?.textContent).not.toContain('not known');
  });

  it('says in one sentence what holds for several tags', () => {
    const tags = ['1.27.5', '1.27', '1', 'stable', 'mainline', 'latest'];
    const lagging = [
      lag('1.27', 'linux/arm64'),
      lag('1'),
      lag('stable', 'linux/arm64'),
      lag('latest'),
    ];
    const part = about({ tags, verdict: 'split', lagging });
    expect([...(part?.querySelectorAll('li') ?? [])].map((item) => item.textContent)).toEqual([
      '1.27, stable lag on linux/arm64',
      '1, latest point to other digests',
    ]);
  });

  it.each<[string, Partial<LineView>]>([
    ['split', { verdict: 'split', lagging: [lag('1.27.5', 'linux/arm64')] }],
    [
      'missing',
      { verdict: 'missing', missing: ['1.27.5'], lagging: [lag('latest', 'linux/arm64')] },
    ],
  ])('offers the pin of a tag of the rest: %s', (_, view) => {
    const part = about({ ...view, digest: digest(1) });
    expect(part?.textContent).toContain('The rest of this line has this digest:');
    const copy = part?.querySelector<HTMLElement>('[data-copies]');
    expect(copy?.dataset['copies']).toBe(`nginx:1.27@${digest(1)}`);
    cleanup();
    expect(about(view)?.textContent).not.toContain('The rest');
  });

  it('hides no tag that differs behind one that is missing', () => {
    const lagging = [lag('latest', 'linux/arm64')];
    const part = about({ verdict: 'missing', missing: ['1.27'], lagging });
    expect(part?.textContent).toContain('The registry does not have: 1.27.');
    expect(part?.querySelector('li')?.textContent).toBe('latest lags on linux/arm64');
  });

  it('names every tag that is missing', () => {
    const part = about({ verdict: 'missing', missing: ['1.27', 'latest'] });
    expect(part?.textContent).toBe('The registry does not have: 1.27, latest.');
  });

  it.each(FAILURE_KINDS)('says why it is not known, and asks again: %s', (kind) => {
    const onRetry = vi.fn();
    const part = about({ failure: { kind } }, { onRetry });
    expect(part?.querySelector(`[data-failure="${kind}"]`)).not.toBeNull();
    const retry = screen.queryByRole('button', { name: 'Try again' });
    expect(retry === null).toBe(['offline', 'budget-spent', 'unsupported'].includes(kind));
    if (retry) fireEvent.click(retry);
    expect(onRetry).toHaveBeenCalledTimes(retry ? 1 : 0);
  });

  it('is honest about what nobody says', () => {
    const part = about({ verdict: 'split', lagging: [lag('1.27', 'linux/arm64'), lag('latest')] });
    expect(part?.textContent).toContain('Not all tags of this line point to one digest.');
    expect(part?.querySelector('li:last-child')?.textContent).toBe(
      'latest points to another digest',
    );
    expect(part?.textContent).toContain('it may be the same images in another wrapper');
  });

  it('shows a tag that looks like markup as the text that it is', () => {
    const part = about({ verdict: 'missing', missing: ['<img src=x>'] });
    expect(part?.querySelector('img')).toBeNull();
    expect(part?.textContent).toContain('<img src=x>');
  });
});

describe('a line in its shadow root', () => {
  it('copies by click, and closes by Escape', async () => {
    const host = document.createElement('digest-lens-line');
    document.body.append(host);
    const root = host.attachShadow({ mode: 'open' });
    reserveLine(root);
    expect(root.adoptedStyleSheets).toHaveLength(1);
    const onCopy = vi.fn(async () => true);
    const onToggle = vi.fn();
    const view = lineView({ verdict: 'same', digest: digest(1) });
    drawLine(root, lineProps(view, { isOpen: true, onCopy, onToggle }));
    expect(root.adoptedStyleSheets).toHaveLength(2);
    expect(root.querySelector('.room')).toBeNull();
    root.querySelector<HTMLElement>('[data-copies]')?.click();
    expect(onCopy).toHaveBeenCalledExactlyOnceWith(`nginx:1.27.5@${digest(1)}`);
    await vi.waitFor(() =>
      expect(root.querySelector('[role="status"]')?.textContent).toBe('Copied'),
    );
    const pressed = new KeyboardEvent('keydown', {
      key: 'Escape',
      bubbles: true,
      cancelable: true,
    });
    root.querySelector('.about')?.dispatchEvent(pressed);
    expect(onToggle).toHaveBeenCalledExactlyOnceWith(false);
    expect(root.activeElement).toBe(root.querySelector('.verdict'));
  });
});
