/**
 * Alias groups: the tags of a repository put together by what they point to. By digest and by nothing else: equal sizes
 * or dates say nothing.
 */
import type { Digest } from './digest.ts';
import type { AliasGroup } from './relations.ts';
import { sortTags } from './tag-order.ts';
import type { TagRecord } from './tag-record.ts';

/** Groups sorted by their first tag, tags in tag order. Where a tag comes twice its later record counts. */
export function buildAliasGroups(records: Iterable<TagRecord>): readonly AliasGroup[] {
  const byTag = new Map(Array.from(records, (record) => [record.tag, record] as const));
  const members = new Map<Digest, TagRecord[]>();
  // Tags come in tag order, so each group meets its first tag first: the groups are sorted by it without a second sort.
  for (const tag of sortTags(byTag.keys())) {
    const record = byTag.get(tag);
    if (!record) continue;
    const sameDigest = members.get(record.digest);
    if (sameDigest) sameDigest.push(record);
    else members.set(record.digest, [record]);
  }
  return Array.from(members, ([digest, group]) => ({
    digest,
    tags: group.map((record) => record.tag),
    record: group.reduce(mergeKnowledge),
  }));
}

/**
 * Two records of one digest speak of the same bytes, so what one knows holds for the other. Where both know the images,
 * those that were read here go before those that were only told.
 */
function mergeKnowledge(a: TagRecord, b: TagRecord): TagRecord {
  const [best, other] = imageKnowledge(b) > imageKnowledge(a) ? [b, a] : [a, b];
  const mediaType = best.mediaType ?? other.mediaType;
  const configDigest = best.configDigest ?? other.configDigest;
  const attestations = best.attestations?.length ? best.attestations : other.attestations;
  return {
    ...best,
    ...(mediaType !== undefined && { mediaType }),
    ...(configDigest !== undefined && { configDigest }),
    ...(attestations !== undefined && { attestations }),
  };
}

function imageKnowledge({ images = [], evidence }: TagRecord): number {
  if (images.length === 0) return 0;
  const configs = images.filter((image) => image.configDigest !== undefined).length;
  return 1 + (evidence === 'bytes' ? 1 : 0) + 2 * configs;
}
