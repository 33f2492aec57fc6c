/**
 * The verdict on one line of a "Supported tags" list: whether the tags that it declares to be one image are. A README is
 * written before the images are built, so a line can be ahead of the registry, for all platforms or for some.
 */
import type { Digest } from './digest.ts';
import { comparePlatformKeys, type PlatformKey } from './platform.ts';
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

type Known = Extract<TagWord, { readonly state: 'known' }>;

export interface LineVerdict {
  readonly verdict: 'same' | 'split' | 'missing' | 'unknown';
  /** Whether an answer is still to come. */
  readonly asking: boolean;
  /** With `same`: what they all point to; left out where it is the same images under several digests. */
  readonly digest?: Digest;
  /** The tags that are not what the line's first tag is, and on which platforms, where that is known. */
  readonly lagging: readonly { readonly tag: string; readonly platforms: readonly PlatformKey[] }[];
  /** Tags that the registry does not have. */
  readonly missing: readonly string[];
}

/**
 * The verdict, as soon as it is certain: a missing tag, or two that differ, stay so whatever the others turn out to be.
 * Two digests over the same runnable images are the same; two whose images are not known are not yet told apart while
 * anything is asked, and are `split` after that, because the line promises one image.
 *
 * @param tags as declared, in that order
 */
export function lineVerdict(
  tags: readonly string[],
  wordOf: (tag: string) => TagWord,
): LineVerdict {
  throw new Error('to come');
}
