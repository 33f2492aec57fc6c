/**
 * The images in a row of Docker Hub's web API: which run, which are attestations, and when a list is of no use.
 */
import type { Digest } from '../core/digest.ts';
import {
  comparePlatformKeys,
  type PlatformKey,
  platformKey,
  UNKNOWN_PLATFORM,
} from '../core/platform.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import type { HubImage, HubTag } from './tag-answer.ts';

/** All runnable images or nothing: a list with a hole would pass for the whole one in a comparison. */
export function runnableImages(row: HubTag): readonly PlatformImage[] | undefined {
  const usable: PlatformImage[] = [];
  for (const image of childrenOf(row) ?? []) {
    const platform = keyOf(image);
    if (platform === ATTESTATION) continue;
    if (image.digest === undefined) return undefined;
    usable.push({ platform, digest: image.digest });
  }
  if (usable.length === 0) return undefined;
  return usable.sort((a, b) => comparePlatformKeys(a.platform, b.platform));
}

/** Undefined where the row lists nothing. */
export function attestationsOfRow(row: HubTag): readonly Digest[] | undefined {
  return childrenOf(row)?.flatMap((image) =>
    keyOf(image) === ATTESTATION && image.digest !== undefined ? [image.digest] : [],
  );
}

function childrenOf({ images, digest }: HubTag): readonly HubImage[] | undefined {
  return images?.filter((image) => !isPlaceholder(image, digest));
}

/** The API lists a tag that is an artifact as its own child, for no platform: nothing that runs. */
function isPlaceholder(image: HubImage, top: Digest | undefined): boolean {
  if (image.digest === undefined || image.digest !== top) return false;
  return [UNKNOWN_PLATFORM, ATTESTATION].includes(keyOf(image));
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
