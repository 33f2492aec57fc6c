/**
 * From a row of Docker Hub's web API to its word on a tag: which images run, which children are attestations, and when a
 * list of images is of no use.
 */
import type { Digest } from '../core/digest.ts';
import {
  comparePlatformKeys,
  type PlatformKey,
  platformKey,
  UNKNOWN_PLATFORM,
} from '../core/platform.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import type { HubImage, HubTag } from '../hub/tag-answer.ts';
import type { HubWord } from './knowledge.ts';

/** The web API's row as a word. `previous` gives the images where the new answer has none for the same digest. */
export function hubWord(row: HubTag, at: number, previous: HubWord | undefined): HubWord {
  const { digest, mediaType } = row;
  const known = digest !== undefined && previous?.digest === digest ? previous : undefined;
  const children = row.images?.filter((image) => !isPlaceholder(image, digest));
  const images = usableImages(children) ?? known?.images;
  const attestations = children ? attestationsAmong(children) : known?.attestations;
  return {
    at,
    listed: true,
    ...(digest !== undefined && { digest }),
    ...(mediaType !== undefined && { mediaType }),
    ...(images && { images }),
    ...(attestations && attestations.length > 0 && { attestations }),
  };
}

/** The API lists a tag that is an artifact as its own child, for no platform: nothing that runs. */
function isPlaceholder(image: HubImage, top: Digest | undefined): boolean {
  if (image.digest === undefined || image.digest !== top) return false;
  return [UNKNOWN_PLATFORM, ATTESTATION].includes(keyOf(image));
}

/** All runnable images or nothing: a list with a hole would pass for the whole one in a comparison. */
function usableImages(images: readonly HubImage[] = []): readonly PlatformImage[] | undefined {
  const usable: PlatformImage[] = [];
  for (const image of images) {
    const platform = keyOf(image);
    if (platform === ATTESTATION) continue;
    if (image.digest === undefined) return undefined;
    usable.push({ platform, digest: image.digest });
  }
  if (usable.length === 0) return undefined;
  return usable.sort((a, b) => comparePlatformKeys(a.platform, b.platform));
}

function attestationsAmong(images: readonly HubImage[]): readonly Digest[] {
  return images.flatMap((image) =>
    keyOf(image) === ATTESTATION && image.digest !== undefined ? [image.digest] : [],
  );
}

/** BuildKit gives attestations this platform. */
const ATTESTATION = platformKey({ os: 'unknown', architecture: 'unknown' });

/** Keys that were made before: a listing repeats a handful of platforms some ten thousand times. */
const keys = new Map<string, PlatformKey>();
const MOST_KEYS = 1_000;

function keyOf(image: HubImage): PlatformKey {
  const { os, architecture, variant = '', osVersion = '' } = image;
  // The API writes a child without a platform as empty texts.
  if (os === '' && architecture === '') return UNKNOWN_PLATFORM;
  const spelling = `${os} ${architecture} ${variant} ${osVersion}`;
  const known = keys.get(spelling);
  if (known !== undefined) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = platformKey(image);
  keys.set(spelling, key);
  return key;
}
