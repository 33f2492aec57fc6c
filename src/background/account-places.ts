/**
 * Where the account may be kept. Until the browser is closed: in `storage.session`. On this machine: in a database of its
 * own, and not in `storage.local`, which content scripts can read in Firefox; a database of the extension's origin they
 * cannot (MDN, "Content scripts").
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { SessionStorage } from '../platform/storage.ts';
import { type AccountRecord, readAccountRecord } from './account-record.ts';

const NAME = 'digest-lens-account';
const VERSION = 1;
const STORE = 'account';
const KEY = 'account';

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
export function accountPlaces(storage: SessionStorage | undefined): AccountPlaces {
  return {
    session: sessionPlace(storage, KEY),
    machine: machinePlace(),
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
function machinePlace(): AccountPlace {
  async function run<T>(action: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade: (opened) => void opened.createObjectStore(STORE),
    });
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
