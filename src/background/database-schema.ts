/** What the database holds, and in which version. */
import type { DBSchema, IDBPDatabase, IDBPObjectStore } from 'idb';
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { TagRow } from './knowledge.ts';
import type {
  ManifestUse,
  RepositoryUse,
  StoredListing,
  StoredManifest,
  StoredNames,
} from './store.ts';

export const DATABASE_NAME = 'digest-lens';
/**
 * Raise it with every change of what is kept, or of how `rowSize` counts, say in database-upgrade.ts what becomes of the
 * older form, and give an example of it to test/background/past-databases.ts.
 */
export const DATABASE_VERSION = 4;

export interface StoredTag extends TagRow {
  readonly repository: RepositoryName;
}

export interface Schema extends DBSchema {
  tags: { key: [RepositoryName, string]; value: StoredTag };
  listings: { key: RepositoryName; value: StoredListing };
  names: { key: RepositoryName; value: StoredNames };
  /** Beside the three above, and `uses` beside `manifests`: deciding what to drop must not read megabytes. */
  repositories: { key: RepositoryName; value: RepositoryUse };
  manifests: { key: Digest; value: StoredManifest };
  uses: { key: Digest; value: ManifestUse };
}

export type StoreName = 'tags' | 'listings' | 'names' | 'repositories' | 'manifests' | 'uses';
export const STORE_NAMES: readonly StoreName[] = [
  'tags',
  'listings',
  'names',
  'repositories',
  'manifests',
  'uses',
];

export type Database = IDBPDatabase<Schema>;

/** One of its stores, within a transaction. */
export type Rows<
  Name extends StoreName,
  Mode extends IDBTransactionMode = 'readonly',
> = IDBPObjectStore<Schema, StoreName[], Name, Mode>;
