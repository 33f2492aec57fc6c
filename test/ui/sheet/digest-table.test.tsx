// @vitest-environment happy-dom
import { cleanup } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SIGNED_SCHEMA_1 } from '../../../src/core/media-type.ts';
import { digest, IMAGE, INDEX, images, readyView, tagDetail, tagView } from '../samples.ts';
import { showSheet } from './show-sheet.tsx';

afterEach(cleanup);

const PULL = 'docker pull “Digest:”';
const CONTAINERD = 'docker images, containerd store (Engine 29 and later)';
const KUBERNETES = 'Kubernetes imageID';
const LAYERS = 'Docker Hub’s layers page';
const CLASSIC = 'docker images, classic store';

describe('the table of digests', () => {
  it('of an index: what belongs to the tag once over all rows, the rest for each platform', () => {
    const [amd64, arm64] = images(1, ['linux/amd64', 'linux/arm64']);
    if (!amd64 || !arm64) return expect.fail('no images');
    const { table, all } = showSheet(
      tagDetail(readyView({ images: [{ ...amd64, configDigest: digest(71) }, arm64] })),
    );
    expect(table('digests')).toEqual({
      'linux/amd64your platform': {
        [PULL]: digest(1),
        [CONTAINERD]: digest(1),
        [KUBERNETES]: digest(1),
        [LAYERS]: amd64.digest,
        [CLASSIC]: digest(71),
      },
      'linux/arm64': { [LAYERS]: arm64.digest, [CLASSIC]: 'Read (1 pull)' },
    });
    const whole = all('.digests td[rowspan="2"]');
    expect(whole).toHaveLength(3);
    for (const cell of whole) expect(cell.textContent).toContain('the same for all platforms');
  });

  it('of a single image: its manifest is the digest of every command but the classic store’s', () => {
    const view = tagView({
      tag: 'amd64-only',
      digest: digest(4),
      mediaType: IMAGE,
      images: [{ platform: 'linux/amd64', digest: digest(4), configDigest: digest(72) }],
    });
    const { table, container } = showSheet(tagDetail(view));
    expect(table('digests')).toEqual({
      'linux/amd64your platform': {
        [PULL]: digest(4),
        [CONTAINERD]: digest(4),
        [KUBERNETES]: digest(4),
        [LAYERS]: digest(4),
        [CLASSIC]: digest(72),
      },
    });
    expect(container.textContent).not.toContain('the same for all platforms');
    expect(container.textContent).not.toContain('Index digest');
  });

  it('of a single manifest whose platform nobody named: the same, and the classic ID once it was read', () => {
    const view = tagView({ tag: '1', digest: digest(4), mediaType: IMAGE });
    expect(showSheet(tagDetail(view)).table('digests')['not known']).toMatchObject({
      [LAYERS]: digest(4),
      [CLASSIC]: 'Read (1 pull)',
    });
    cleanup();
    const read = { ...view, imageId: { platform: 'unknown', digest: digest(72) } };
    expect(showSheet(tagDetail(read)).table('digests')['not known']).toMatchObject({
      [CLASSIC]: digest(72),
    });
  });

  it('of schema 1: no config digest at all, and nothing to read', () => {
    const view = tagView({ tag: '0.8', digest: digest(5), mediaType: SIGNED_SCHEMA_1 });
    const { table, all } = showSheet(tagDetail(view));
    expect(table('digests')).toEqual({
      'not known': {
        [PULL]: digest(5),
        [CONTAINERD]: 'none: schema 1 is not kept there',
        [KUBERNETES]: digest(5),
        [LAYERS]: 'none: schema 1',
        [CLASSIC]: 'none: schema 1 has no config digest',
      },
    });
    expect(all('[data-action="read-manifest"]')).toEqual([]);
  });

  it('of an artifact: none, because no such command shows one', () => {
    const view = tagView({ tag: '7b', digest: digest(6), mediaType: IMAGE, evidence: 'bytes' });
    const { all, part } = showSheet(tagDetail(view));
    expect(all('.digests tbody')).toEqual([]);
    expect(part('digests').textContent).toContain('it is not a container image');
    expect(part('digests').textContent).toContain(digest(6));
  });

  it.each([
    ['whose images are not known', 'registry', 'not known'],
    ['that names no image itself', 'bytes', 'none: it names no image itself'],
  ] as const)('of an index %s: says so', (_, evidence, words) => {
    const view = tagView({ tag: '1', digest: digest(7), mediaType: INDEX, evidence });
    expect(showSheet(tagDetail(view)).table('digests')).toMatchObject({
      'not known': { [PULL]: digest(7), [LAYERS]: words, [CLASSIC]: words },
    });
  });

  it('keeps images apart that differ in os.version only, and equal platforms that repeat', () => {
    const platforms = ['windows/amd64@10.0.20348.2700', 'windows/amd64@10.0.26100.1', 'unknown'];
    const { all } = showSheet(
      tagDetail(readyView({ images: images(1, [...platforms, 'unknown']) })),
    );
    expect(all('.digests tbody th').map((name) => name.textContent)).toEqual([
      ...platforms.slice(0, 2),
      'platform not named',
      'platform not named',
    ]);
  });

  it('copies the name that Kubernetes shows in full', () => {
    const { all } = showSheet(tagDetail(readyView()));
    const copies = all('.digests .whole [data-copies]').map((one) => one.dataset['copies']);
    expect(copies).toEqual([digest(1), digest(1), `docker.io/library/nginx@${digest(1)}`]);
  });

  it('names the price where an image ID was not read, and spends nothing on a page', () => {
    const [amd64] = images(1, ['linux/amd64']);
    const detail = tagDetail(readyView({ images: amd64 ? [amd64] : [] }));
    const button = showSheet(detail).one('.digests [data-action="read-manifest"]');
    expect(button.dataset).toMatchObject({ digest: amd64?.digest, pulls: '1' });
    cleanup();
    const page = showSheet(detail, false);
    expect(page.all('[data-action="read-manifest"]')).toEqual([]);
    expect(page.part('digests').textContent).toContain('in the popup, 1 pull');
  });

  it('says at the button, and to screen readers, that one could not be read, until it is tried again', () => {
    const [amd64, arm64] = images(1, ['linux/amd64', 'linux/arm64']);
    if (!amd64 || !arm64) return expect.fail('no images');
    const unread = [
      { digest: amd64.digest, failure: { kind: 'unavailable', status: 503 } as const },
    ];
    const view = readyView({ images: [amd64, arm64] });
    const { one } = showSheet(tagDetail(view, { unread }));
    const alert = one('.digests [role="alert"]');
    expect(alert.textContent).toBe('Not reached. Docker Hub answered 503.');
    const cell = alert.closest('td');
    expect(cell?.querySelector<HTMLElement>('button')?.dataset['digest']).toBe(amd64.digest);
    cleanup();
    const again = showSheet(tagDetail(view, { unread, reading: [amd64.digest] }));
    expect(again.all('.digests [role="alert"]')).toEqual([]);
    cleanup();
    // A page reads none, and has no button that it could stand at.
    expect(showSheet(tagDetail(view, { unread }), false).all('[role="alert"]')).toEqual([]);
  });

  it('says while one is being read', () => {
    const shown = images(1, ['linux/amd64']);
    const detail = tagDetail(readyView({ images: shown }), {
      reading: shown.map((image) => image.digest),
    });
    expect(showSheet(detail).table('digests')['linux/amd64your platform']).toMatchObject({
      [CLASSIC]: 'reading…',
    });
  });
});
