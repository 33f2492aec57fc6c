/**
 * The relations between the tags of one repository, strongest first: same digest; same runnable images under another
 * index; same image on some platforms; same image ID under another manifest. Building is linear in the number of tags;
 * what could be quadratic is answered a group at a time, on demand.
 */
import { buildAliasGroups } from './alias-groups.ts';
import type { Digest } from './digest.ts';
import type { PlatformKey } from './platform.ts';
import { indexSharedImages } from './shared-images.ts';
import type { TagRecord } from './tag-record.ts';

/** All tags that point to one digest. Groups sort by their first tag, tags in tag order (`tag-order.ts`). */
export interface AliasGroup {
  readonly digest: Digest;
  readonly tags: readonly string[];
  /** The record that knows most of this digest (platforms, media type). */
  readonly record: TagRecord;
}

/** Another group that has the same image on some platforms, and on which. */
export interface SharedPlatforms {
  readonly group: AliasGroup;
  readonly platforms: readonly PlatformKey[];
}

export interface Relations {
  readonly groups: readonly AliasGroup[];
  /** The group of a tag, where its digest is known. */
  groupOf(tag: string): AliasGroup | undefined;
  /** The other tags with the same digest, in tag order. */
  aliasesOf(tag: string): readonly string[];
  /** Groups whose runnable images are all the same, under another digest. Never for a group whose images are not known, or are none. */
  sameImages(group: AliasGroup): readonly AliasGroup[];
  /** Groups (others than `sameImages`) with at least one common image manifest. */
  sharedPlatforms(group: AliasGroup): readonly SharedPlatforms[];
  /** Groups with no common image manifest and at least one common config digest. */
  sameImageId(group: AliasGroup): readonly AliasGroup[];
}

/**
 * Computes the relations of one repository's tags. Where a tag comes twice its later record counts. Grouping costs one
 * sort; the look-ups by image are built when they are first asked for, each linear in the number of images.
 */
export function relate(records: Iterable<TagRecord>): Relations {
  const groups = buildAliasGroups(records);
  const byTag = new Map(groups.flatMap((group) => group.tags.map((tag) => [tag, group] as const)));
  const shared = indexSharedImages(groups);
  return {
    groups,
    groupOf: (tag) => byTag.get(tag),
    aliasesOf: (tag) => byTag.get(tag)?.tags.filter((other) => other !== tag) ?? [],
    ...shared,
  };
}
