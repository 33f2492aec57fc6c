/**
 * Rows of tags, of which a repository may have tens of thousands: read and written so that what is to be done for a hundred
 * takes the same time beside any number of others, and that no step keeps the worker from answering for long.
 */
import type { RepositoryName } from '../core/repository.ts';
import type { Rows, StoredTag } from './database-schema.ts';
import type { TagRow } from './knowledge.ts';
import { rowSize } from './row-size.ts';
import { readTagRows } from './stored-rows.ts';

/** Rows to take out at once: a few milliseconds' work. Whatever else waits comes in between. */
const BATCH = 125;

/** What so many rows more, and so many bytes more, make of what is kept. */
export interface Growth {
  readonly tags: number;
  readonly bytes: number;
}

/** The rows as they are kept, unchecked, in the order of their keys. Each batch arrives in a task of its own. */
export async function* batchesOf(
  tags: Rows<'tags'> | Rows<'tags', 'readwrite'> | Rows<'tags', 'versionchange'>,
  repository?: RepositoryName,
): AsyncIterable<readonly StoredTag[]> {
  let range = repository === undefined ? undefined : rowsOf(repository);
  for (;;) {
    const batch = await tags.getAll(range, BATCH);
    yield batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    const key = [last.repository, last.tag];
    range =
      repository === undefined
        ? IDBKeyRange.lowerBound(key, true)
        : IDBKeyRange.bound(key, [repository, []], true);
  }
}

export async function readTags(
  tags: Rows<'tags'>,
  repository: RepositoryName,
): Promise<readonly TagRow[]> {
  const rows: TagRow[] = [];
  for await (const batch of batchesOf(tags, repository)) rows.push(...readTagRows(batch));
  return rows;
}

/** Puts rows in place of those of the same tags. Says how much more is kept then. */
export async function putTags(
  tags: Rows<'tags', 'readwrite'>,
  repository: RepositoryName,
  given: readonly TagRow[],
  writes: Promise<unknown>[],
): Promise<Growth> {
  const rows = [...new Map(given.map((row) => [row.tag, { ...row, repository }])).values()];
  const before = await Promise.all(rows.map(({ tag }) => tags.get([repository, tag])));
  for (const row of rows) writes.push(tags.put(row));
  const replaced = before.filter((row) => row !== undefined);
  return {
    tags: rows.length - replaced.length,
    bytes: bytesOf(rows) - bytesOf(replaced),
  };
}

export function bytesOf(rows: readonly StoredTag[]): number {
  return rows.reduce((sum, row) => sum + rowSize(row), 0);
}

/** A repository's rows lie between its name and its name with the highest key after it: an array sorts after texts. */
export function rowsOf(repository: RepositoryName): IDBKeyRange {
  return IDBKeyRange.bound([repository], [repository, []]);
}
