// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FAILURE_KINDS } from '../../../src/core/failure.ts';
import type { TagView } from '../../../src/messaging/view.ts';
import { Annotation } from '../../../src/ui/annotation/annotation.tsx';
import type { AnnotationProps } from '../../../src/ui/annotation/props.ts';
import { text } from '../../text/catalog-text.ts';
import { digest, IMAGE, images, NOW, readyView, repository, tagView } from '../samples.ts';

afterEach(cleanup);

function show(view: TagView, more: Partial<AnnotationProps> = {}) {
  const calls = {
    onCopy: vi.fn(async (_: string) => true),
    onRetry: vi.fn(),
    onGoTo: vi.fn(),
  };
  const draw = (shown: TagView) => (
    <Annotation
      repository={repository('library/nginx')}
      view={shown}
      known={339}
      total={1339}
      theme="light"
      text={text}
      now={NOW}
      rowOf={(tag) =>
        tag === 'latest' ? `https://hub.docker.com/_/nginx/tags?name=${tag}` : 'here'
      }
      {...calls}
      {...more}
    />
  );
  const { container, rerender } = render(draw(view));
  return { ...calls, container, update: (next: TagView) => rerender(draw(next)) };
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
    open();
    expect(container.textContent).toContain('single image, linux/amd64');
    expect(container.querySelector('dt')?.textContent).toBe('Image manifest digest');
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

  it('says among how many tags it looked', () => {
    show(readyView({ aliases: [] }));
    expect(screen.getByText('no other tag')).toBeTruthy();
    expect(screen.getByText('among 339 of 1,339 tags')).toBeTruthy();
  });

  it('tells same images under another index in words of their own', () => {
    show(readyView({ aliases: [], sameImages: ['1.31.2-signed'] }));
    expect(screen.getByText('same images, other wrapper')).toBeTruthy();
    expect(screen.getByRole('button', { name: '1.31.2-signed' })).toBeTruthy();
  });
});

describe('the platform table', () => {
  it('opens, keeps attestations apart and says on whose word it rests', () => {
    const { container } = show(readyView());
    expect(screen.queryByRole('table')).toBeNull();
    open();
    const toggle = screen.getByRole('button', { expanded: true });
    const details = container.querySelector(`[id="${toggle.getAttribute('aria-controls')}"]`);
    expect(details?.querySelectorAll('tbody tr')).toHaveLength(8);
    expect(details?.textContent).toContain('Beside them 8 attestations, which are not platforms.');
    expect(details?.textContent).toContain('Docker Hub’s list for exactly this digest');
  });

  it('closes by Escape, which the page does not hear, and gives focus back to its button', () => {
    const { container } = show(readyView());
    const onPage = vi.fn();
    document.body.addEventListener('keydown', onPage);
    open();
    const [row] = screen.getAllByRole('button', { name: /only$/ });
    row?.focus();
    if (row) expect(fireEvent.keyDown(row, { key: 'Escape' })).toBe(false);
    expect(container.querySelector('.details')).toBeNull();
    const toggle = screen.getByRole('button', { expanded: false });
    expect(document.activeElement).toBe(toggle);
    expect(onPage).not.toHaveBeenCalled();
    // Closed, the key is the page's.
    fireEvent.keyDown(toggle, { key: 'Escape' });
    expect(onPage).toHaveBeenCalledOnce();
    document.body.removeEventListener('keydown', onPage);
  });

  it('copies a platform’s own reference with the words "only" in sight, without the tag', () => {
    const { onCopy } = show(readyView(), { machinePlatform: 'linux/arm64' });
    open();
    const row = screen.getByRole('row', { name: /^linux\/arm64/ });
    expect(row.textContent).toContain('your platform');
    const copy = within(row).getByRole('button');
    expect(copy.textContent).toBe('Copy linux/arm64 only');
    fireEvent.click(copy);
    expect(onCopy).toHaveBeenCalledExactlyOnceWith(`nginx@${images(1)[1]?.digest}`);
  });

  it('shows the same platform twice where an index has it twice (peer mistake 12)', () => {
    const twice = images(3, [
      'windows/amd64@10.0.20348.1',
      'windows/amd64@10.0.26100.1',
      'linux/arm',
      'linux/arm',
    ]);
    show(readyView({ images: twice }));
    open();
    expect(screen.getAllByRole('row')).toHaveLength(1 + 4);
  });

  it('labels the image ID for both stores, and no config digest as anything else (peer mistake 3)', () => {
    const { container } = show(
      readyView({ imageId: { platform: 'linux/amd64', digest: digest(77) } }),
    );
    open();
    const terms = [...container.querySelectorAll('dt')].map((dt) => dt.textContent);
    expect(terms).toEqual([
      'Index digest',
      'Image ID, linux/amd64docker images, classic store',
      'Image IDcontainerd store (Engine 29+)',
    ]);
    const values = [...container.querySelectorAll('dd')].map((dd) => dd.textContent);
    expect(values[1]).toContain(digest(77));
    expect(values[2]).toBe('the index digest above');
    expect(container.textContent).not.toMatch(/content digest/i);
  });

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
    fireEvent.click(screen.getByRole('button', { expanded: false }));
    expect(container.textContent).toContain(`still names ${digest(6)} for this tag`);
    expect(screen.queryByRole('table')).toBeNull();
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
    open();
    expect(screen.getByText('mainline')).toBeTruthy();
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
      open();
      expect(container.querySelector('.details')?.textContent).toContain(words?.textContent);
    },
  );
});
