// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { TagView } from '../../src/messaging/view.ts';
import { layersHeading } from '../../src/page/layers.ts';
import { urlImage } from '../../src/ui/annotation/url-image.ts';
import { repositoryName, tagView } from './fakes.ts';
import { digest } from './markup.ts';

const INDEX = digest('1');
const AMD64 = digest('2');
const SHARED = digest('3');
const ATTESTATION = digest('4');
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';

const multi = tagView('1.27', {
  state: 'ready',
  digest: INDEX,
  mediaType: OCI_INDEX,
  images: [
    { platform: 'linux/amd64', digest: AMD64 },
    { platform: 'linux/arm/v6', digest: SHARED },
    { platform: 'linux/arm/v7', digest: SHARED },
  ],
  attestations: [ATTESTATION],
});
const single = tagView('1.27', {
  state: 'ready',
  digest: AMD64,
  mediaType: OCI_IMAGE,
  images: [{ platform: 'linux/amd64', digest: AMD64 }],
});
const unnamed = tagView('1.27', { state: 'ready', digest: AMD64 });

describe('the hash in a layers page’s address', () => {
  it.each<[string, TagView, typeof INDEX, object]>([
    ['the index', multi, INDEX, { urlKind: 'index' }],
    ['one platform', multi, AMD64, { urlKind: 'image-manifest', urlPlatform: 'linux/amd64' }],
    ['one image for two platforms', multi, SHARED, { urlKind: 'image-manifest' }],
    ['an attestation', multi, ATTESTATION, { urlKind: 'attestation' }],
    ['nothing of this tag', multi, digest('9'), { urlKind: 'unknown' }],
    ['a single image', single, AMD64, { urlKind: 'image-manifest', urlPlatform: 'linux/amd64' }],
    ['the top, whose kind nobody has said', unnamed, AMD64, { urlKind: 'unknown' }],
    ['anything, before the first answer', tagView('1.27'), AMD64, { urlKind: 'unknown' }],
  ])('is %s', (_, view, hash, expected) => {
    expect(urlImage(hash, view)).toEqual({ urlDigest: hash, ...expected });
  });
});

describe('the heading of a layers page', () => {
  const nginx = repositoryName('nginx');

  function heading(html: string, isSettled = false): string | null | undefined {
    document.body.innerHTML = html;
    return layersHeading(document, nginx, '1.27', isSettled)?.textContent;
  }

  it('is the one that names the image', () => {
    expect(heading('<h1>Docker Hub</h1><h1>nginx<span>:1.27</span></h1>')).toBe('nginx:1.27');
    expect(heading('<h1>library / nginx:1.27</h1>')).toBe('library / nginx:1.27');
  });

  it('is none of another tag’s, until the page has settled', () => {
    expect(heading('<h1>nginx:1.27.5</h1>')).toBeUndefined();
    expect(heading('<h1>x</h1><h1>image 1.27</h1>', true)).toBe('image 1.27');
    expect(heading('<h1>Image</h1>', true)).toBe('Image');
    expect(heading('<p></p>', true)).toBeUndefined();
  });
});
