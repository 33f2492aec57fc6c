/**
 * What a digest is among the groups of one repository, most telling role first: an index, one platform's manifest, an
 * image ID, a layer or an attestation; and which tags carry it.
 */
import type { Digest } from './digest.ts';
import type { Finding, SearchedGroup, SearchedManifest } from './finding.ts';
import { manifestKind } from './media-type.ts';
import type { PastedHash } from './paste-words.ts';
import { UNKNOWN_PLATFORM } from './platform.ts';
import { beginningOf, beginningsOf, forEachDigest } from './searched-digests.ts';
import { sortTags } from './tag-order.ts';

/** Every known digest that begins with one of the hashes, and the groups that hold it: one walk for all of them. */
export function holdersOf(
  groups: readonly SearchedGroup[],
  hashes: readonly PastedHash[],
): (hash: PastedHash) => ReadonlyMap<Digest, readonly SearchedGroup[]> {
  const beginnings = new Set(hashes.map(({ hex }) => beginningOf(hex)));
  const holders = new Map<Digest, Set<SearchedGroup>>();
  const hold = (digest: Digest, group: SearchedGroup) => {
    if (!hashes.some((hash) => begins(digest, hash))) return;
    const known = holders.get(digest);
    if (known) known.add(group);
    else holders.set(digest, new Set([group]));
  };
  for (const group of beginnings.size > 0 ? groups : []) {
    const mayHold = beginningsOf(group).some((beginning) => beginnings.has(beginning));
    if (mayHold) forEachDigest(group, (digest) => hold(digest, group));
  }
  return (hash) =>
    new Map(
      [...holders].flatMap(([digest, held]) => (begins(digest, hash) ? [[digest, [...held]]] : [])),
    );
}

function begins(digest: Digest, { hex, algorithm }: PastedHash): boolean {
  const colon = digest.indexOf(':');
  const isOfAlgorithm = algorithm === undefined || digest.startsWith(`${algorithm}:`);
  return isOfAlgorithm && digest.startsWith(hex, colon + 1);
}

/** What a whole digest is, and the tags of every group in which it has that role. `groups`: those that hold it. */
export function findDigest(groups: readonly SearchedGroup[], digest: Digest): Finding {
  const top = groups.find((group) => group.digest === digest);
  const about = { digest, ...(top?.mediaType !== undefined && { mediaType: top.mediaType }) };
  if (top && isIndex(top)) return { kind: 'index', tags: top.tags, ...about, ...versionOf([top]) };
  const image = findPart(groups, 'image-manifest', digest, (one) => one.digest === digest);
  // Nobody has said what it is, and no index holds it as an image.
  if (top && top.mediaType === undefined && !image?.platform) {
    return { kind: 'unknown', tags: top.tags, digest };
  }
  return (
    (image && { ...image, ...about }) ??
    findPart(groups, 'config', digest, ({ configDigest }) => configDigest === digest) ??
    findPart(groups, 'layer', digest, ({ layers }) => layers?.includes(digest) ?? false) ??
    findAttestation(groups, digest)
  );
}

/** The groups that are such a manifest, even while nobody has said its platform, or hold one. */
function findPart(
  groups: readonly SearchedGroup[],
  kind: 'image-manifest' | 'config' | 'layer',
  digest: Digest,
  isIt: (manifest: SearchedManifest) => boolean,
): Finding | undefined {
  const holders = groups.filter((group) => isIt(group) || group.images.some(isIt));
  if (holders.length === 0) return undefined;
  const platforms = holders.flatMap(({ images }) => images.filter(isIt).map((i) => i.platform));
  const platform = platforms.find((key) => key !== UNKNOWN_PLATFORM) ?? platforms[0];
  return {
    kind,
    tags: tagsOf(holders),
    ...(platform !== undefined && { platform }),
    digest,
    // Many versions stand on one layer: it says none.
    ...(kind !== 'layer' && versionOf(holders)),
  };
}

function findAttestation(groups: readonly SearchedGroup[], digest: Digest): Finding {
  const holders = groups.filter(({ attestations }) => attestations.includes(digest));
  if (holders.length === 0) return { kind: 'unknown', tags: [], digest };
  return { kind: 'attestation', tags: tagsOf(holders), digest, ...versionOf(holders) };
}

/** By its media type; where nobody has said that, an index is what holds images other than itself. */
function isIndex({ digest, mediaType, images }: SearchedGroup): boolean {
  if (mediaType !== undefined) return manifestKind(mediaType) === 'index';
  return images.length > 0 && images.every((image) => image.digest !== digest);
}

function tagsOf(groups: readonly SearchedGroup[]): string[] {
  return sortTags(new Set(groups.flatMap(({ tags }) => tags)));
}

/** The one that all groups agree on, of those that have one: what several versions hold says none. */
function versionOf(groups: readonly SearchedGroup[]): Pick<Finding, 'version'> {
  const [version, ...others] = groups.flatMap((group) => group.version ?? []);
  return version && others.every(({ tag }) => tag === version.tag) ? { version } : {};
}
