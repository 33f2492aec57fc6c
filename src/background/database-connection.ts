/**
 * The database, and the way to it. A browser may refuse it (private windows), have damaged it (a broken profile), or close
 * it under a worker that goes on living: whoever needs it asks for it each time anew, and gets none where there is none.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { TagRow } from './knowledge.ts';
import type { ManifestUse, StoredListing, StoredManifest } from './store.ts';
import { readListingOfVersion1 } from './stored-rows.ts';

const DATABASE_NAME = 'digest-lens';
/**
 * Raise it with every change of what is kept, say in `upgrade` what becomes of the older form, and give an example of it to
 * test/background/past-databases.ts.
 */
export const DATABASE_VERSION = 3;
/** Milliseconds to wait for it: another version of the extension may hold it, and a browser may never answer. */
const PATIENCE_MS = 2_000;

interface StoredTag extends TagRow {
  readonly repository: RepositoryName;
  /** When it was last written, milliseconds since 1970. */
  readonly writtenAt: number;
}

export interface Schema extends DBSchema {
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

export type StoreName = 'tags' | 'listings' | 'manifests' | 'uses';
export const STORE_NAMES: readonly StoreName[] = ['tags', 'listings', 'manifests', 'uses'];

export type Database = IDBPDatabase<Schema>;

export interface DatabaseConnection {
  /** `undefined` where there is none. Never rejects. */
  get(): Promise<Database | undefined>;
  /** It turned out to be closed: the next to ask opens it anew. */
  drop(database: Database): void;
}

/** @param told each time that it becomes known whether there is one */
export function connectDatabase(
  clock: Pick<Clock, 'after'>,
  log: Log,
  told: (isThere: boolean) => void,
): DatabaseConnection {
  let opening: Promise<Database | undefined> | undefined;
  /** The one that is open now. */
  let current: Database | undefined;

  function drop(database: Database | undefined): void {
    if (database === undefined || database !== current) return;
    current = undefined;
    opening = undefined;
  }

  async function open(): Promise<Database | undefined> {
    const database = await openWhole(log, () => drop(current));
    current = database;
    // Perhaps nobody waited for so long. Whoever asks from now on gets it.
    opening = Promise.resolve(database);
    told(database !== undefined);
    return database;
  }

  async function openSoon(): Promise<Database | undefined> {
    let callOff = () => {};
    const impatient = new Promise<undefined>((resolve) => {
      callOff = clock.after(PATIENCE_MS, () => {
        log.warn('store does not open');
        told(false);
        resolve(undefined);
      });
    });
    const database = await Promise.race([open(), impatient]);
    callOff();
    return database;
  }

  return {
    get() {
      opening ??= openSoon();
      return opening;
    },
    drop,
  };
}

/** What is damaged is deleted, once: it is a cache, and nothing could be kept from then on. */
async function openWhole(log: Log, closed: () => void): Promise<Database | undefined> {
  try {
    return await openDatabase(closed);
  } catch (thrown) {
    if (!isDamage(thrown)) return refused(log, thrown);
    log.warn('store is damaged', { error: errorName(thrown) });
  }
  try {
    await deleteDB(DATABASE_NAME);
    return await openDatabase(closed);
  } catch (thrown) {
    return refused(log, thrown);
  }
}

function refused(log: Log, thrown: unknown): undefined {
  log.warn('store cannot be opened', { error: errorName(thrown) });
}

async function openDatabase(closed: () => void): Promise<Database> {
  const database = await openDB<Schema>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(upgraded, before, _version, transaction) {
      // That it was given up is told by the opening that fails.
      transaction.done.catch(() => {});
      // Manifests cost pulls: nothing is deleted here. Up to version 2 it was not noted what the registry's header said
      // of a manifest, which may stay unknown.
      if (before === 1) void convertListings(transaction.objectStore('listings'));
      if (before > 0) return;
      const tags = upgraded.createObjectStore('tags', { keyPath: ['repository', 'tag'] });
      tags.createIndex('writtenAt', 'writtenAt');
      upgraded.createObjectStore('listings', { keyPath: 'repository' });
      upgraded.createObjectStore('manifests');
      upgraded.createObjectStore('uses');
    },
    // A newer version of the extension wants to upgrade, or the person to delete, while this worker still holds it open.
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      closed();
    },
    terminated: closed,
  });
  if (STORE_NAMES.every((name) => database.objectStoreNames.contains(name))) return database;
  database.close();
  throw new DOMException('stores are missing', 'NotFoundError');
}

/** Version 1 had no walks beside its listings, and did not note when they ended. */
async function convertListings(
  listings: IDBPObjectStore<Schema, ArrayLike<StoreName>, 'listings', 'versionchange'>,
): Promise<void> {
  try {
    for (const kept of await listings.getAll()) {
      const stored = readListingOfVersion1(kept);
      if (stored) await listings.put(stored);
    }
  } catch {
    // The whole upgrade is given up, and the opening tells it.
  }
}

/**
 * Whether it can be cured by deleting. Not so where the browser refuses, where the disk is full, and where a newer version
 * of the extension has written it: the person may go back to that one.
 */
function isDamage(thrown: unknown): boolean {
  const names = ['UnknownError', 'AbortError', 'NotFoundError', 'DataError', 'ConstraintError'];
  return thrown instanceof DOMException && names.includes(thrown.name);
}
