/**
 * What the entries of an index are. Only image manifests count as platforms: attestations, nested indexes, artifacts and
 * things of unknown type stand in the same list and are none.
 */
import { type Descriptor, isAttestation, referenceOf } from './descriptor.ts';
import type { Digest } from './digest.ts';
import type { Index } from './manifest.ts';
import { isImageConfig, manifestKind } from './media-type.ts';
import { comparePlatformKeys, platformKey } from './platform.ts';
import type { PlatformImage } from './tag-record.ts';

/** The runnable images of an index, in its order. One that names no platform has the key `unknown`; keys may repeat. */
export function imagesOfIndex(index: Index): PlatformImage[] {
  return index.manifests
    .filter(isRunnable)
    .map(({ platform, digest }) => ({ platform: platformKey(platform), digest }));
}

/**
 * As `imagesOfIndex`, in order of display; none where some are hidden in an index further down, because half a list would
 * pass for the whole one.
 */
export function wholeImagesOf(index: Index): readonly PlatformImage[] {
  if (nestedIndexesOf(index).length > 0) return [];
  return imagesOfIndex(index).sort((a, b) => comparePlatformKeys(a.platform, b.platform));
}

/** Digests of the attestation manifests in an index. */
export function attestationsOf(index: Index): Digest[] {
  return index.manifests.filter(isAttestation).map(({ digest }) => digest);
}

/** The indexes inside an index: their images are not known until they were read themselves. */
export function nestedIndexesOf(index: Index): Digest[] {
  return index.manifests
    .filter(({ mediaType }) => manifestKind(mediaType) === 'index')
    .map(({ digest }) => digest);
}

function isRunnable(entry: Descriptor): boolean {
  const kind = manifestKind(entry.mediaType);
  if (kind !== 'image' && kind !== 'legacy') return false;
  // A descriptor of an image may carry its config's type as `artifactType` (descriptor.md).
  if (entry.artifactType !== undefined && !isImageConfig(entry.artifactType)) return false;
  return referenceOf(entry) === undefined && !isAttestation(entry);
}
