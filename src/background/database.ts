/**
 * The store in IndexedDB. A browser may refuse it (private windows, a broken profile, a full disk): then reads are empty
 * and writes do nothing, the log says so once, and the worker goes on with what it holds in memory.
 */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import { errorName, type Log, logOnce } from '../platform/log.ts';
import type { TagRow } from './knowledge.ts';
import { createListeners } from './listeners.ts';
import type { ManifestUse, Store, StoredListing, StoredManifest } from './store.ts';
import {
  readManifestUses,
  readStoredListing,
  readStoredManifest,
  readTagRows,
} from './stored-rows.ts';

const NAME = 'digest-lens';
/** Raise it with every change of what is kept, and say in `upgrade` what becomes of the older form. */
const VERSION = 3;
/** Listings to keep, whatever their rows. */
const MOST_LISTINGS = 1_000;

interface StoredTag extends TagRow {
  readonly repository: RepositoryName;
  /** When it was last written, milliseconds since 1970. */
  readonly writtenAt: number;
}

interface Schema extends DBSchema {
  tags: {
    key: [RepositoryName, string];
    value: StoredTag;
    indexes: { writtenAt: number };
  };
  listings: { key: RepositoryName; value: StoredListing };
  manifests: { key: Digest; value: StoredManifest };
  /** Beside `manifests`, because deciding what to drop must not read megabytes. */
  uses: { key: Digest; value: ManifestUse };
}

type Database = IDBPDatabase<Schema>;

/** Opens at once, in the background; every method waits for it. */
export function openStore(now: () => number, log: Log): Store {
  const once = logOnce(log);
  const opening = openDatabase(once);
  const forgetful = createListeners();
  let isForgetful = false;
  void opening.then((database) => {
    isForgetful = database === undefined;
    if (isForgetful) forgetful.callAll();
  });

  /** Runs against the database; without one, or where it fails, gives the answer of an empty store. */
  async function run<T>(empty: T, action: (database: Database) => Promise<T>): Promise<T> {
    const database = await opening;
    if (database === undefined) return empty;
    try {
      return await action(database);
    } catch (thrown) {
      once.warn('store failed', { error: errorName(thrown) });
      return empty;
    }
  }

  return {
    readTags: (repository) =>
      run<readonly TagRow[]>([], async (database) =>
        readTagRows(await database.getAll('tags', rowsOf(repository))),
      ),
    writeTags: (repository, rows) =>
      run(undefined, async (database) => {
        const { store, done } = database.transaction('tags', 'readwrite');
        const writtenAt = now();
        const writes = rows.map((row) => store.put({ ...row, repository, writtenAt }));
        await Promise.all([...writes, done]);
      }),
    readListing: (repository) =>
      run<StoredListing | undefined>(undefined, async (database) =>
        readStoredListing(await database.get('listings', repository)),
      ),
    writeListing: (stored) =>
      run(undefined, async (database) => {
        await database.put('listings', stored);
      }),
    readManifest: (digest) =>
      run<StoredManifest | undefined>(undefined, async (database) =>
        readStoredManifest(await database.get('manifests', digest)),
      ),
    writeManifest: (manifest, usedAt) =>
      run(undefined, async (database) => {
        const both = database.transaction(['manifests', 'uses'], 'readwrite');
        const { digest, bytes } = manifest;
        await Promise.all([
          both.objectStore('manifests').put(manifest, digest),
          both.objectStore('uses').put({ digest, size: bytes.byteLength, usedAt }, digest),
          both.done,
        ]);
      }),
    manifestUses: () =>
      run<readonly ManifestUse[]>([], async (database) =>
        readManifestUses(await database.getAll('uses')),
      ),
    touchManifests: (uses) =>
      run(undefined, async (database) => {
        const { store, done } = database.transaction('uses', 'readwrite');
        await Promise.all([...uses.map((use) => store.put(use, use.digest)), done]);
      }),
    deleteManifests: (digests) =>
      run(undefined, async (database) => {
        const both = database.transaction(['manifests', 'uses'], 'readwrite');
        const deletions = digests.flatMap((digest) => [
          both.objectStore('manifests').delete(digest),
          both.objectStore('uses').delete(digest),
        ]);
        await Promise.all([...deletions, both.done]);
      }),
    countTags: () => run(0, (database) => database.count('tags')),
    trimTags: (rows) => run(undefined, (database) => trimTags(database, rows)),
    clear: () =>
      run(undefined, async (database) => {
        const names = ['tags', 'listings', 'manifests', 'uses'] as const;
        const all = database.transaction(names, 'readwrite');
        await Promise.all([...names.map((name) => all.objectStore(name).clear()), all.done]);
      }),
    isForgetful: () => isForgetful,
    onForgetful: forgetful.add,
  };
}

async function openDatabase(log: Log): Promise<Database | undefined> {
  try {
    return await openDB<Schema>(NAME, VERSION, {
      upgrade(database, before, _version, transaction) {
        // What is kept is a cache: a form that cannot read an older one deletes it here, and nothing else, because
        // manifests cost pulls. Version 1 had no walks in its listings; up to version 2 it was not noted what the
        // registry's header said of a manifest, which may stay unknown.
        if (before === 1) void transaction.objectStore('listings').clear();
        if (before > 0) return;
        const tags = database.createObjectStore('tags', { keyPath: ['repository', 'tag'] });
        tags.createIndex('writtenAt', 'writtenAt');
        database.createObjectStore('listings', { keyPath: 'repository' });
        database.createObjectStore('manifests');
        database.createObjectStore('uses');
      },
      // A newer version of the extension wants to upgrade while this worker still holds the old form open.
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    });
  } catch (thrown) {
    log.warn('store cannot be opened', { error: errorName(thrown) });
    return undefined;
  }
}

/** A repository's rows lie between its name and its name with the highest key after it: an array sorts after texts. */
function rowsOf(repository: RepositoryName): IDBKeyRange {
  return IDBKeyRange.bound([repository], [repository, []]);
}

/** A listing says that its rows are kept: it goes with the first of them. */
async function trimTags(database: Database, rows: number): Promise<void> {
  const both = database.transaction(['tags', 'listings'], 'readwrite');
  const tags = both.objectStore('tags');
  const listings = both.objectStore('listings');
  let surplus = (await tags.count()) - rows;
  let cursor = surplus > 0 ? await tags.index('writtenAt').openCursor() : null;
  while (cursor && surplus > 0) {
    surplus -= 1;
    await Promise.all([cursor.delete(), listings.delete(cursor.value.repository)]);
    cursor = await cursor.continue();
  }
  await trimListings(listings);
  await both.done;
}

/** Those of repositories without a single tag have no row to go with. */
async function trimListings(
  listings: IDBPObjectStore<Schema, ('tags' | 'listings')[], 'listings', 'readwrite'>,
): Promise<void> {
  if ((await listings.count()) <= MOST_LISTINGS) return;
  const oldestFirst = (await listings.getAll()).sort((a, b) => begunAt(a) - begunAt(b));
  const surplus = oldestFirst.slice(0, oldestFirst.length - MOST_LISTINGS);
  await Promise.all(surplus.map(({ repository }) => listings.delete(repository)));
}

function begunAt({ listing, walk }: StoredListing): number {
  return walk?.at ?? listing?.at ?? 0;
}
