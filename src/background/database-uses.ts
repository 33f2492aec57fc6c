/** How much is kept of each repository: kept beside it, and brought up to date in the change that makes it more or less. */
import type { RepositoryName } from '../core/repository.ts';
import type { Rows } from './database-schema.ts';
import { batchesOf, bytesOf, type Growth } from './database-tags.ts';
import type { Transaction } from './database-writes.ts';
import { rowSize } from './row-size.ts';
import type { RepositoryUse } from './store.ts';
import { noUse, readRepositoryUse } from './stored-rows.ts';

/** The stores that take part in every change of what is kept of a repository. */
export const COUNTED = ['tags', 'listings', 'names', 'repositories'] as const;

/** What is kept of it at this moment, as it was noted. Counted anew where that is damaged. */
export async function useOf(
  transaction: Transaction,
  repository: RepositoryName,
): Promise<RepositoryUse> {
  const noted = readRepositoryUse(await transaction.objectStore('repositories').get(repository));
  return noted ?? countUse(transaction, repository);
}

/** Reads all that is kept of it. */
export async function countUse(
  transaction: Transaction,
  repository: RepositoryName,
): Promise<RepositoryUse> {
  const counted = await countTags(transaction.objectStore('tags'), repository);
  const [listing, names] = await Promise.all([
    transaction.objectStore('listings').get(repository),
    transaction.objectStore('names').get(repository),
  ]);
  return {
    ...noUse(repository),
    tags: counted.tags,
    tagBytes: counted.bytes,
    listingBytes: listing === undefined ? 0 : rowSize(listing),
    nameBytes: names === undefined ? 0 : rowSize(names),
  };
}

async function countTags(
  tags: Rows<'tags', 'readwrite'>,
  repository: RepositoryName,
): Promise<Growth> {
  let count = 0;
  let bytes = 0;
  for await (const batch of batchesOf(tags, repository)) {
    count += batch.length;
    bytes += bytesOf(batch);
  }
  return { tags: count, bytes };
}
