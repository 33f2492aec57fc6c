/** Everything that a list needs, asked for in three steps: digests, platforms for nothing, platforms for pulls. */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import { manifestKind } from '../core/media-type.ts';
import { relate } from '../core/relate.ts';
import type { AliasGroup, Relations } from '../core/relations.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { ListSource } from '../core/supported-tags/list.ts';
import type { PlatformImage, TagRecord } from '../core/tag-record.ts';
import { versionOfGroup } from '../core/version-of.ts';
import type { RegistryClient } from '../registry/client.ts';
import type { Heads } from './heads.ts';
import { askPlatforms, type HubPlatformsDeps } from './platforms.ts';
import { readIndexes } from './read-indexes.ts';

export interface Collected {
  readonly source: ListSource;
  /** First tag of each digest that may run somewhere, and of which nobody said where. */
  readonly withoutPlatforms: readonly string[];
  /** How many pulls would read the indexes among those, where some were not read. */
  readonly readable: number;
  /** What kept the platforms from being told, where something did. */
  readonly failure?: Failure;
}

export interface CollectDeps extends HubPlatformsDeps {
  readonly registry: Pick<RegistryClient, 'manifest'>;
  /** Manifests that may be fetched. */
  readonly pulls: number;
}

type Images = ReadonlyMap<Digest, readonly PlatformImage[]>;

export async function collect(
  repository: RepositoryName,
  heads: Heads,
  deps: CollectDeps,
): Promise<Collected> {
  const { groups } = relate(heads.records);
  const runnable = groups.filter(({ record }) => manifestKind(record.mediaType ?? '') !== 'legacy');
  const wanted = new Map(runnable.map(({ digest, tags }) => [digest, tags[0] ?? ''] as const));
  const told = await askPlatforms(repository, wanted, deps);
  const unread = runnable.filter((group) => isIndex(group) && !told.images.has(group.digest));
  const digests = unread.slice(0, deps.pulls).map(({ digest }) => digest);
  const read = await readIndexes(repository, digests, deps.registry);
  const records = heads.records.map((record) => withImages(record, told.images, read.images));
  const failure = told.failure ?? read.failure;
  return {
    source: sourceOf(repository, heads, relate(records)),
    withoutPlatforms: runnable.flatMap(({ digest, tags }) =>
      told.images.has(digest) || read.images.has(digest) ? [] : tags.slice(0, 1),
    ),
    readable: unread.every(({ digest }) => read.images.has(digest)) ? 0 : unread.length,
    ...(failure && { failure }),
  };
}

function isIndex({ record }: AliasGroup): boolean {
  return manifestKind(record.mediaType ?? '') === 'index';
}

/** Images that stand in bytes that were hashed here are known by those. */
function withImages(record: TagRecord, told: Images, read: Images): TagRecord {
  const own = read.get(record.digest);
  if (own) return { ...record, images: own, evidence: 'bytes' };
  const images = told.get(record.digest);
  return images ? { ...record, images } : record;
}

function sourceOf(repository: RepositoryName, heads: Heads, relations: Relations): ListSource {
  const { total, records, signatureTags, withoutDigest } = heads;
  return {
    repository,
    known: records.length + signatureTags,
    total,
    groups: relations.groups.map((group) => {
      const { digest, tags, record } = group;
      const version = versionOfGroup(group, relations);
      return {
        digest,
        tags,
        ...(record.mediaType !== undefined && { mediaType: record.mediaType }),
        evidence: record.evidence,
        images: record.images ?? [],
        ...(version && { version }),
      };
    }),
    unknownTags: withoutDigest,
    signatureTags,
  };
}
