/**
 * The verdict on one line of a "Supported tags" list: whether the tags that it declares to be one image are. A README is
 * written before the images are built, so a line can be ahead of the registry, for all platforms or for some.
 */
import type { Digest } from './digest.ts';
import { comparePlatformKeys, type PlatformKey, UNKNOWN_PLATFORM } from './platform.ts';
import { isSameSet } from './same-set.ts';
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

/** Tags that are one image: one digest, or several over the same runnable images. */
interface TagSet {
  readonly tags: readonly string[];
  readonly digests: readonly Digest[];
  /** Left out where nobody knows them. */
  readonly images?: readonly PlatformImage[];
}

interface LaggingTag {
  readonly tag: string;
  /**
   * Where its image is not the reference's, or it has none and the reference has; empty where only the digest is known to
   * be another, or where all that it has besides are further platforms.
   */
  readonly platforms: readonly PlatformKey[];
}

export interface LineVerdict {
  readonly verdict: 'same' | 'split' | 'missing' | 'unknown';
  /** Whether an answer is still to come. */
  readonly asking: boolean;
  /**
   * What all tags point to that are neither lagging nor missing. Left out where that is the same images under several
   * digests, where there are none, and while a tag is not told.
   */
  readonly digest?: Digest;
  /**
   * The tags whose images, or at least whose digests, are not the ones of the reference: of the largest set of equal tags,
   * and of the one declared first among sets as large. Empty until that is certain.
   */
  readonly lagging: readonly LaggingTag[];
  /** Tags that the registry does not have. */
  readonly missing: readonly string[];
}

/**
 * The verdict, as soon as it is certain: a missing tag stays missing, and two tags of which the images differ keep doing
 * so, whatever else is answered. Two digests over the same runnable images are the same. Two digests of which the images
 * are not known differ, as far as the registry's word goes, when all is answered.
 *
 * @param tags as declared, in that order; at least one
 */
export function lineVerdict(
  tags: readonly string[],
  wordOf: (tag: string) => TagWord,
): LineVerdict {
  const words = tags.map((tag) => ({ tag, word: wordOf(tag) }));
  const missing = words.flatMap(({ tag, word }) => (word.state === 'missing' ? [tag] : []));
  const waiting = words.filter(({ word }) => word.state === 'asking').length;
  const known = words.flatMap(({ tag, word }): KnownTag[] =>
    word.state === 'known' ? [{ ...word, tag }] : [],
  );
  const sets = setsOf(known);
  const lagging = hasReference(sets, waiting) ? laggingBehind(sets, tags) : [];
  const shared = { asking: waiting > 0, lagging, missing };
  const isTold = known.length + missing.length === words.length;
  const [digest, ...more] = sets[0]?.digests ?? [];
  const told = { ...shared, ...(isTold && digest && more.length === 0 && { digest }) };
  if (missing.length > 0) return { ...told, verdict: 'missing' };
  // While something is asked, an answer may tell the images of a digest of which they are not known.
  const apart = waiting > 0 ? sets.filter(({ images }) => images) : sets;
  if (apart.length > 1) return { ...told, verdict: 'split' };
  return isTold && known.length > 0
    ? { ...told, verdict: 'same' }
    : { ...shared, verdict: 'unknown' };
}

/** Sets of equal tags, the largest first; of those as large, the one declared first. */
function setsOf(known: readonly KnownTag[]): readonly TagSet[] {
  const byDigest = new Map<Digest, TagSet>();
  for (const { tag, digest, images } of known) {
    const found: TagSet = byDigest.get(digest) ?? { tags: [], digests: [digest] };
    const told = found.images ?? (images?.length ? images : undefined);
    byDigest.set(digest, { ...found, tags: [...found.tags, tag], ...(told && { images: told }) });
  }
  const sets: TagSet[] = [];
  for (const one of byDigest.values()) {
    const place = sets.findIndex(({ images }) => isSameImages(images, one.images));
    const found = sets[place];
    if (found) {
      const tags = [...found.tags, ...one.tags];
      sets[place] = { ...found, tags, digests: [...found.digests, ...one.digests] };
    } else sets.push(one);
  }
  // For a tie it counts that sort is stable. Where digests were joined, the first of them was declared first.
  return sets.sort((a, b) => b.tags.length - a.tags.length);
}

/** Whether no answer to come can make another set the largest. */
function hasReference(sets: readonly TagSet[], waiting: number): boolean {
  if (waiting === 0) return true;
  const [first, second] = sets;
  if (!first || sets.some(({ images }) => !images)) return false;
  return (second?.tags.length ?? 0) + waiting < first.tags.length;
}

/** The tags outside of the first set, in the order in which they are declared. */
function laggingBehind(
  [reference, ...others]: readonly TagSet[],
  declared: readonly string[],
): readonly LaggingTag[] {
  const behind = new Map<string, readonly PlatformKey[]>();
  for (const { tags, images } of others) {
    const platforms = reference?.images && images ? platformsBehind(reference.images, images) : [];
    for (const tag of tags) behind.set(tag, platforms);
  }
  return declared.flatMap((tag) => {
    const platforms = behind.get(tag);
    return platforms ? [{ tag, platforms }] : [];
  });
}

function isSameImages(
  a: readonly PlatformImage[] | undefined,
  b: readonly PlatformImage[] | undefined,
): boolean {
  if (!a || !b) return false;
  return platformsBehind(a, b).length === 0 && platformsBehind(b, a).length === 0;
}

/**
 * The platforms of the reference on which the other does not have the same set of images. An image of which one side does
 * not know the platform has the one that the other side gives it.
 */
function platformsBehind(
  reference: readonly PlatformImage[],
  other: readonly PlatformImage[],
): readonly PlatformKey[] {
  const named = new Map<Digest, PlatformKey>();
  for (const { platform, digest } of [...reference, ...other]) {
    if (platform !== UNKNOWN_PLATFORM) named.set(digest, platform);
  }
  const [wanted, found] = [digestsByPlatform(reference, named), digestsByPlatform(other, named)];
  const keys = [...wanted.keys()];
  return keys.filter((key) => !isEqual(wanted.get(key), found.get(key))).sort(comparePlatformKeys);
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
  return a !== undefined && b !== undefined && isSameSet(a, b);
}
