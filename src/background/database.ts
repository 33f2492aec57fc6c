/**
 * The store in IndexedDB. A browser may refuse it (private windows, a broken profile, a full disk): then reads are empty
 * and writes do nothing, the log says so once, and the worker goes on with what it holds in memory.
 */
import type { RepositoryName } from '../core/repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { type Action, accessDatabase } from './database-access.ts';
import { isNowhere } from './database-connection.ts';
import { bound, sizeOf } from './database-eviction.ts';
import { STORE_NAMES } from './database-schema.ts';
import { putTags, readTags } from './database-tags.ts';
import { COUNTED, useOf } from './database-uses.ts';
import { type Transaction, transact } from './database-writes.ts';
import { rowSize } from './row-size.ts';
import type { RepositoryUse, Store } from './store.ts';
import {
  readManifestUses,
  readStoredListing,
  readStoredManifest,
  readStoredNames,
} from './stored-rows.ts';

/** Does its writes, puts the promise of each into `writes`, and says what the use is then. */
type Change = (
  transaction: Transaction,
  use: RepositoryUse,
  writes: Promise<unknown>[],
) => Partial<RepositoryUse> | Promise<Partial<RepositoryUse>>;

/** Opens at once, in the background; every method waits for it. */
export function openStore(clock: Pick<Clock, 'now' | 'after'>, log: Log): Store {
  const access = accessDatabase(clock, log);
  const write = async (action: Action<void>) => void (await access.write(action));

  /** Changes what is kept of a repository, and notes how much that is. */
  function change(repository: RepositoryName, work: Change): Promise<void> {
    return write((database) =>
      transact(database, COUNTED, async (transaction, writes) => {
        const use = await useOf(transaction, repository);
        const more = await work(transaction, use, writes);
        const usedAt = clock.now();
        writes.push(transaction.objectStore('repositories').put({ ...use, ...more, usedAt }));
      }),
    );
  }

  return {
    readTags: (repository) => access.read([], 'tags', (tags) => readTags(tags, repository)),
    writeTags: (repository, rows) =>
      change(repository, async (transaction, use, writes) => {
        const more = await putTags(transaction.objectStore('tags'), repository, rows, writes);
        return { tags: use.tags + more.tags, tagBytes: use.tagBytes + more.bytes };
      }),
    readListing: (repository) =>
      access.read(undefined, 'listings', async (listings) =>
        readStoredListing(await listings.get(repository)),
      ),
    writeListing: (stored) =>
      change(stored.repository, (transaction, _use, writes) => {
        writes.push(transaction.objectStore('listings').put(stored));
        return { listingBytes: rowSize(stored) };
      }),
    readNames: (repository) =>
      access.read(undefined, 'names', async (names) =>
        readStoredNames(await names.get(repository)),
      ),
    writeNames: (stored) =>
      change(stored.repository, (transaction, _use, writes) => {
        writes.push(transaction.objectStore('names').put(stored));
        return { nameBytes: rowSize(stored) };
      }),
    touchRepository: (repository) =>
      access.tidy((database) =>
        transact(database, ['repositories'], async (transaction, writes) => {
          const repositories = transaction.objectStore('repositories');
          const use = await repositories.get(repository);
          if (use) writes.push(repositories.put({ ...use, usedAt: clock.now() }));
        }),
      ),
    readManifest: (digest) =>
      access.read(undefined, 'manifests', async (manifests) =>
        readStoredManifest(await manifests.get(digest)),
      ),
    writeManifest: (manifest, usedAt) =>
      write((database) =>
        transact(database, ['manifests', 'uses'], (transaction, writes) => {
          const { digest, bytes } = manifest;
          const use = { digest, size: bytes.byteLength, usedAt };
          writes.push(transaction.objectStore('manifests').put(manifest, digest));
          writes.push(transaction.objectStore('uses').put(use, digest));
        }),
      ),
    manifestUses: () =>
      access.read([], 'uses', async (uses) => readManifestUses(await uses.getAll())),
    touchManifests: (uses) =>
      access.tidy((database) =>
        transact(database, ['uses'], async (transaction, writes) => {
          const rows = transaction.objectStore('uses');
          // A manifest that was dropped meanwhile is not kept because it was needed.
          const kept = await Promise.all(uses.map(({ digest }) => rows.count(digest)));
          for (const [place, use] of uses.entries()) {
            if (kept[place]) writes.push(rows.put(use, use.digest));
          }
        }),
      ),
    deleteManifests: (digests) =>
      write((database) =>
        transact(database, ['manifests', 'uses'], (transaction, writes) => {
          for (const digest of digests) {
            writes.push(transaction.objectStore('manifests').delete(digest));
            writes.push(transaction.objectStore('uses').delete(digest));
          }
        }),
      ),
    size: () => access.look({ tags: 0, manifests: 0, bytes: 0 }, sizeOf),
    bound: (bytes) => access.tidy((database) => bound(database, () => bytes, access.eviction)),
    evictWith(eviction) {
      access.eviction = eviction;
    },
    async clear() {
      const isCleared = await access.write((database) =>
        transact(database, STORE_NAMES, (transaction, writes) => {
          for (const name of STORE_NAMES) writes.push(transaction.objectStore(name).clear());
        }),
      );
      return isCleared || isNowhere();
    },
    isForgetful: access.isForgetful,
    onForgetful: access.onForgetful,
  };
}
