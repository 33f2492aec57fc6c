/**
 * The verdict on one line of a "Supported tags" list: whether the tags that it declares to be one image are. A README is
 * written before the images are built, so a line can be ahead of the registry, for all platforms or for some.
 */
import type { Digest } from './digest.ts';
import { comparePlatformKeys, type PlatformKey, UNKNOWN_PLATFORM } from './platform.ts';
import type { PlatformImage } from './tag-record.ts';

/** What is known of one declared tag. */
export type TagWord =
  | { readonly state: 'asking' }
  /** The registry does not have it. */
  | { readonly state: 'missing' }
  | {
      readonly state: 'known';
      readonly digest: Digest;
      /** The runnable images of that digest, where they are known. */
      readonly images?: readonly PlatformImage[];
    }
  /** It could not be told. */
  | { readonly state: 'failed' };

interface KnownTag {
  readonly tag: string;
  readonly digest: Digest;
  readonly images?: readonly PlatformImage[];
}

interface LaggingTag {
  readonly tag: string;
  /** Where its image is another one, or only one of the two has any; empty where only the digest is known to be another. */
  readonly platforms: readonly PlatformKey[];
}

export interface LineVerdict {
  readonly verdict: 'same' | 'split' | 'missing' | 'unknown';
  /** Whether an answer is still to come. */
  readonly asking: boolean;
  /** With `same`: what they all point to; left out where it is the same images under several digests. */
  readonly digest?: Digest;
  /** The tags whose images, or at least whose digests, are not the ones of the line's first tag. */
  readonly lagging: readonly LaggingTag[];
  /** Tags that the registry does not have. */
  readonly missing: readonly string[];
}

/**
 * The verdict, as soon as it is certain: a missing tag stays missing, and a tag that differs from the first keeps doing so,
 * whatever else is answered. Two digests over the same runnable images are the same. Two digests of which the images are
 * not known differ, as far as the registry's word goes; while the images are still asked for, that tag is `asking`.
 *
 * @param tags as declared, in that order; at least one
 */
export function lineVerdict(
  tags: readonly string[],
  wordOf: (tag: string) => TagWord,
): LineVerdict {
  const words = tags.map((tag) => ({ tag, word: wordOf(tag) }));
  const missing = words.flatMap(({ tag, word }) => (word.state === 'missing' ? [tag] : []));
  const asking = words.some(({ word }) => word.state === 'asking');
  const known = words.flatMap(({ tag, word }): KnownTag[] =>
    word.state === 'known' ? [{ ...word, tag }] : [],
  );
  // Who lags behind whom cannot be told before the first tag has its answer, or cannot have one.
  const lagging = words[0]?.word.state === 'asking' ? [] : laggingBehind(known);
  const shared = { asking, lagging, missing };
  if (missing.length > 0) return { ...shared, verdict: 'missing' };
  if (lagging.length > 0) return { ...shared, verdict: 'split' };
  const [first] = known;
  if (!first || known.length < words.length) return { ...shared, verdict: 'unknown' };
  const isOneDigest = known.every(({ digest }) => digest === first.digest);
  return { ...shared, verdict: 'same', ...(isOneDigest && { digest: first.digest }) };
}

/** Those that are not the same image as the first one that is known. */
function laggingBehind([first, ...others]: readonly KnownTag[]): readonly LaggingTag[] {
  if (first === undefined) return [];
  return others.flatMap((other) => {
    if (other.digest === first.digest) return [];
    if (!first.images?.length || !other.images?.length) return [{ tag: other.tag, platforms: [] }];
    const platforms = unequalPlatforms(first.images, other.images);
    return platforms.length > 0 ? [{ tag: other.tag, platforms }] : [];
  });
}

/**
 * The platforms on which the two do not have the same set of images. An image of which one side does not know the platform
 * has the one that the other side gives it.
 */
function unequalPlatforms(
  a: readonly PlatformImage[],
  b: readonly PlatformImage[],
): readonly PlatformKey[] {
  const named = new Map<Digest, PlatformKey>();
  for (const { platform, digest } of [...a, ...b]) {
    if (platform !== UNKNOWN_PLATFORM) named.set(digest, platform);
  }
  const [inA, inB] = [digestsByPlatform(a, named), digestsByPlatform(b, named)];
  const keys = new Set([...inA.keys(), ...inB.keys()]);
  return [...keys].filter((key) => !isEqual(inA.get(key), inB.get(key))).sort(comparePlatformKeys);
}

function digestsByPlatform(
  images: readonly PlatformImage[],
  named: ReadonlyMap<Digest, PlatformKey>,
): Map<PlatformKey, Set<Digest>> {
  const found = new Map<PlatformKey, Set<Digest>>();
  for (const { platform, digest } of images) {
    const key = platform === UNKNOWN_PLATFORM ? (named.get(digest) ?? platform) : platform;
    found.set(key, (found.get(key) ?? new Set()).add(digest));
  }
  return found;
}

function isEqual(a: ReadonlySet<Digest> | undefined, b: ReadonlySet<Digest> | undefined): boolean {
  return a !== undefined && b !== undefined && a.size === b.size && [...a].every((d) => b.has(d));
}
