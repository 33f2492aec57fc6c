/**
 * What every version of the extension has kept on a person's machine, one example each, written as the code of that version
 * wrote it. Digests and times are made up. Whoever raises a version adds the example that the last one leaves behind.
 */
import { DOCKER_CONFIG, OCI_INDEX, OCI_MANIFEST } from '../../src/core/media-type.ts';
import { nginx, redis } from '../messaging/names.ts';
import { digestOf } from './digests.ts';

/** When the examples were kept, milliseconds since 1970. */
export const KEPT_AT = Date.UTC(2026, 10, 22, 12);

const bytes = new TextEncoder().encode(
  JSON.stringify({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: DOCKER_CONFIG, digest: digestOf('a config'), size: 1 },
    layers: [],
  }),
);

export const MANIFEST = { digest: digestOf(bytes), mediaType: OCI_MANIFEST, bytes };

const tags = [
  {
    repository: nginx,
    tag: '1.27',
    hub: {
      at: KEPT_AT,
      listed: true,
      digest: digestOf('an index'),
      mediaType: OCI_INDEX,
      images: [
        { platform: 'linux/amd64', digest: MANIFEST.digest },
        { platform: 'linux/arm64', digest: digestOf('another image') },
      ],
      attestations: [digestOf('an attestation')],
    },
    registry: { at: KEPT_AT + 1, digest: digestOf('an index'), mediaType: OCI_INDEX },
    writtenAt: KEPT_AT + 2,
  },
  {
    repository: nginx,
    tag: 'gone',
    hub: { at: KEPT_AT, listed: false },
    registry: { at: KEPT_AT },
    writtenAt: KEPT_AT,
  },
  {
    repository: redis,
    tag: 'old',
    hub: { at: KEPT_AT, listed: true, digest: digestOf('old'), mediaType: OCI_MANIFEST },
    writtenAt: KEPT_AT,
  },
];
const uses = [{ digest: MANIFEST.digest, size: bytes.byteLength, usedAt: KEPT_AT }];
/** From version 4 on nobody notes when a row was written, but how much is kept of a repository, and its tags' names. */
const tagsSince4 = tags.map(({ writtenAt: _writtenAt, ...row }) => row);
const listing = { at: KEPT_AT, endedAt: KEPT_AT + 900, count: 2, complete: true };
const walk = { at: KEPT_AT + 1, pages: [1, 3], last: 4, seen: 200, count: 400, sawEnd: false };

export interface PastDatabase {
  readonly version: number;
  readonly tags: readonly object[];
  readonly listings: readonly object[];
  readonly manifests: readonly { readonly digest: string; readonly header?: string }[];
  readonly uses: readonly { readonly digest: string }[];
  /** Since version 4. */
  readonly names?: readonly object[];
  readonly repositories?: readonly object[];
}

export const PAST_DATABASES: readonly PastDatabase[] = [
  {
    version: 1,
    tags,
    // One row a listing; a walk that was cut off left nothing.
    listings: [
      { repository: nginx, at: KEPT_AT, count: 2, complete: true },
      { repository: redis, at: KEPT_AT, complete: false },
    ],
    manifests: [MANIFEST],
    uses,
  },
  {
    version: 2,
    tags,
    listings: [
      { repository: nginx, listing, walk },
      { repository: redis, walk },
    ],
    manifests: [MANIFEST],
    uses,
  },
  {
    version: 3,
    tags,
    listings: [
      { repository: nginx, listing, walk },
      { repository: redis, walk },
    ],
    manifests: [{ ...MANIFEST, header: digestOf('what a header said') }],
    uses,
  },
  {
    version: 4,
    tags: tagsSince4,
    listings: [
      { repository: nginx, listing, walk },
      { repository: redis, walk, whole: { at: KEPT_AT, asked: [{ name: 'o', pages: [1] }] } },
    ],
    manifests: [{ ...MANIFEST, header: digestOf('what a header said') }],
    uses,
    names: [{ repository: redis, at: KEPT_AT, names: ['old', 'older'] }],
    repositories: [
      {
        repository: nginx,
        tags: 2,
        tagBytes: 1_000,
        listingBytes: 300,
        nameBytes: 0,
        usedAt: KEPT_AT + 2,
      },
      {
        repository: redis,
        tags: 1,
        tagBytes: 500,
        listingBytes: 300,
        nameBytes: 200,
        usedAt: KEPT_AT,
      },
    ],
  },
];

/** Each version made its stores in this way. */
export function writeDatabase(past: PastDatabase): Promise<void> {
  return new Promise((resolve) => {
    const request = globalThis.indexedDB.open('digest-lens', past.version);
    request.onupgradeneeded = () => {
      const { result } = request;
      const tagStore = result.createObjectStore('tags', { keyPath: ['repository', 'tag'] });
      if (past.version < 4) tagStore.createIndex('writtenAt', 'writtenAt');
      for (const row of past.tags) tagStore.put(row);
      const listings = result.createObjectStore('listings', { keyPath: 'repository' });
      for (const row of past.listings) listings.put(row);
      const manifests = result.createObjectStore('manifests');
      for (const row of past.manifests) manifests.put(row, row.digest);
      const useStore = result.createObjectStore('uses');
      for (const row of past.uses) useStore.put(row, row.digest);
      if (past.version < 4) return;
      const names = result.createObjectStore('names', { keyPath: 'repository' });
      for (const row of past.names ?? []) names.put(row);
      const repositories = result.createObjectStore('repositories', { keyPath: 'repository' });
      for (const row of past.repositories ?? []) repositories.put(row);
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

interface Past {
  readonly name: string;
  readonly kept: unknown;
}

/** The record of pulls. Its version is still 1: fields were added that may be missing. */
export const PAST_PULLS: readonly (Past & { readonly spent: number; readonly allowed: number })[] =
  [
    {
      name: 'version 1',
      kept: {
        version: 1,
        pulls: [
          { at: KEPT_AT, payer: 'allowance' },
          { at: KEPT_AT + 1, payer: 'click' },
        ],
        limits: { limit: 100, remaining: 98, windowSeconds: 3_600 },
        limitsAt: KEPT_AT + 2,
      },
      spent: 2,
      allowed: 9,
    },
    {
      name: 'version 1, which notes how many remain at most',
      kept: {
        version: 1,
        pulls: [
          { at: KEPT_AT, payer: 'allowance' },
          { at: KEPT_AT + 1, payer: 'allowance' },
        ],
        limits: { limit: 100, remaining: 52, windowSeconds: 21_600 },
        limitsAt: KEPT_AT + 2,
        fellAt: KEPT_AT + 1,
        atMost: 51,
      },
      spent: 2,
      allowed: 2,
    },
    {
      name: 'a version from the future',
      kept: {
        version: 2,
        pulls: [{ at: KEPT_AT, payer: 'allowance', account: 'of something new' }, { era: 'new' }],
        limits: 'unlimited',
        limitsAt: KEPT_AT,
      },
      spent: 1,
      allowed: 9,
    },
  ];

/** What a 429 has closed. `until` one hour after the examples were kept. */
export const PAST_GATES: readonly Past[] = [
  {
    name: 'version 1',
    kept: {
      version: 1,
      closed: [
        { gate: 'registry', until: KEPT_AT + 3_600_000, host: 'registry-1.docker.io', status: 429 },
      ],
    },
  },
  {
    name: 'a version from the future',
    kept: {
      version: 2,
      closed: [{ gate: 'new' }, { gate: 'registry', until: KEPT_AT + 3_600_000 }],
    },
  },
];
