// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FAILURE_KINDS } from '../../../src/core/failure.ts';
import type { SheetTree } from '../../../src/messaging/sheet.ts';
import { isSheetTree } from '../../../src/messaging/sheet-guard.ts';
import type { TagView, VersionView } from '../../../src/messaging/view.ts';
import { Annotation } from '../../../src/ui/annotation/annotation.tsx';
import { hearControls } from '../../../src/ui/annotation/controls.ts';
import type { AnnotationProps } from '../../../src/ui/annotation/props.ts';
import type { LayersAddress } from '../../../src/ui/annotation/row-props.ts';
import { grow } from '../../../src/ui/sheet/grow.tsx';
import { text } from '../../text/catalog-text.ts';
import { digest, IMAGE, images, NOW, readyView, tagView } from '../samples.ts';
import { drawnTree } from './drawn-row.ts';

afterEach(cleanup);

interface Shown extends Partial<Pick<AnnotationProps, 'onCopy' | 'sheet'>> {
  readonly layers?: LayersAddress;
}

/** The worker draws, the page shows, and both follow what is clicked. */
function show(view: TagView, { layers, ...more }: Shown = {}) {
  let isOpen = false;
  let isUnfolded = false;
  let shown = view;
  const calls = {
    onCopy: vi.fn(async (_: string) => true),
    onRetry: vi.fn(),
    onGoTo: vi.fn(),
    onAct: vi.fn(),
    onToggle: vi.fn((next: boolean) => {
      isOpen = next;
      rerender(draw());
    }),
    onUnfold: vi.fn(() => {
      isUnfolded = !isUnfolded;
      rerender(draw());
    }),
  };
  const propsNow = (): AnnotationProps => ({
    tag: shown.tag,
    isTall: layers !== undefined,
    row: {
      tree: drawnTree(shown, { isOpen, isUnfolded, ...(layers && { layers }) }),
      style: '',
    },
    theme: 'light',
    text,
    isOpen,
    rowOf: (tag) => (tag === 'latest' ? `https://hub.docker.com/_/nginx/tags?name=${tag}` : 'here'),
    ...calls,
    ...more,
  });
  const draw = () => <Annotation {...propsNow()} />;
  const { container, rerender } = render(draw());
  hearControls(container, () => {
    const { onToggle, onUnfold, onRetry, onCopy, onGoTo, onAct } = propsNow();
    return {
      text,
      isOpen,
      open: onToggle,
      unfold: onUnfold,
      retry: onRetry,
      copy: onCopy,
      goTo: onGoTo,
      act: onAct,
    };
  });
  const update = (next: TagView) => {
    shown = next;
    rerender(draw());
  };
  return { ...calls, container, update };
}

const open = () =>
  fireEvent.click(screen.getByRole('button', { name: /platforms|single image|digest/ }));
const INDEX_PIN = `nginx:1.31.2@${digest(1)}`;

describe('a row that is known', () => {
  it('offers the index digest first, as a pin with tag and digest', async () => {
    const { onCopy } = show(readyView());
    const [first] = screen.getAllByRole('button');
    expect(first?.textContent).toBe('Copy nginx:1.31.2@sha256…');
    if (first) fireEvent.click(first);
    expect(onCopy).toHaveBeenCalledExactlyOnceWith(INDEX_PIN);
    await waitFor(() => expect(screen.getAllByText('Copied')).toHaveLength(1));
  });

  it('says so where the browser refuses to copy', async () => {
    show(readyView(), { onCopy: async () => false });
    fireEvent.click(screen.getByRole('button', { name: /^Copy nginx/ }));
    await waitFor(() => expect(screen.getByText('Not copied: select it by hand')).toBeTruthy());
  });

  it.each([
    ['registry', 'confirmed by the registry'],
    ['bytes', 'hashed here, confirmed by the registry'],
    ['hub', 'Docker Hub’s word'],
  ] as const)('says on whose word: %s', (evidence, words) => {
    show(readyView({ evidence }));
    expect(screen.getByTitle(words).querySelector('svg')).not.toBeNull();
  });

  it('names a single image as what it is, never as an index (peer mistake 9)', () => {
    const { container } = show(
      tagView({
        tag: 'amd64-only',
        digest: digest(4),
        mediaType: IMAGE,
        evidence: 'registry',
        images: [{ platform: 'linux/amd64', digest: digest(4) }],
      }),
    );
    expect(container.textContent).toContain('single image, linux/amd64');
    expect(container.textContent).not.toMatch(/index/i);
  });

  it('leads from a chip to its row, or to the page that has it', () => {
    const { onGoTo } = show(readyView());
    fireEvent.click(screen.getByRole('button', { name: '1.31' }));
    expect(onGoTo).toHaveBeenCalledExactlyOnceWith('1.31');
    expect(screen.getByRole('link', { name: 'latest' }).getAttribute('href')).toBe(
      'https://hub.docker.com/_/nginx/tags?name=latest',
    );
  });

  it('opens all aliases of a long line and closes them again', () => {
    const aliases = Array.from({ length: 40 }, (_, n) => `1.${40 - n}`);
    show(readyView({ aliases }));
    expect(screen.queryByRole('button', { name: '1.1' })).toBeNull();
    const more = screen.getByRole('button', { name: /more tags with the image of 1.31.2/ });
    fireEvent.click(more);
    expect(screen.getByRole('button', { name: '1.1' })).toBeTruthy();
    expect(more.getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: /^fewer/ }));
    expect(screen.queryByRole('button', { name: '1.1' })).toBeNull();
  });

  it('names a thousand of very many aliases, counts the others, and is what a page takes', () => {
    const aliases = [...Array.from({ length: 12_000 }, (_, n) => `1.${12_000 - n}`), 'latest'];
    const tree = drawnTree(readyView({ aliases }), { isUnfolded: true });
    expect(isSheetTree(tree)).toBe(true);
    const { container } = render(grow(tree, { addressOf: () => undefined }));
    const chips = [...container.querySelectorAll('.chip')].map((chip) => chip.textContent);
    expect(chips).toEqual([...aliases.slice(0, 999), 'latest']);
    expect(screen.getByText('and 11,001 more')).toBeTruthy();
    expect(screen.getByRole('button', { name: /^fewer/ })).toBeTruthy();
  });

  it('says among how many tags it looked', () => {
    show(readyView({ aliases: [] }));
    expect(screen.getByText('no other tag')).toBeTruthy();
    expect(screen.getByText('among 339 of 1,339 tags')).toBeTruthy();
  });

  it('tells same images in another wrapper in words of their own', () => {
    show(readyView({ aliases: [], sameImages: ['1.31.2-signed'] }));
    expect(screen.getByText('same images, other wrapper')).toBeTruthy();
    expect(screen.getByRole('button', { name: '1.31.2-signed' })).toBeTruthy();
  });
});

describe('the opened part', () => {
  const tree: SheetTree = [
    { element: 'h3', attributes: {}, children: ['Digests'] },
    { element: 'button', attributes: { 'data-copies': digest(7) }, children: ['copy it'] },
    { element: 'button', attributes: { 'data-go-to': '1.31' }, children: ['1.31 again'] },
    { element: 'button', attributes: { 'data-go-to': 'latest' }, children: ['latest again'] },
    { element: 'button', attributes: { 'data-action': 'ask-accepts' }, children: ['Ask now'] },
  ];

  it('says that it is coming, until the worker has drawn it', () => {
    const { container, onToggle } = show(readyView());
    expect(container.querySelector('.details')).toBeNull();
    open();
    expect(onToggle).toHaveBeenCalledExactlyOnceWith(true);
    const toggle = screen.getByRole('button', { expanded: true });
    const details = container.querySelector(`[id="${toggle.getAttribute('aria-controls')}"]`);
    expect(details?.textContent).toBe('Putting together what is known…');
    expect(details?.querySelector('[role="status"]')).not.toBeNull();
  });

  it('is what the worker drew, and does what that says', async () => {
    const { onCopy, onGoTo, onAct } = show(readyView(), { sheet: { tree, style: '' } });
    open();
    expect(screen.getByRole('heading').textContent).toBe('Digests');
    fireEvent.click(screen.getByRole('button', { name: 'copy it' }));
    expect(onCopy).toHaveBeenCalledExactlyOnceWith(digest(7));
    await waitFor(() => expect(screen.getAllByText('Copied')).toHaveLength(1));
    fireEvent.click(screen.getByRole('button', { name: '1.31 again' }));
    expect(onGoTo).toHaveBeenCalledExactlyOnceWith('1.31');
    fireEvent.click(screen.getByRole('button', { name: 'Ask now' }));
    expect(onAct).toHaveBeenCalledExactlyOnceWith('ask-accepts', undefined);
  });

  it('leads to a tag of another page by a link', () => {
    show(readyView(), { sheet: { tree, style: '' } });
    open();
    const link = screen.getByRole('link', { name: 'latest again' });
    expect(link.getAttribute('href')).toBe('https://hub.docker.com/_/nginx/tags?name=latest');
  });

  it('closes by Escape, which the page does not hear, and gives focus back to its button', () => {
    const { container } = show(readyView(), { sheet: { tree, style: '' } });
    const onPage = vi.fn();
    document.body.addEventListener('keydown', onPage);
    open();
    const inside = screen.getByRole('button', { name: 'copy it' });
    inside.focus();
    expect(fireEvent.keyDown(inside, { key: 'Escape' })).toBe(false);
    expect(container.querySelector('.details')).toBeNull();
    const toggle = screen.getByRole('button', { expanded: false });
    expect(document.activeElement).toBe(toggle);
    expect(onPage).not.toHaveBeenCalled();
    // Closed, the key is the page's.
    fireEvent.keyDown(toggle, { key: 'Escape' });
    expect(onPage).toHaveBeenCalledOnce();
    document.body.removeEventListener('keydown', onPage);
  });
});

describe('the button of the opened part', () => {
  it('says what it opens, and of which tag, after its own words', () => {
    const { container } = show(readyView());
    const words = container.querySelector('.kind .words')?.textContent;
    const more = 'digests, pins and relations of 1.31.2';
    const name = (verb: string) => `${words} ${verb} ${more}`;
    const closed = screen.getByRole('button', { expanded: false, name: name('All') });
    expect(screen.getByTitle(`All ${more}`)).toBe(closed.querySelector('.words'));
    open();
    const opened = screen.getByRole('button', { expanded: true, name: name('Hide') });
    expect(screen.getByTitle(`Hide ${more}`)).toBe(opened.querySelector('.words'));
  });
});

describe('a guard in the opened part', () => {
  it('is what Escape closes first', () => {
    const children: SheetTree = [{ element: 'summary', attributes: {}, children: ['guarded'] }];
    const tree: SheetTree = [{ element: 'details', attributes: { class: 'guard' }, children }];
    const { container } = show(readyView(), { sheet: { tree, style: '' } });
    open();
    const guard = container.querySelector('details');
    guard?.setAttribute('open', '');
    fireEvent.keyDown(screen.getByText('guarded'), { key: 'Escape' });
    expect(guard?.hasAttribute('open')).toBe(false);
    expect(container.querySelector('.details')).not.toBeNull();
    fireEvent.keyDown(screen.getByText('guarded'), { key: 'Escape' });
    expect(container.querySelector('.details')).toBeNull();
  });
});

describe('the version of a floating tag', () => {
  const latest = (version: VersionView, more: Partial<TagView> = {}) =>
    readyView({ tag: 'latest', aliases: ['1.31.2', '1.31', '1'], version, ...more });
  const line = (container: Element) => container.querySelector('.relations')?.textContent;

  it('stands first, with how it is known in its tooltip, and not once more among the aliases', () => {
    const { container } = show(latest({ tag: '1.31.2', by: 'digest', evidence: 'registry' }));
    expect(line(container)).toMatch(/^latest is1\.31\.2same as1\.311among/);
    expect(screen.getByTitle('latest is 1.31.2: both have the same digest.').textContent).toBe(
      'latest is',
    );
  });

  it.each([
    ['digest', 'hub', 'unconfirmed', /not confirmed by the registry/],
    ['images', 'registry', 'same images', /in another wrapper/],
    [
      'image-id',
      'hub',
      'same image ID, unconfirmed',
      /image ID, in another manifest.*not confirmed/,
    ],
  ] as const)('says what it rests on: %s, %s', (by, evidence, words, title) => {
    show(latest({ tag: '1.31.2', by, evidence }, { aliases: [], sameImages: ['1.31.2'] }));
    expect(screen.getByText(words).getAttribute('title')).toMatch(title);
  });

  it('says of a tag with no other alias nothing about there being none', () => {
    const { container } = show(
      latest({ tag: '1.31.2', by: 'digest', evidence: 'registry' }, { aliases: ['1.31.2'] }),
    );
    expect(line(container)).toMatch(/^latest is1\.31\.2among/);
  });

  it('does not repeat a long name, which stands above', () => {
    const tag = 'mainline-alpine3.24-otel';
    const version: VersionView = { tag: '1.31.2-alpine3.24-otel', by: 'digest', evidence: 'bytes' };
    const { container } = show(readyView({ tag, aliases: [version.tag], version }));
    expect(line(container)).toMatch(/^is1\.31\.2-alpine3\.24-otel/);
  });
});

describe('what may be a rollout in progress', () => {
  const rollout = {
    tag: '1.31.1',
    platforms: ['linux/amd64'],
    differing: ['linux/arm64'],
  };

  it('is told where there is room', () => {
    show(readyView({ aliases: [], someImages: [rollout] }));
    expect(screen.getByText('same on linux/amd64, another image on linux/arm64')).toBeTruthy();
    expect(screen.getByRole('button', { name: '1.31.1' })).toBeTruthy();
  });

  it('counts platforms where they are many', () => {
    const platforms = ['linux/amd64', 'linux/386', 'linux/s390x'];
    show(readyView({ aliases: [], someImages: [{ ...rollout, platforms }] }));
    expect(screen.getByText('same on 3 platforms, another image on linux/arm64')).toBeTruthy();
  });

  it('is left to the opened part where stronger relations take the room, or it is none', () => {
    const aliases = Array.from({ length: 12 }, (_, n) => `1.31-${n}`);
    const { update } = show(readyView({ aliases, someImages: [rollout] }));
    expect(screen.queryByText(/another image on/)).toBeNull();
    update(readyView({ aliases: [], someImages: [{ ...rollout, differing: [] }] }));
    expect(screen.queryByText(/same on linux/)).toBeNull();
  });
});

describe('the hash of a layers page', () => {
  it.each([
    ['index', undefined, /is the index digest/],
    ['image-manifest', 'linux/arm64', /image manifest for linux\/arm64 only/],
    ['attestation', undefined, /is an attestation/],
    ['unknown', undefined, /not among the images/],
  ] as const)(
    'says in sight what the hash of a layers page is: %s',
    (urlKind, urlPlatform, words) => {
      const { container } = show(readyView(), {
        layers: { urlDigest: digest(5), urlKind, ...(urlPlatform && { urlPlatform }) },
      });
      expect(screen.getByRole('button', { expanded: false })).toBeTruthy();
      expect(container.querySelector('.address')?.textContent).toMatch(words);
    },
  );

  it.each<[string, TagView, RegExp]>([
    ['while it asks', tagView({ tag: '1', state: 'loading' }), /^What the hash .* being looked up/],
    [
      'without the images',
      tagView({ tag: '1', state: 'partial', digest: digest(1) }),
      /cannot be told/,
    ],
    [
      'where it is the digest of something unknown',
      tagView({ tag: '1', state: 'partial', digest: digest(5) }),
      /is the digest that the tag points to/,
    ],
  ])('does not say that a hash is foreign %s', (_, view, words) => {
    const { container } = show(view, { layers: { urlDigest: digest(5), urlKind: 'unknown' } });
    expect(container.querySelector('.address')?.textContent).toMatch(words);
  });

  it.each([
    [
      'an image',
      { urlKind: 'image-manifest', urlPlatform: 'linux/arm64' },
      'Copy the index instead',
    ],
    ['an attestation', { urlKind: 'attestation' }, 'Copy the index instead'],
    ['nobody knows what', { urlKind: 'unknown' }, 'Copy the index instead'],
  ] as const)('offers the index instead of %s', (_, layers, name) => {
    const { onCopy } = show(readyView(), { layers: { urlDigest: digest(5), ...layers } });
    fireEvent.click(screen.getByRole('button', { name }));
    expect(onCopy).toHaveBeenCalledExactlyOnceWith(INDEX_PIN);
  });

  it('offers nothing instead of the index itself, and no index where there is none', () => {
    const layers = { urlDigest: digest(1), urlKind: 'index' } as const;
    const { update } = show(readyView(), { layers });
    expect(screen.queryByRole('button', { name: /instead/ })).toBeNull();
    update(readyView({ digest: digest(4), mediaType: IMAGE, images: [] }));
    expect(screen.getByRole('button', { name: 'Copy the tag’s digest instead' })).toBeTruthy();
  });

  it('knows the one image of an index from what the tag points to', () => {
    const view = readyView({ images: images(1, ['linux/amd64']) });
    const urlDigest = view.images[0]?.digest ?? digest(0);
    const layers = { urlDigest, urlKind: 'image-manifest', urlPlatform: 'linux/amd64' } as const;
    const { container } = show(view, { layers });
    expect(container.querySelector('.address')?.textContent).toContain('for linux/amd64 only');
  });
});

describe('a row that is not known, or not well', () => {
  it('keeps the same lines from loading to ready', () => {
    const { container, update } = show(tagView({ tag: '1.31.2', state: 'loading' }));
    const lines = () => [...container.querySelectorAll('.lens > *')].map((line) => line.className);
    const before = lines();
    expect(container.textContent).toContain('asking the registry…');
    expect(screen.queryByRole('button')).toBeNull();
    update(readyView());
    expect(lines()).toEqual(before);
  });

  it('tells the Hub’s word from the registry’s while it asks', () => {
    show(readyView({ state: 'loading', evidence: 'hub' }));
    expect(screen.getByTitle('Docker Hub’s word, asking the registry…')).toBeTruthy();
  });

  it('says that the Hub and the registry disagree (peer mistake 14)', () => {
    const { container } = show(
      tagView({
        tag: 'stable',
        state: 'partial',
        digest: digest(5),
        conflict: digest(6),
        evidence: 'registry',
      }),
    );
    expect(container.textContent).toContain('moved: Docker Hub still lists sha256:');
  });

  it('keeps old knowledge and says how old it is', () => {
    show(readyView({ state: 'loading', staleSince: NOW - 2 * 3_600_000 }));
    expect(screen.getByTitle('seen 2 hours ago, asking again…')).toBeTruthy();
    expect(screen.getByText('mainline')).toBeTruthy();
  });

  it.each(FAILURE_KINDS)('gives one line in place for %s', (kind) => {
    const { container, onRetry } = show(tagView({ tag: '1', state: 'failed', failure: { kind } }));
    expect(container.querySelectorAll(`[data-failure="${kind}"]`)).toHaveLength(1);
    const retry = screen.queryByRole('button', { name: 'Try again' });
    expect(retry === null).toBe(['offline', 'budget-spent', 'unsupported'].includes(kind));
    if (retry) fireEvent.click(retry);
    expect(onRetry).toHaveBeenCalledTimes(retry ? 1 : 0);
  });

  it('has no button while a 429 lasts', () => {
    const failure = { kind: 'rate-limited', until: NOW + 60_000 } as const;
    show(tagView({ tag: '1', state: 'failed', failure }));
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('has one when a 429 is over', () => {
    vi.useFakeTimers();
    const failure = { kind: 'rate-limited', until: NOW + 60_000 } as const;
    const { onRetry } = show(tagView({ tag: '1', state: 'failed', failure }));
    act(() => {
      vi.advanceTimersByTime(59_999);
    });
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    act(() => {
      vi.advanceTimersByTime(1);
    });
    vi.useRealTimers();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('cuts the words of a failure only where the row is closed', () => {
    const failure = { kind: 'unavailable', status: 503 } as const;
    const { container } = show(readyView({ state: 'partial', failure }));
    const shape = () => container.querySelector('[data-failure]')?.className;
    expect(shape()).toBe('failure line');
    open();
    expect(shape()).toBe('failure');
  });

  it('shows a failure beside what is still known', () => {
    const { container } = show(
      readyView({
        state: 'partial',
        evidence: 'hub',
        failure: { kind: 'unavailable', status: 503 },
      }),
    );
    expect(container.textContent).toContain('answered 503.');
    expect(screen.getByRole('button', { name: /^Copy nginx/ })).toBeTruthy();
  });

  it.each([
    ['nobody is reached', { kind: 'unavailable', status: 503 }],
    ['it is schema 1', { kind: 'unsupported' }],
  ] as const)(
    'has as many lines as before where %s, and cut words whole elsewhere',
    (_, failure) => {
      const { container, update } = show(readyView());
      const lines = () => container.querySelectorAll('.lens > *').length;
      const before = lines();
      update(readyView({ state: 'partial', failure }));
      expect(lines()).toBe(before);
      const line = container.querySelector('[data-failure]');
      const words = line?.querySelector('.reason');
      expect(words?.getAttribute('title')).toBe(words?.textContent);
    },
  );
});
