/** What a tag points to, in words: an index of so many platforms, a single image, an old format. */
import type { Digest } from '../../core/digest.ts';
import { manifestKind } from '../../core/media-type.ts';
import type { ImageView } from '../../messaging/view.ts';
import { plural, type Text } from '../../text/text.ts';

/** The part of a TagView or a GroupView that this rests on. */
export interface Pointed {
  readonly digest?: Digest;
  readonly mediaType?: string;
  readonly images: readonly ImageView[];
}

export type PointedKind = 'index' | 'image' | 'legacy' | 'other' | 'unknown';

/** From the media type; while nobody has said it, from whether the top digest is itself the image's. */
export function pointedKind(pointed: Pointed): PointedKind {
  if (pointed.mediaType !== undefined) {
    const kind = manifestKind(pointed.mediaType);
    return kind === 'unknown' ? 'other' : kind;
  }
  if (pointed.images.length === 0) return 'unknown';
  return pointed.images.some((image) => image.digest === pointed.digest) ? 'image' : 'index';
}

/** One short phrase, such as `index of 17 platforms`. */
export function kindText(text: Text, pointed: Pointed): string {
  const { images } = pointed;
  switch (pointedKind(pointed)) {
    case 'index':
      return images.length > 0
        ? plural(text, 'whatIndex', images.length)
        : text('whatIndexUnknown');
    case 'image': {
      const only = images[0];
      return only ? text('whatImage', platformText(text, only.platform)) : text('whatImageUnknown');
    }
    case 'legacy':
      return text('whatLegacy');
    case 'other':
      return text('whatOther');
    case 'unknown':
      return text('whatUnknown');
  }
}

/** Label of the top digest. A tag that is one image has no index digest to speak of. */
export function topDigestLabel(text: Text, pointed: Pointed): string {
  const kind = pointedKind(pointed);
  if (kind === 'index') return text('indexDigest');
  return kind === 'image' ? text('imageManifestDigest') : text('topDigest');
}

/** In the containerd image store the image ID is the top digest: this says which one that is. */
export function containerdImageIdText(text: Text, pointed: Pointed): string {
  const kind = pointedKind(pointed);
  if (kind === 'index') return text('imageIdIsIndex');
  return kind === 'image' ? text('imageIdIsManifest') : text('imageIdIsTop');
}

/** A platform as people read it; a child that names none says so. */
export function platformText(text: Text, platform: string): string {
  return platform === 'unknown' ? text('platformUnnamed') : platform;
}
