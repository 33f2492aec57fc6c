/**
 * What the tags of one repository can be to each other, strongest first: same digest; same runnable images under another
 * index; same image on some platforms; same image ID under another manifest.
 */
import type { Digest } from './digest.ts';
import type { PlatformKey } from './platform.ts';
import type { TagRecord } from './tag-record.ts';

/** All tags that point to one digest. Groups sort by their first tag, tags in tag order (`tag-order.ts`). */
export interface AliasGroup {
  readonly digest: Digest;
  /** At least one. */
  readonly tags: readonly string[];
  /** Place of the first tag in tag order (`tagKey`), and so the group's: groups stand in the order of these, by code unit. */
  readonly key: string;
  /** The record that knows most of this digest (platforms, media type). */
  readonly record: TagRecord;
}

/** Another group that has the same image on some platforms, and on which. Platforms in order of display. */
export interface SharedPlatforms {
  readonly group: AliasGroup;
  readonly platforms: readonly PlatformKey[];
  /** Where both have an image and not the same: with the above, a rollout in progress. */
  readonly differing: readonly PlatformKey[];
}

/**
 * Where they are kept up to date (`relation-index.ts`), all answers speak of what is known when they are given. A group
 * that has changed is another object then; one that is the same object is as it was, its relations to others perhaps not.
 */
export interface Relations {
  /** The same list for as long as none of them has changed. */
  readonly groups: readonly AliasGroup[];
  /** The group of those tags that point to it. */
  groupWith(digest: Digest): AliasGroup | undefined;
  /** The group of a tag, where its digest is known. */
  groupOf(tag: string): AliasGroup | undefined;
  /** The other tags with the same digest, in tag order. */
  aliasesOf(tag: string): readonly string[];
  /** Groups whose runnable images are all the same, under another digest. Never for a group whose images are not known, or are none. */
  sameImages(group: AliasGroup): readonly AliasGroup[];
  /**
   * Groups (others than `sameImages`) with at least one common image manifest.
   *
   * @param most the first so many of them; all where it is left out. There may be thousands, of which few are shown.
   */
  sharedPlatforms(group: AliasGroup, most?: number): readonly SharedPlatforms[];
  /**
   * Groups with no common image manifest and at least one common config digest; never where the configs of a platform that
   * both have are known to differ.
   */
  sameImageId(group: AliasGroup): readonly AliasGroup[];
}
