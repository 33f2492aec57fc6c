/**
 * The store in IndexedDB. A browser may refuse it (private windows, a broken profile, a full disk): then reads are empty
 * and writes do nothing, the log says so once, and the worker goes on with what it holds in memory.
 */
import type { IDBPObjectStore } from 'idb';
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log, logOnce } from '../platform/log.ts';
import {
  connectDatabase,
  type Database,
  isNowhere,
  type Schema,
  STORE_NAMES,
  type StoreName,
} from './database-connection.ts';
import { isNamed, makeRoom, transact, trimTags } from './database-writes.ts';
import { createListeners } from './listeners.ts';
import type { Store } from './store.ts';
import {
  readManifestUses,
  readStoredListing,
  readStoredManifest,
  readTagRows,
} from './stored-rows.ts';

type Question<T, Name extends StoreName> = (
  store: IDBPObjectStore<Schema, [Name], Name>,
) => Promise<T>;
type Action<T> = (database: Database) => Promise<Result<T, unknown>>;

/** Opens at once, in the background; every method waits for it. */
export function openStore(clock: Pick<Clock, 'now' | 'after'>, log: Log): Store {
  const once = logOnce(log);
  const forgetful = createListeners();
  let isThere = true;
  /** Whether the last write came to nothing. */
  let isRefusing = false;
  let hasMadeRoom = false;
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
      await attempt(async (database) => ok(await makeRoom(database)));
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

  return {
    readTags: (repository) =>
      read([], 'tags', async (tags) => readTagRows(await tags.getAll(rowsOf(repository)))),
    writeTags: (repository, rows) =>
      write((database) =>
        transact(database, ['tags'], (transaction, writes) => {
          const tags = transaction.objectStore('tags');
          const writtenAt = clock.now();
          for (const row of rows) writes.push(tags.put({ ...row, repository, writtenAt }));
        }),
      ),
    readListing: (repository) =>
      read(undefined, 'listings', async (listings) =>
        readStoredListing(await listings.get(repository)),
      ),
    writeListing: (stored) =>
      write((database) =>
        transact(database, ['listings'], (transaction, writes) => {
          writes.push(transaction.objectStore('listings').put(stored));
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
        transact(database, ['uses'], (transaction, writes) => {
          for (const use of uses) writes.push(transaction.objectStore('uses').put(use, use.digest));
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
    countTags: () => read(0, 'tags', (tags) => tags.count()),
    trimTags: (rows) => write((database) => trimTags(database, rows)),
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
  const transaction = database.transaction(name);
  // Both, because a database that is closed meanwhile rejects both.
  const [answer] = await Promise.all([question(transaction.store), transaction.done]);
  return answer;
}

async function result<T>(database: Database, action: Action<T>): Promise<Result<T, unknown>> {
  try {
    return await action(database);
  } catch (thrown) {
    return err(thrown);
  }
}

/** A repository's rows lie between its name and its name with the highest key after it: an array sorts after texts. */
function rowsOf(repository: RepositoryName): IDBKeyRange {
  return IDBKeyRange.bound([repository], [repository, []]);
}
