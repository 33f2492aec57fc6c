/**
 * What a tag points to, in words: an index of so many platforms, a single image, an old format. The media type of an
 * image manifest is also that of charts, models and signatures (OCI image-spec, manifest.md, "Guidelines for Artifact
 * Usage"), so it alone makes nothing an image.
 */
import type { Digest } from '../../core/digest.ts';
import { manifestKind } from '../../core/media-type.ts';
import type { Evidence } from '../../core/tag-record.ts';
import type { FailureView, ImageView } from '../../messaging/view.ts';
import { plural, type Text } from '../../text/text.ts';

/** The part of a TagView or a GroupView that this rests on. */
export interface Pointed {
  readonly digest?: Digest;
  readonly mediaType?: string;
  readonly images: readonly ImageView[];
  readonly evidence?: Evidence;
  readonly configDigest?: Digest;
  readonly imageId?: { readonly digest?: Digest };
  readonly failure?: FailureView;
}

/** `manifest`: one manifest, of which nobody has said whether it is an image. `artifact`: one that was read and is none. */
export type PointedKind =
  | 'index'
  | 'image'
  | 'manifest'
  | 'artifact'
  | 'legacy'
  | 'other'
  | 'unknown';

/** From the media type; while nobody has said it, from whether the top digest is itself the image's. */
export function pointedKind(pointed: Pointed): PointedKind {
  if (pointed.mediaType !== undefined) {
    const kind = manifestKind(pointed.mediaType);
    if (kind === 'image') return oneManifestKind(pointed);
    return kind === 'unknown' ? 'other' : kind;
  }
  if (pointed.images.length === 0) return 'unknown';
  return pointed.images.some((image) => image.digest === pointed.digest) ? 'image' : 'index';
}

function oneManifestKind(pointed: Pointed): 'image' | 'manifest' | 'artifact' {
  const { images, configDigest, imageId } = pointed;
  if (images.length > 0 || configDigest || imageId?.digest) return 'image';
  return isRead(pointed) ? 'artifact' : 'manifest';
}

/** Whether its own bytes were read here, and could be: what they do not name is then not there. */
function isRead({ evidence, failure }: Pointed): boolean {
  return evidence === 'bytes' && failure === undefined;
}

/** Whether it is known that no image is named: not the same as not knowing the images. */
function hasNoImage(pointed: Pointed): boolean {
  return pointed.images.length === 0 && pointed.mediaType !== undefined && isRead(pointed);
}

/** One short phrase, such as `index of 17 platforms`. */
export function kindText(text: Text, pointed: Pointed): string {
  const { images } = pointed;
  switch (pointedKind(pointed)) {
    case 'index':
      if (images.length > 0) return plural(text, 'whatIndex', images.length);
      return text(hasNoImage(pointed) ? 'whatIndexEmpty' : 'whatIndexUnknown');
    case 'image': {
      const only = images[0];
      return only ? text('whatImage', platformText(text, only.platform)) : text('whatImageUnknown');
    }
    case 'manifest':
      return text('whatManifest');
    case 'artifact':
      return text('whatArtifact');
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
  if (kind === 'image') return text('imageManifestDigest');
  return text(kind === 'manifest' || kind === 'artifact' ? 'plainManifestDigest' : 'topDigest');
}

/** Why there is no table of platforms. */
export function noPlatformsText(text: Text, pointed: Pointed): string {
  if (!hasNoImage(pointed)) return text('platformsUnknown');
  if (pointedKind(pointed) === 'artifact') return text('platformsArtifact');
  return text(pointedKind(pointed) === 'index' ? 'platformsEmpty' : 'platformsUnknown');
}

/** In the containerd image store the image ID is the top digest: this says which one that is. */
export function containerdImageIdText(text: Text, pointed: Pointed): string {
  const kind = pointedKind(pointed);
  if (kind === 'index') return text('imageIdIsIndex');
  return text(kind === 'image' ? 'imageIdIsManifest' : 'imageIdIsTop');
}

/** A platform as people read it; a child that names none says so. */
export function platformText(text: Text, platform: string): string {
  return platform === 'unknown' ? text('platformUnnamed') : platform;
}
