/**
 * The store in IndexedDB. A browser may refuse it (private windows, a broken profile, a full disk): then reads are empty
 * and writes do nothing, the log says so once, and the worker goes on with what it holds in memory.
 */
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log, logOnce } from '../platform/log.ts';
import { connectDatabase, isNowhere } from './database-connection.ts';
import { bound, makeRoom, sizeOf } from './database-eviction.ts';
import { type Database, type Rows, STORE_NAMES, type StoreName } from './database-schema.ts';
import { putTags, readTags } from './database-tags.ts';
import { COUNTED, useOf } from './database-uses.ts';
import { isNamed, type Transaction, transact } from './database-writes.ts';
import { createListeners } from './listeners.ts';
import { rowSize } from './row-size.ts';
import type { Eviction, RepositoryUse, Store } from './store.ts';
import {
  readManifestUses,
  readStoredListing,
  readStoredManifest,
  readStoredNames,
} from './stored-rows.ts';

/** What nobody looks at, as long as nobody has said who looks at what. */
const NOBODY: Eviction = {
  inUse: () => ({ repositories: new Set(), digests: new Set() }),
  gone: () => {},
};

type Question<T, Name extends StoreName> = (store: Rows<Name>) => Promise<T>;
/** Does its writes, puts the promise of each into `writes`, and says what the use is then. */
type Change = (
  transaction: Transaction,
  use: RepositoryUse,
  writes: Promise<unknown>[],
) => Partial<RepositoryUse> | Promise<Partial<RepositoryUse>>;
type Action<T> = (database: Database) => Promise<Result<T, unknown>>;

/** Opens at once, in the background; every method waits for it. */
export function openStore(clock: Pick<Clock, 'now' | 'after'>, log: Log): Store {
  const once = logOnce(log);
  const forgetful = createListeners();
  let isThere = true;
  /** Whether the last write came to nothing. */
  let isRefusing = false;
  let hasMadeRoom = false;
  let eviction = NOBODY;
  const connection = connectDatabase(clock, once, (isOpen) => note({ isThere: isOpen }));
  void connection.get();

  const isForgetful = () => !isThere || isRefusing;

  function note(change: { readonly isThere?: boolean; readonly isRefusing?: boolean }): void {
    const before = isForgetful();
    ({ isThere = isThere, isRefusing = isRefusing } = change);
    if (isForgetful() !== before) forgetful.callAll();
  }

  /** Runs against the database; once more where it turns out that it was closed. */
  async function attempt<T>(action: Action<T>, isLast = false): Promise<Result<T, unknown>> {
    const database = await connection.get();
    if (database === undefined) return err(undefined);
    const done = await result(database, action);
    if (done.ok || isLast || !isNamed(done.error, 'InvalidStateError')) return done;
    connection.drop(database);
    return attempt(action, true);
  }

  /** Without a database, or where it fails, this is the answer of an empty store. */
  async function read<T, Name extends StoreName>(
    empty: T,
    name: Name,
    question: Question<T, Name>,
  ): Promise<T> {
    const done = await attempt(async (database) => ok(await ask(database, name, question)));
    if (done.ok) return done.value;
    if (done.error !== undefined) once.warn('store failed', { error: errorName(done.error) });
    return empty;
  }

  /** Says whether that was done. */
  async function attemptWrite(action: Action<void>): Promise<boolean> {
    let done = await attempt(action);
    if (!done.ok && isNamed(done.error, 'QuotaExceededError') && !hasMadeRoom) {
      hasMadeRoom = true;
      await attempt((database) => makeRoom(database, eviction));
      done = await attempt(action);
    }
    if (done.ok) {
      hasMadeRoom = false;
      note({ isRefusing: false });
    } else if (done.error !== undefined) {
      once.warn('store failed', { error: errorName(done.error) });
      // What cannot be copied is no word of the browser about what it keeps.
      if (!isNamed(done.error, 'DataCloneError')) note({ isRefusing: true });
    }
    return done.ok;
  }

  const write = async (action: Action<void>) => void (await attemptWrite(action));

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
    readTags: (repository) => read([], 'tags', (tags) => readTags(tags, repository)),
    writeTags: (repository, rows) =>
      change(repository, async (transaction, use, writes) => {
        const more = await putTags(transaction.objectStore('tags'), repository, rows, writes);
        return { tags: use.tags + more.tags, tagBytes: use.tagBytes + more.bytes };
      }),
    readListing: (repository) =>
      read(undefined, 'listings', async (listings) =>
        readStoredListing(await listings.get(repository)),
      ),
    writeListing: (stored) =>
      change(stored.repository, (transaction, _use, writes) => {
        writes.push(transaction.objectStore('listings').put(stored));
        return { listingBytes: rowSize(stored) };
      }),
    readNames: (repository) =>
      read(undefined, 'names', async (names) => readStoredNames(await names.get(repository))),
    writeNames: (stored) =>
      change(stored.repository, (transaction, _use, writes) => {
        writes.push(transaction.objectStore('names').put(stored));
        return { nameBytes: rowSize(stored) };
      }),
    touchRepository: (repository) =>
      write((database) =>
        transact(database, ['repositories'], async (transaction, writes) => {
          const repositories = transaction.objectStore('repositories');
          const use = await repositories.get(repository);
          if (use) writes.push(repositories.put({ ...use, usedAt: clock.now() }));
        }),
      ),
    readManifest: (digest) =>
      read(undefined, 'manifests', async (manifests) =>
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
    manifestUses: () => read([], 'uses', async (uses) => readManifestUses(await uses.getAll())),
    touchManifests: (uses) =>
      write((database) =>
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
    async size() {
      const done = await attempt(async (database) => ok(await sizeOf(database)));
      return done.ok ? done.value : { tags: 0, manifests: 0, bytes: 0 };
    },
    bound: (bytes) => write((database) => bound(database, () => bytes, eviction)),
    evictWith(given) {
      eviction = given;
    },
    async clear() {
      const isCleared = await attemptWrite((database) =>
        transact(database, STORE_NAMES, (transaction, writes) => {
          for (const name of STORE_NAMES) writes.push(transaction.objectStore(name).clear());
        }),
      );
      return isCleared || isNowhere();
    },
    isForgetful,
    onForgetful: forgetful.add,
  };
}

async function ask<T, Name extends StoreName>(
  database: Database,
  name: Name,
  question: Question<T, Name>,
): Promise<T> {
  const transaction = database.transaction<StoreName[], 'readonly'>([name]);
  // Both, because a database that is closed meanwhile rejects both.
  const [answer] = await Promise.all([question(transaction.objectStore(name)), transaction.done]);
  return answer;
}

async function result<T>(database: Database, action: Action<T>): Promise<Result<T, unknown>> {
  try {
    return await action(database);
  } catch (thrown) {
    return err(thrown);
  }
}
