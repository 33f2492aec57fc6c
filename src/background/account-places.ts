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

/** Opened for each use, of which there are a few in a worker's life: nothing has to be heard of a database that closes. */
function machinePlace(clock: Pick<Clock, 'after'>): AccountPlace {
  async function run<T>(action: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const database = await openSoon(clock);
    try {
      return await action(database);
    } finally {
      database.close();
    }
  }

  return {
    read: () => run(async (database) => readAccountRecord(await database.get(STORE, KEY))),
    write: (record) =>
      run(async (database) => {
        if (record) await database.put(STORE, record, KEY);
        else await database.delete(STORE, KEY);
      }),
  };
}

/** Opens it, or rejects. One that opens too late is closed at once: what was given up must not be done after all. */
async function openSoon(clock: Pick<Clock, 'after'>): Promise<IDBPDatabase<Schema>> {
  const opening = openDB<Schema>(NAME, VERSION, {
    upgrade: (opened) => void opened.createObjectStore(STORE),
  });
  let callOff = () => {};
  const impatient = new Promise<undefined>((resolve) => {
    callOff = clock.after(PATIENCE_MS, () => resolve(undefined));
  });
  try {
    const database = await Promise.race([opening, impatient]);
    if (database) return database;
  } finally {
    callOff();
  }
  opening.then(
    (late) => late.close(),
    () => undefined,
  );
  throw new DOMException('the database does not open', 'TimeoutError');
}
