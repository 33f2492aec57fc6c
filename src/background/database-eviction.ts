/** Deleting what is more than may be kept; what that is says eviction-plan.ts. */
import type { Result } from '../core/result.ts';
import { type Database, STORE_NAMES } from './database-schema.ts';
import { rowsOf } from './database-tags.ts';
import { countUse } from './database-uses.ts';
import { type Transaction, transact } from './database-writes.ts';
import { type Kept, keptSize, planEviction } from './eviction-plan.ts';
import type { Eviction, RepositoryUse, StoreSize } from './store.ts';
import { readManifestUses, readRepositoryUse, readRepositoryUses } from './stored-rows.ts';

/** @param bytes that may be kept, or how to find it from what is kept */
export function bound(
  database: Database,
  bytes: (kept: number) => number,
  eviction: Eviction,
): Promise<Result<void, unknown>> {
  return transact(database, STORE_NAMES, async (transaction, writes) => {
    const kept = await readKept(transaction);
    // From here to the end nothing is waited for: who begins to look now reads what is left.
    const gone = planEviction(kept, bytes(keptSize(kept)), eviction.inUse());
    for (const repository of gone.repositories) {
      writes.push(transaction.objectStore('tags').delete(rowsOf(repository)));
      for (const name of ['listings', 'names', 'repositories'] as const) {
        writes.push(transaction.objectStore(name).delete(repository));
      }
    }
    for (const digest of gone.digests) {
      writes.push(transaction.objectStore('manifests').delete(digest));
      writes.push(transaction.objectStore('uses').delete(digest));
    }
    if (gone.repositories.size + gone.digests.size > 0) eviction.gone(gone);
  });
}

/** The disk is full: half of what is kept goes. */
export function makeRoom(database: Database, eviction: Eviction): Promise<Result<void, unknown>> {
  return bound(database, (kept) => Math.floor(kept / 2), eviction);
}

export async function sizeOf(database: Database): Promise<StoreSize> {
  const transaction = database.transaction(['repositories', 'uses']);
  const [repositories, uses] = await Promise.all([
    transaction.objectStore('repositories').getAll(),
    transaction.objectStore('uses').getAll(),
    transaction.done,
  ]);
  const kept = {
    repositories: readRepositoryUses(repositories),
    manifests: readManifestUses(uses),
  };
  return {
    tags: kept.repositories.reduce((sum, { tags }) => sum + tags, 0),
    manifests: kept.manifests.length,
    bytes: keptSize(kept),
  };
}

/** What is not noted as it should be is counted anew, and goes first: nobody has looked at it that one could know of. */
async function readKept(transaction: Transaction): Promise<Kept> {
  const [keys, rows, uses] = await Promise.all([
    transaction.objectStore('repositories').getAllKeys(),
    transaction.objectStore('repositories').getAll(),
    transaction.objectStore('uses').getAll(),
  ]);
  const repositories: RepositoryUse[] = [];
  for (const [place, repository] of keys.entries()) {
    const noted = readRepositoryUse(rows[place]);
    repositories.push(noted ?? (await countUse(transaction, repository)));
  }
  return { repositories, manifests: readManifestUses(uses) };
}
