/** What becomes of what an earlier version kept. */
import { type IDBPTransaction, unwrap } from 'idb';
import type { RepositoryName } from '../core/repository.ts';
import { DATABASE_VERSION, type Database, type Schema, type StoreName } from './database-schema.ts';
import { batchesOf } from './database-tags.ts';
import { rowSize } from './row-size.ts';
import type { RepositoryUse } from './store.ts';
import { noUse, readListingOfVersion1, readStoredListing } from './stored-rows.ts';

type Upgrade = IDBPTransaction<Schema, StoreName[], 'versionchange'>;

/** @param before the version that was there, 0 for none. Returns at once; the transaction ends when all is done. */
export function upgrade(database: Database, before: number, transaction: Upgrade): void {
  createMissing(database);
  dropIndex(transaction);
  if (before > 0 && before < DATABASE_VERSION) void convert(before, transaction);
}

function createMissing(database: Database): void {
  const isMissing = (name: StoreName) => !database.objectStoreNames.contains(name);
  if (isMissing('tags')) database.createObjectStore('tags', { keyPath: ['repository', 'tag'] });
  for (const name of ['listings', 'names', 'repositories'] as const) {
    if (isMissing(name)) database.createObjectStore(name, { keyPath: 'repository' });
  }
  for (const name of ['manifests', 'uses'] as const) {
    if (isMissing(name)) database.createObjectStore(name);
  }
}

/** Up to version 3 it told which rows were written longest ago. Now repositories go, not rows. */
function dropIndex(transaction: Upgrade): void {
  const tags = unwrap(transaction.objectStore('tags'));
  if (tags.indexNames.contains('writtenAt')) tags.deleteIndex('writtenAt');
}

/**
 * Manifests cost pulls: nothing is deleted here. Up to version 2 it was not noted what the registry's header said of a
 * manifest, which may stay unknown. Rows of tags stay as they are; up to version 3 each says when it was written.
 */
async function convert(before: number, transaction: Upgrade): Promise<void> {
  try {
    if (before === 1) await convertListings(transaction);
    await countRepositories(transaction);
  } catch {
    // The opening tells that it was given up.
    giveUp(transaction);
  }
}

/** Version 1 had no walks beside its listings, and did not note when they ended. */
async function convertListings(transaction: Upgrade): Promise<void> {
  const listings = transaction.objectStore('listings');
  for (const kept of await listings.getAll()) {
    const stored = readListingOfVersion1(kept);
    if (stored) await listings.put(stored);
  }
}

/** Up to version 3 nobody noted how much was kept of a repository. The rows are read once, and not written again. */
async function countRepositories(transaction: Upgrade): Promise<void> {
  const uses = new Map<RepositoryName, RepositoryUse>();
  const useOf = (repository: RepositoryName) => uses.get(repository) ?? noUse(repository);
  for await (const batch of batchesOf(transaction.objectStore('tags'))) {
    for (const row of batch) {
      const use = useOf(row.repository);
      const [tags, tagBytes] = [use.tags + 1, use.tagBytes + rowSize(row)];
      const usedAt = Math.max(use.usedAt, writtenAt(row));
      uses.set(row.repository, { ...use, tags, tagBytes, usedAt });
    }
  }
  for (const row of await transaction.objectStore('listings').getAll()) {
    const stored = readStoredListing(row);
    if (stored === undefined) continue;
    const use = useOf(stored.repository);
    const usedAt = Math.max(use.usedAt, stored.listing?.endedAt ?? stored.walk?.at ?? 0);
    uses.set(stored.repository, { ...use, listingBytes: rowSize(row), usedAt });
  }
  for (const use of uses.values()) await transaction.objectStore('repositories').put(use);
}

/** When a row of an earlier version was written, milliseconds since 1970. */
function writtenAt(row: object): number {
  return 'writtenAt' in row && typeof row.writtenAt === 'number' ? row.writtenAt : 0;
}

function giveUp(transaction: Upgrade): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}
