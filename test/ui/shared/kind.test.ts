import { describe, expect, it } from 'vitest';
import { SIGNED_SCHEMA_1 as SCHEMA_1 } from '../../../src/core/media-type.ts';
import {
  containerdImageIdText,
  kindText,
  noPlatformsText,
  type Pointed,
  topDigestLabel,
} from '../../../src/ui/shared/kind.ts';
import { text } from '../../text/catalog-text.ts';
import { digest, IMAGE, INDEX, images } from '../samples.ts';

const index = (more: Partial<Pointed> = {}): Pointed => ({
  digest: digest(1),
  mediaType: INDEX,
  evidence: 'registry',
  images: [],
  ...more,
});
const one = (more: Partial<Pointed> = {}): Pointed => index({ mediaType: IMAGE, ...more });
const amd64 = { platform: 'linux/amd64', digest: digest(1) };

describe('what a tag points to', () => {
  it.each<[string, Pointed]>([
    ['index of 8 platforms', index({ images: images(1) })],
    ['index, platforms not known', index()],
    ['index that names no image itself', index({ evidence: 'bytes' })],
    ['index, platforms not known', index({ evidence: 'bytes', failure: { kind: 'malformed' } })],
    ['single image, linux/amd64', one({ images: [amd64] })],
    ['single image', one({ imageId: { digest: digest(7) } })],
    ['single image', one({ evidence: 'bytes', configDigest: digest(7) })],
    ['schema 1 manifest, an old format', index({ mediaType: SCHEMA_1 })],
    ['other content', index({ mediaType: 'application/json' })],
  ])('is said to be %j', (words, pointed) => {
    expect(kindText(text, pointed)).toBe(words);
  });

  it('is no image until an image is known: charts and models have the same media type', () => {
    expect(kindText(text, one())).toBe('single manifest');
    expect(kindText(text, one({ imageId: {} }))).toBe('single manifest');
    expect(topDigestLabel(text, one())).toBe('Manifest digest');
    expect(containerdImageIdText(text, one())).toBe('the tag’s digest');
  });

  it('is no image once it was read and has no image config', () => {
    const model = one({ evidence: 'bytes' });
    expect(kindText(text, model)).toBe('not a container image');
    expect(noPlatformsText(text, model)).toMatch(/^Read from the manifest itself/);
    expect(noPlatformsText(text, one())).toMatch(/is not known/);
  });
});
