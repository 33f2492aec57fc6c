/**
 * What the relations of a repository cost by its size: to group all tags, to take up one that moved, to put names in order,
 * to find what is typed. Measured in Node on generated repositories; no browser and no network is part of it.
 */
import { type ManifestFacts, readFacts } from '../../src/background/manifest-facts.ts';
import { type Digest, isDigest } from '../../src/core/digest.ts';
import { find } from '../../src/core/find.ts';
import type { SearchedGroup } from '../../src/core/finding.ts';
import { relate } from '../../src/core/relate.ts';
import { RelationIndex } from '../../src/core/relation-index.ts';
import type { AliasGroup } from '../../src/core/relations.ts';
import { sortTags } from '../../src/core/tag-order.ts';
import type { TagRecord } from '../../src/core/tag-record.ts';
import { generatedLarge, LARGE_SIZES, type LargeSize } from '../fixtures/generated-large.ts';

/** All times in milliseconds, medians. */
export interface CoreScale {
  readonly tags: number;
  readonly groups: number;
  /** All tags from nothing to a list of groups. */
  readonly group: number;
  /** One tag that points elsewhere than before, with the relations of its group read after it. */
  readonly put: number;
  /** The same, with the list of all groups read after it. */
  readonly list: number;
  /** All names in tag order. */
  readonly sort: number;
  /** A part of a name that is typed, and a hash that is pasted. */
  readonly findPart: number;
  readonly findHash: number;
}

/** Rounds of what walks over all tags, and of what is about one. */
const ROUNDS = 9;
const PUTS = 500;

export function measureCoreScale(sizes: readonly LargeSize[] = LARGE_SIZES): readonly CoreScale[] {
  return sizes.map((size) => measureSize(recordsOf(size)));
}

function measureSize(records: readonly TagRecord[]): CoreScale {
  const index = new RelationIndex();
  for (const record of records) index.put(record);
  // The look-ups by image are made once, when they are first asked for.
  const [first] = index.groups;
  if (first) index.sameImages(first);
  const searched = { groups: index.groups.map(searchedGroup) };
  const names = records.map(({ tag }) => tag);
  const hash = records.at(-1)?.digest.slice(-64, -52) ?? '';
  return {
    tags: records.length,
    groups: index.groups.length,
    group: median(ROUNDS, () => relate(records).groups),
    put: median(PUTS, (round) => {
      const group = move(index, records, round);
      if (group) index.sharedPlatforms(group);
    }),
    list: median(PUTS, (round) => {
      move(index, records, round);
      return index.groups;
    }),
    sort: median(ROUNDS, () => sortTags(names)),
    findPart: median(ROUNDS, () => find(searched, names.at(-1)?.slice(0, 3) ?? '')),
    findHash: median(ROUNDS, () => find(searched, hash)),
  };
}

/** A tag from the middle of all points to what another one points to, as after a push; by turns this way and back. */
function move(
  index: RelationIndex,
  records: readonly TagRecord[],
  round: number,
): AliasGroup | undefined {
  const moved = records[((round >> 1) * 7_919) % records.length];
  const other = records[((round >> 1) * 104_729 + 1) % records.length];
  if (!moved || !other) return undefined;
  index.put(round % 2 === 0 ? { ...other, tag: moved.tag } : moved);
  return index.groupOf(moved.tag);
}

function searchedGroup({ digest, tags, record }: AliasGroup): SearchedGroup {
  const { images = [], attestations = [] } = record;
  return { digest, tags, images, attestations };
}

/** What the web API tells of each tag of a generated repository. */
function recordsOf(size: LargeSize): readonly TagRecord[] {
  const { tags, manifests } = generatedLarge(size);
  const facts = new Map<Digest, ManifestFacts>();
  const factsOf = (digest: Digest): ManifestFacts | undefined => {
    const before = facts.get(digest);
    const { mediaType, bytes } = manifests.get(digest) ?? {};
    if (before || mediaType === undefined || !bytes) return before;
    const read = readFacts({ digest, mediaType, bytes: Uint8Array.from(bytes) });
    facts.set(digest, read);
    return read;
  };
  return Array.from(tags, ([tag, digest]) => {
    if (!isDigest(digest)) throw new Error(`no digest: ${digest}`);
    const { mediaType, index } = factsOf(digest) ?? {};
    const single = [{ platform: 'linux/amd64', digest }];
    return {
      tag,
      digest,
      evidence: 'hub',
      ...(mediaType !== undefined && { mediaType }),
      images: index?.images ?? single,
      attestations: index?.attestations ?? [],
    };
  });
}

/** Of so many rounds, after one that does not count. */
function median(rounds: number, act: (round: number) => unknown): number {
  act(0);
  const times = Array.from({ length: rounds }, (_, round) => {
    const began = performance.now();
    act(round);
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
}
