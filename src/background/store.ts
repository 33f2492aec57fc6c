/**
 * What outlives the worker, as the rest of the worker sees it. It is a cache throughout: every method may come back
 * empty-handed, nothing rejects, and the worker then asks Docker Hub as if for the first time.
 */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { TagRow } from './knowledge.ts';

/** A finished walk through a repository's tag pages. */
export interface ListingRow {
  /** When it began, milliseconds since 1970. */
  readonly at: number;
  /** When it ended, perhaps in a later life of the worker. */
  readonly endedAt: number;
  /** How many tags the repository has, where somebody said it. */
  readonly count?: number;
  /** Whether it saw them all. */
  readonly complete: boolean;
}

/** A walk that has not come to its end. The rows of its finished pages are kept. */
export interface WalkRow {
  /** When it began, milliseconds since 1970. */
  readonly at: number;
  /** Numbers of the pages that came, from 1. */
  readonly pages: readonly number[];
  /** Last page to ask for, as far as is known. */
  readonly last: number;
  /** Tags on those pages. */
  readonly seen: number;
  /** How many tags the repository has, where the first page said it. */
  readonly count?: number;
  readonly sawEnd: boolean;
}

/** The listing of all tags of a repository that has more than list themselves. Its rows are kept like any others. */
export interface WholeRow {
  /** When it began, milliseconds since 1970: what was learnt before counts as not listed. */
  readonly at: number;
  /** When it came to its end; left out while it has not. */
  readonly endedAt?: number;
  /** When the last one began that came to its end, where this one has not: what that did not repeat is no more. */
  readonly before?: number;
  /** Questions that were answered since `at`: a part of a name (none: all tags) and the pages of it, from 1. */
  readonly asked: readonly { readonly name?: string; readonly pages: readonly number[] }[];
  /** While it waits for something to pass. */
  readonly waits?: WholeWait;
}

export interface WholeWait {
  /** When it goes on by itself, milliseconds since 1970. */
  readonly until: number;
  /** Attempts in a row that have brought nothing. */
  readonly vain: number;
  /** What is to pass. */
  readonly failure: Pick<Failure, 'kind' | 'host' | 'status'>;
}

/** What is kept of a repository's listing: the last one that was finished, and what has been done of the next. */
export interface StoredListing {
  readonly repository: RepositoryName;
  readonly listing?: ListingRow;
  readonly walk?: WalkRow;
  readonly whole?: WholeRow;
}

/** The names of all tags of a repository, as the registry listed them: written once for each listing of all tags. */
export interface StoredNames {
  readonly repository: RepositoryName;
  /** When they were asked for, milliseconds since 1970. */
  readonly at: number;
  readonly names: readonly string[];
}

/** What eviction must leave alone. */
export interface InUse {
  readonly repositories: ReadonlySet<RepositoryName>;
  readonly digests: ReadonlySet<Digest>;
}

/** What eviction took: all that was kept of these repositories, and the manifests of these digests. */
export interface Evicted {
  readonly repositories: ReadonlySet<RepositoryName>;
  readonly digests: ReadonlySet<Digest>;
}

/** Whom eviction asks and tells. Both at once, in the moment of deciding: nobody can begin to look in between. */
export interface Eviction {
  inUse(): InUse;
  gone(what: Evicted): void;
}

/** What all that is kept amounts to. */
export interface StoreSize {
  readonly tags: number;
  readonly manifests: number;
  /** Of all that is kept, about. */
  readonly bytes: number;
}

export interface StoredManifest {
  readonly digest: Digest;
  readonly mediaType: string;
  /** As the registry sent them; they hash to `digest`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the registry's header said beside them; unknown of manifests that were kept before it was noted. */
  readonly header?: Digest;
}

export interface ManifestUse {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** When it was last needed, milliseconds since 1970. */
  readonly usedAt: number;
}

/** How much is kept of a repository, and when it was last needed. */
export interface RepositoryUse {
  readonly repository: RepositoryName;
  readonly tags: number;
  /** Bytes of the rows of its tags, of its listing and of the names of its tags, about. */
  readonly tagBytes: number;
  readonly listingBytes: number;
  readonly nameBytes: number;
  /** When somebody last looked at it, or something of it was written, milliseconds since 1970. */
  readonly usedAt: number;
}

export interface Store {
  /** All rows of one repository, in the order of their keys. */
  readTags(repository: RepositoryName): Promise<readonly TagRow[]>;
  writeTags(repository: RepositoryName, rows: readonly TagRow[]): Promise<void>;
  readListing(repository: RepositoryName): Promise<StoredListing | undefined>;
  writeListing(stored: StoredListing): Promise<void>;
  readManifest(digest: Digest): Promise<StoredManifest | undefined>;
  writeManifest(manifest: StoredManifest, usedAt: number): Promise<void>;
  /** Which manifests are kept, without their bytes. */
  manifestUses(): Promise<readonly ManifestUse[]>;
  touchManifests(uses: readonly ManifestUse[]): Promise<void>;
  deleteManifests(digests: readonly Digest[]): Promise<void>;
  /** Somebody looks at it: it goes after those that nobody has looked at since. */
  touchRepository(repository: RepositoryName): Promise<void>;
  readNames(repository: RepositoryName): Promise<StoredNames | undefined>;
  writeNames(names: StoredNames): Promise<void>;
  size(): Promise<StoreSize>;
  /**
   * Deletes what was not needed for longest until what is kept takes at most so many bytes, as `eviction-plan.ts` says.
   * Never anything of what is in use, even if it then takes more.
   */
  bound(bytes: number): Promise<void>;
  /** From now on, whenever something is to go, also where the disk is full. Before it is called nothing is in use. */
  evictWith(eviction: Eviction): void;
  /** @returns whether nothing is kept any more. False too where it cannot be known: a database that does not open. */
  clear(): Promise<boolean>;
  /** Whether what is learnt is lost with the worker: there is no database, or it took nothing last. */
  isForgetful(): boolean;
  /** Calls when that changes; the returned function ends it. */
  onForgetful(call: () => void): () => void;
}
