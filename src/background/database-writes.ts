/** Writing into the database: all of one change or nothing of it, and room where the disk has none left. */
import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import { ok, type Result } from '../core/result.ts';
import type { Database, Schema, StoreName } from './database-connection.ts';
import type { StoredListing } from './store.ts';

/** Listings to keep, whatever their rows. */
export const MOST_LISTINGS = 1_000;

type Transaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

/**
 * Runs one change. The error is what was thrown first, not that the rest was given up for it.
 * @param work does its writes, and puts the promise of each into `writes`
 */
export async function transact(
  database: Database,
  names: readonly StoreName[],
  work: (transaction: Transaction, writes: Promise<unknown>[]) => void | Promise<void>,
): Promise<Result<void, unknown>> {
  const transaction = database.transaction([...names], 'readwrite');
  const writes: Promise<unknown>[] = [transaction.done];
  const thrown: unknown[] = [];
  try {
    await work(transaction, writes);
  } catch (error) {
    thrown.push(error);
    giveUp(transaction);
  }
  for (const end of await Promise.allSettled(writes)) {
    if (end.status === 'rejected') thrown.push(end.reason);
  }
  if (thrown.length === 0) return ok(undefined);
  return { ok: false, error: thrown.find((error) => !isNamed(error, 'AbortError')) ?? thrown[0] };
}

function giveUp(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

/** Whether something thrown by the browser has this name. A full disk is told by a class of its own in some. */
export function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof Error && thrown.name === name;
}

/**
 * Deletes the tags that nobody has written for longest, until so many are left, and the oldest of very many listings. A
 * listing says that its rows are kept: it goes with the first of them.
 */
export function trimTags(database: Database, rows: number): Promise<Result<void, unknown>> {
  return transact(database, ['tags', 'listings'], async (transaction, writes) => {
    const tags = transaction.objectStore('tags');
    const listings = transaction.objectStore('listings');
    let surplus = (await tags.count()) - rows;
    let cursor = surplus > 0 ? await tags.index('writtenAt').openCursor() : null;
    while (cursor && surplus > 0) {
      surplus -= 1;
      writes.push(cursor.delete(), listings.delete(cursor.value.repository));
      cursor = await cursor.continue();
    }
    await trimListings(listings, writes);
  });
}

/** Those of repositories without a single tag have no row to go with. */
async function trimListings(
  listings: IDBPObjectStore<Schema, StoreName[], 'listings', 'readwrite'>,
  writes: Promise<unknown>[],
): Promise<void> {
  if ((await listings.count()) <= MOST_LISTINGS) return;
  const oldestFirst = (await listings.getAll()).sort((a, b) => begunAt(a) - begunAt(b));
  const surplus = oldestFirst.slice(0, oldestFirst.length - MOST_LISTINGS);
  for (const { repository } of surplus) writes.push(listings.delete(repository));
}

function begunAt({ listing, walk }: StoredListing): number {
  return walk?.at ?? listing?.at ?? 0;
}

/** The disk is full: half of the tags go, the oldest, and half of the manifests, those that were not needed for longest. */
export async function makeRoom(database: Database): Promise<void> {
  const tags = await database.count('tags');
  await trimTags(database, Math.floor(tags / 2));
  await transact(database, ['manifests', 'uses'], async (transaction, writes) => {
    const uses = transaction.objectStore('uses');
    const longestUnusedFirst = (await uses.getAll()).sort((a, b) => a.usedAt - b.usedAt);
    for (const { digest } of longestUnusedFirst.slice(
      0,
      Math.ceil(longestUnusedFirst.length / 2),
    )) {
      writes.push(uses.delete(digest), transaction.objectStore('manifests').delete(digest));
    }
  });
}
