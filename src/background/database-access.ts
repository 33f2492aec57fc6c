/**
 * Asking the database and changing it, whatever a browser does to it: it may refuse it, close it or have no room left. What
 * fails is said in the log once, and the answer is that of an empty store.
 */
import { err, ok, type Result } from '../core/result.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log, logOnce } from '../platform/log.ts';
import { connectDatabase } from './database-connection.ts';
import { makeRoom } from './database-eviction.ts';
import type { Database, Rows, StoreName } from './database-schema.ts';
import { isNamed } from './database-writes.ts';
import { createListeners } from './listeners.ts';
import type { Eviction } from './store.ts';

/** What nobody looks at, as long as nobody has said who looks at what. */
const NOBODY: Eviction = {
  inUse: () => ({ repositories: new Set(), digests: new Set() }),
  gone: () => {},
};

export type Question<T, Name extends StoreName> = (store: Rows<Name>) => Promise<T>;
export type Action<T> = (database: Database) => Promise<Result<T, unknown>>;

export interface DatabaseAccess {
  /** Without a database, or where it fails, this is the answer of an empty store. */
  read<T, Name extends StoreName>(empty: T, name: Name, question: Question<T, Name>): Promise<T>;
  /** The same for what takes more than one of its stores. */
  look<T>(empty: T, question: (database: Database) => Promise<T>): Promise<T>;
  /** Says whether that was done. Makes room for it once where the disk is full. */
  write(action: Action<void>): Promise<boolean>;
  /** What may come to nothing: nobody is told, and whether the browser still keeps things is not learnt from it. */
  tidy(action: Action<void>): Promise<void>;
  /** Whom to ask what must not go, and to tell what went. */
  eviction: Eviction;
  /** Whether what is learnt is lost with the worker. */
  isForgetful(): boolean;
  onForgetful(call: () => void): () => void;
}

/** Opens the database at once, in the background; whoever asks waits for it. */
export function accessDatabase(clock: Pick<Clock, 'after'>, log: Log): DatabaseAccess {
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

  async function look<T>(empty: T, question: (database: Database) => Promise<T>): Promise<T> {
    const done = await attempt(async (database) => ok(await question(database)));
    if (done.ok) return done.value;
    warn(done.error);
    return empty;
  }

  function warn(error: unknown): void {
    // Where there is no database that was said already.
    if (error !== undefined) once.warn('store failed', { error: errorName(error) });
  }

  async function write(action: Action<void>): Promise<boolean> {
    let done = await attempt(action);
    if (!done.ok && isNamed(done.error, 'QuotaExceededError') && !hasMadeRoom) {
      hasMadeRoom = true;
      await attempt((database) => makeRoom(database, access.eviction));
      done = await attempt(action);
    }
    if (done.ok) {
      hasMadeRoom = false;
      note({ isRefusing: false });
    } else if (done.error !== undefined) {
      warn(done.error);
      // What cannot be copied is no word of the browser about what it keeps.
      if (!isNamed(done.error, 'DataCloneError')) note({ isRefusing: true });
    }
    return done.ok;
  }

  const access: DatabaseAccess = {
    read: (empty, name, question) => look(empty, (database) => ask(database, name, question)),
    look,
    write,
    async tidy(action) {
      const done = await attempt(action);
      if (!done.ok) warn(done.error);
    },
    eviction: NOBODY,
    isForgetful,
    onForgetful: forgetful.add,
  };
  return access;
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
