/**
 * What goes when more is kept than may be. The rule, for all that is kept:
 *
 * 1. What was not needed for longest goes first: a manifest, or all that is kept of a repository (its tags, their names and
 *    its listing together, because a listing says that its tags are there).
 * 2. It goes until the rest is within the bytes, and within `MOST_REPOSITORIES`.
 * 3. Nothing of what somebody looks at goes, whatever the bytes then are.
 * 4. Where that alone is more than the bytes, all others together could not make room for it: their manifests, which cost
 *    pulls, then go only as if there were nothing beside the others.
 */
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import { manifestSize } from './row-size.ts';
import type { Evicted, InUse, ManifestUse, RepositoryUse } from './store.ts';

/** Repositories to keep something of, however little it is. */
export const MOST_REPOSITORIES = 1_000;

export interface Kept {
  readonly repositories: readonly RepositoryUse[];
  readonly manifests: readonly ManifestUse[];
}

function repositorySize(use: RepositoryUse): number {
  return use.tagBytes + use.listingBytes + use.nameBytes;
}

/** Bytes of all that is kept, about. */
export function keptSize({ repositories, manifests }: Kept): number {
  const rows = repositories.reduce((sum, use) => sum + repositorySize(use), 0);
  return manifests.reduce((sum, { size }) => sum + manifestSize(size), rows);
}

interface Piece {
  readonly usedAt: number;
  readonly bytes: number;
  readonly repository?: RepositoryName;
  readonly digest?: Digest;
}

/** @param bytes that may be kept */
export function planEviction(kept: Kept, bytes: number, inUse: InUse): Evicted {
  let surplus = keptSize(kept) - bytes;
  let tooMany = kept.repositories.length - MOST_REPOSITORIES;
  const looked = keptSize(ofWhatIsUsed(kept, inUse));
  // By how much less than all manifests go.
  const spared = looked > bytes ? looked : 0;
  const repositories = new Set<RepositoryName>();
  const digests = new Set<Digest>();
  if (surplus <= 0 && tooMany <= 0) return { repositories, digests };
  for (const piece of longestUnusedFirst(kept)) {
    const { repository, digest } = piece;
    if (repository !== undefined && (surplus > 0 || tooMany > 0)) {
      if (inUse.repositories.has(repository)) continue;
      repositories.add(repository);
      tooMany -= 1;
      surplus -= piece.bytes;
    } else if (digest !== undefined && surplus > spared) {
      if (inUse.digests.has(digest)) continue;
      digests.add(digest);
      surplus -= piece.bytes;
    }
  }
  return { repositories, digests };
}

function ofWhatIsUsed({ repositories, manifests }: Kept, inUse: InUse): Kept {
  return {
    repositories: repositories.filter(({ repository }) => inUse.repositories.has(repository)),
    manifests: manifests.filter(({ digest }) => inUse.digests.has(digest)),
  };
}

/** Of two at the same time the repository first: it comes again without a pull. */
function longestUnusedFirst({ repositories, manifests }: Kept): readonly Piece[] {
  const pieces: Piece[] = [
    ...repositories.map((use) => ({
      usedAt: use.usedAt,
      bytes: repositorySize(use),
      repository: use.repository,
    })),
    ...manifests.map(({ usedAt, size, digest }) => ({ usedAt, bytes: manifestSize(size), digest })),
  ];
  return pieces.sort((a, b) => a.usedAt - b.usedAt);
}
