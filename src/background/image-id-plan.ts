/** What it takes to know one image ID: a pure function, and the only place that says its price. */
import type { Digest } from '../core/digest.ts';
import { pickImage } from '../core/image-choice.ts';
import { manifestKind } from '../core/media-type.ts';
import { type PlatformKey, UNKNOWN_PLATFORM } from '../core/platform.ts';
import type { TagRecord } from '../core/tag-record.ts';
import type { FactsOf } from './spoken.ts';

/** How to get at one image ID. */
export interface ImageIdPlan {
  /** The platform preferred here, else the first one that there is. */
  readonly platform: PlatformKey;
  /** The image ID, once it is known. */
  readonly digest?: Digest;
  /** Manifest GETs that it takes at most. */
  readonly pulls: 0 | 1 | 2;
  /** What to read next. */
  readonly next?: Digest;
}

/** `undefined` where there is no image ID: an artifact, schema 1, an index of indexes, bytes that are of no use. */
export function imageIdPlan(
  { digest, mediaType, images = [] }: TagRecord,
  facts: FactsOf,
  preferred: PlatformKey,
): ImageIdPlan | undefined {
  const kind = mediaType === undefined ? undefined : manifestKind(mediaType);
  if (kind === 'legacy' || kind === 'unknown') return undefined;
  const isOneImage = kind === 'image' || images.some((image) => image.digest === digest);
  if (isOneImage) return onePlan(images[0]?.platform ?? UNKNOWN_PLATFORM, digest, facts);
  const image = pickImage(images, preferred) ?? images[0];
  if (image) return onePlan(image.platform, image.digest, facts);
  // The index must be read first to know its images. Where it was read, there are none.
  return facts(digest) ? undefined : { platform: preferred, pulls: 2, next: digest };
}

function onePlan(platform: PlatformKey, image: Digest, facts: FactsOf): ImageIdPlan | undefined {
  const read = facts(image);
  if (read === undefined) return { platform, pulls: 1, next: image };
  return read.config && { platform, digest: read.config, pulls: 0 };
}
