/** Writing into the database: all of one change or nothing of it. */
import type { IDBPTransaction } from 'idb';
import { ok, type Result } from '../core/result.ts';
import type { Database, Schema, StoreName } from './database-schema.ts';

export type Transaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

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
