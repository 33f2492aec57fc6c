/**
 * Alias groups: the tags of a repository put together by what they point to. By digest and by nothing else: equal sizes
 * or dates say nothing.
 */
import type { Digest } from './digest.ts';
import type { AliasGroup } from './relations.ts';
import type { TagRecord } from './tag-record.ts';

/** One tag of a group. */
export interface Member {
  readonly record: TagRecord;
  /** Its place in tag order (`tagKey`). */
  readonly key: string;
}

/** The group of these tags. @param members in tag order, all of that digest; at least one */
export function aliasGroup(
  digest: Digest,
  members: readonly [Member, ...(readonly Member[])],
): AliasGroup {
  return {
    digest,
    key: members[0].key,
    tags: members.map(({ record }) => record.tag),
    record: members.map(({ record }) => record).reduce(mergeKnowledge),
  };
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
