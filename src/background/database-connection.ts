/**
 * The database, and the way to it. A browser may refuse it (private windows), have damaged it (a broken profile), or close
 * it under a worker that goes on living: whoever needs it asks for it each time anew, and gets none where there is none.
 */
import { deleteDB, openDB } from 'idb';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import {
  DATABASE_NAME,
  DATABASE_VERSION,
  type Database,
  type Schema,
  STORE_NAMES,
} from './database-schema.ts';
import { upgrade } from './database-upgrade.ts';

/** Milliseconds to wait for it: another version of the extension may hold it, and a browser may never answer. */
const PATIENCE_MS = 2_000;
/** Milliseconds until it is tried again where that may help. */
const SECOND_TRY_MS = 300;
const MAY_PASS: readonly string[] = ['UnknownError', 'AbortError'];

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
    const database = await openWhole(clock, log, () => drop(current));
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

/** Whether it is certain that this browser holds none: nothing is left in it then. */
export async function isNowhere(): Promise<boolean> {
  if (!globalThis.indexedDB) return true;
  try {
    return !(await indexedDB.databases()).some(({ name }) => name === DATABASE_NAME);
  } catch {
    // A browser that does not even name its databases may hold one.
    return false;
  }
}

/**
 * Deleted is only what opens twice and both times lacks a part. A file that is corrupt is no matter of ours: Chromium repairs
 * or replaces it before it opens a database, and so does Firefox. What they give `UnknownError` for is a disk that cannot be
 * read or written at this moment, or ever, and then not be deleted from either (Expensify/App#87862, reproduced there; Dexie.js
 * tries again, too). An upgrade that is given up is `AbortError`, whatever the reason, a full disk among them. Manifests cost
 * pulls: this life goes on without, and the next may have them again.
 */
async function openWhole(
  clock: Pick<Clock, 'after'>,
  log: Log,
  closed: () => void,
): Promise<Database | undefined> {
  try {
    const found = await openTwice(clock, closed);
    if (found !== 'incomplete') return found;
    log.warn('store is damaged');
    await deleteDB(DATABASE_NAME);
    const anew = await openDatabase(closed);
    if (anew !== 'incomplete') return anew;
    return refused(log, new DOMException('stores are missing', 'NotFoundError'));
  } catch (thrown) {
    return refused(log, thrown);
  }
}

/** Once more a moment later, where what is wrong may pass. Rejects as the browser does. */
async function openTwice(
  clock: Pick<Clock, 'after'>,
  closed: () => void,
): Promise<Database | 'incomplete'> {
  try {
    const found = await openDatabase(closed);
    if (found !== 'incomplete') return found;
  } catch (thrown) {
    if (!MAY_PASS.includes(errorName(thrown))) throw thrown;
  }
  await new Promise<void>((resolve) => {
    clock.after(SECOND_TRY_MS, resolve);
  });
  return openDatabase(closed);
}

function refused(log: Log, thrown: unknown): undefined {
  log.warn('store cannot be opened', { error: errorName(thrown) });
}

/** `incomplete`: it is of this version, and not what this version makes. */
async function openDatabase(closed: () => void): Promise<Database | 'incomplete'> {
  const database = await openDB<Schema>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(upgraded, before, _version, transaction) {
      // That it was given up is told by the opening that fails.
      transaction.done.catch(() => {});
      upgrade(upgraded, before, transaction);
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
  return 'incomplete';
}
