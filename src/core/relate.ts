/**
 * Computes the relations (`relations.ts`) between the tags of one repository. Building is linear in the number of tags;
 * what could be quadratic is answered a group at a time, on demand.
 */
import { buildAliasGroups } from './alias-groups.ts';
import type { Relations } from './relations.ts';
import { indexSharedImages } from './shared-images.ts';
import type { TagRecord } from './tag-record.ts';

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
