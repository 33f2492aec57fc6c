/**
 * The runtime check of what comes back from IndexedDB. It is input like any other: another version may have written it,
 * and a profile can be damaged. A row that is not what it should be counts as not kept, and Docker Hub is asked again.
 */
import * as v from 'valibot';
import { type Digest, isDigest } from '../core/digest.ts';
import { FAILURE_KINDS } from '../core/failure.ts';
import { isRepositoryName, type RepositoryName } from '../core/repository.ts';
import { isTag } from '../core/tag.ts';
import type { TagRow } from './knowledge.ts';
import type {
  ManifestUse,
  RepositoryUse,
  StoredListing,
  StoredManifest,
  StoredNames,
} from './store.ts';

const digest = v.custom<Digest>(isDigest);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Number of a page, from 1. */
const page = v.pipe(count, v.minValue(1));
/** Milliseconds since 1970. */
const moment = v.pipe(v.number(), v.finite());

const image = v.object({
  platform: v.string(),
  digest,
  configDigest: v.exactOptional(digest),
});

const tagRow = v.object({
  tag: v.custom<string>(isTag),
  hub: v.exactOptional(
    v.object({
      at: moment,
      listed: v.boolean(),
      digest: v.exactOptional(digest),
      mediaType: v.exactOptional(v.string()),
      images: v.exactOptional(v.array(image)),
      attestations: v.exactOptional(v.array(digest)),
    }),
  ),
  registry: v.exactOptional(
    v.object({
      at: moment,
      digest: v.exactOptional(digest),
      mediaType: v.exactOptional(v.string()),
    }),
  ),
}) satisfies v.GenericSchema<unknown, TagRow>;

const listing = v.object({
  repository: v.custom<RepositoryName>(isRepositoryName),
  listing: v.exactOptional(
    v.object({ at: moment, endedAt: moment, count: v.exactOptional(count), complete: v.boolean() }),
  ),
  walk: v.exactOptional(
    v.object({
      at: moment,
      pages: v.array(page),
      last: count,
      seen: count,
      count: v.exactOptional(count),
      sawEnd: v.boolean(),
    }),
  ),
  whole: v.exactOptional(
    v.object({
      at: moment,
      endedAt: v.exactOptional(moment),
      before: v.exactOptional(moment),
      asked: v.array(v.object({ name: v.exactOptional(v.string()), pages: v.array(page) })),
      waits: v.exactOptional(
        v.object({
          until: moment,
          vain: count,
          failure: v.object({
            kind: v.picklist(FAILURE_KINDS),
            host: v.exactOptional(v.string()),
            status: v.exactOptional(count),
          }),
        }),
      ),
    }),
  ),
}) satisfies v.GenericSchema<unknown, StoredListing>;

const listingOfVersion1 = v.object({
  repository: v.custom<RepositoryName>(isRepositoryName),
  at: moment,
  count: v.exactOptional(count),
  complete: v.boolean(),
});

const manifest = v.object({
  digest,
  mediaType: v.string(),
  bytes: v.custom<Uint8Array<ArrayBuffer>>(isBytes),
  header: v.exactOptional(digest),
}) satisfies v.GenericSchema<unknown, StoredManifest>;

const use = v.object({ digest, size: count, usedAt: moment }) satisfies v.GenericSchema<
  unknown,
  ManifestUse
>;

const names = v.object({
  repository: v.custom<RepositoryName>(isRepositoryName),
  at: moment,
  names: v.array(v.custom<string>(isTag)),
}) satisfies v.GenericSchema<unknown, StoredNames>;

const repositoryUse = v.object({
  repository: v.custom<RepositoryName>(isRepositoryName),
  tags: count,
  tagBytes: count,
  listingBytes: count,
  nameBytes: count,
  usedAt: moment,
}) satisfies v.GenericSchema<unknown, RepositoryUse>;

/** Those rows that are tag rows, without what else they carried. */
export function readTagRows(kept: readonly unknown[]): readonly TagRow[] {
  return valid(tagRow, kept);
}

export function readStoredListing(kept: unknown): StoredListing | undefined {
  const [found] = valid(listing, [kept]);
  return found;
}

/** A listing as version 1 of the database kept it, in the present form: it ended when it began, or later. */
export function readListingOfVersion1(kept: unknown): StoredListing | undefined {
  const [found] = valid(listingOfVersion1, [kept]);
  if (found === undefined) return undefined;
  const { repository, ...row } = found;
  return { repository, listing: { ...row, endedAt: row.at } };
}

/** That its bytes hash to its digest is for the reader to check: it takes a hash. */
export function readStoredManifest(kept: unknown): StoredManifest | undefined {
  const [found] = valid(manifest, [kept]);
  return found;
}

export function readManifestUses(kept: readonly unknown[]): readonly ManifestUse[] {
  return valid(use, kept);
}

/** All of them or none: with one missing they are no list of all tags. */
export function readStoredNames(kept: unknown): StoredNames | undefined {
  const [found] = valid(names, [kept]);
  return found;
}

export function readRepositoryUses(kept: readonly unknown[]): readonly RepositoryUse[] {
  return valid(repositoryUse, kept);
}

export function readRepositoryUse(kept: unknown): RepositoryUse | undefined {
  const [found] = readRepositoryUses([kept]);
  return found;
}

/** Nothing is kept of it, and nobody has looked at it. */
export function noUse(repository: RepositoryName): RepositoryUse {
  return { repository, tags: 0, tagBytes: 0, listingBytes: 0, nameBytes: 0, usedAt: 0 };
}

function valid<T>(schema: v.GenericSchema<unknown, T>, kept: readonly unknown[]): T[] {
  return kept.flatMap((row) => {
    const parsed = v.safeParse(schema, row);
    return parsed.success ? [parsed.output] : [];
  });
}

function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;
}
