/**
 * Where the account may be kept. Until the browser is closed: in `storage.session`. On this machine: in a database of its
 * own, and not in `storage.local`, which content scripts can read in Firefox; a database of the extension's origin they
 * cannot (MDN, "Content scripts").
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { SessionStorage } from '../platform/storage.ts';
import { type AccountRecord, readAccountRecord } from './account-record.ts';

const NAME = 'digest-lens-account';
const VERSION = 1;
const STORE = 'account';
const KEY = 'account';
/** Milliseconds to wait for the database: a browser may never open it, and no request is sent before it is read. */
const PATIENCE_MS = 2_000;

/** Both methods reject where the browser refuses. */
export interface AccountPlace {
  read(): Promise<AccountRecord | undefined>;
  /** Replaces what is kept; nothing is kept of `undefined`. */
  write(record: AccountRecord | undefined): Promise<void>;
}

export interface AccountPlaces {
  readonly session: AccountPlace;
  readonly machine: AccountPlace;
  /** Where it is noted that a sign-in is being tested. */
  readonly underway: AccountPlace;
}

/** @param storage undefined in a browser without one: then a session is the worker's life */
export function accountPlaces(
  storage: SessionStorage | undefined,
  clock: Pick<Clock, 'after'> = systemClock,
): AccountPlaces {
  return {
    session: sessionPlace(storage, KEY),
    machine: machinePlace(clock),
    underway: sessionPlace(storage, 'sign-in'),
  };
}

function sessionPlace(storage: SessionStorage | undefined, key: string): AccountPlace {
  let held: AccountRecord | undefined;
  if (!storage) {
    return {
      read: async () => held,
      async write(record) {
        held = record;
      },
    };
  }
  return {
    read: async () => readAccountRecord(await storage.get(key)),
    write: (record) => (record ? storage.set(key, record) : storage.remove(key)),
  };
}

interface Schema extends DBSchema {
  [STORE]: { key: string; value: unknown };
}

type Database = IDBPDatabase<Schema>;

/** Opened for each use, of which there are a few in a worker's life: nothing has to be heard of a database that closes. */
function machinePlace(clock: Pick<Clock, 'after'>): AccountPlace {
  async function run<T>(
    opening: Promise<Database | undefined>,
    action: (database: Database) => Promise<T>,
  ): Promise<T | undefined> {
    const database = await soon(opening, clock);
    try {
      return database && (await action(database));
    } finally {
      database?.close();
    }
  }

  return {
    read: () =>
      run(openKept(), async (database) => readAccountRecord(await database.get(STORE, KEY))),
    write: (record) =>
      record
        ? run(open(), async (database) => void (await database.put(STORE, record, KEY)))
        : run(openKept(), (database) => database.delete(STORE, KEY)),
  };
}

function open(): Promise<Database> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade: (opened) => void opened.createObjectStore(STORE),
  });
}

/** Makes none for people who never let an account be remembered: that takes Firefox longer than all else at its start. */
async function openKept(): Promise<Database | undefined> {
  const isKept = await indexedDB.databases().then(
    (all) => all.some(({ name }) => name === NAME),
    () => true,
  );
  return isKept ? open() : undefined;
}

/** Waits, or rejects. One that opens too late is closed at once: what was given up must not be done after all. */
async function soon(
  opening: Promise<Database | undefined>,
  clock: Pick<Clock, 'after'>,
): Promise<Database | undefined> {
  let callOff = () => {};
  const impatient = new Promise<'late'>((resolve) => {
    callOff = clock.after(PATIENCE_MS, () => resolve('late'));
  });
  try {
    const database = await Promise.race([opening, impatient]);
    if (database !== 'late') return database;
  } finally {
    callOff();
  }
  opening.then(
    (late) => late?.close(),
    () => undefined,
  );
  throw new DOMException('the database does not open', 'TimeoutError');
}
