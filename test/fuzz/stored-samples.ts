/** One right value of every kind that is kept between the worker's lives. Digests and times are made up. */
import type { AccountRecord } from '../../src/background/account-record.ts';
import type { TagRow } from '../../src/background/knowledge.ts';
import type {
  ManifestUse,
  RepositoryUse,
  StoredListing,
  StoredManifest,
  StoredNames,
} from '../../src/background/store.ts';
import type { Settings } from '../../src/settings/schema.ts';
import { asRepository, digestNumber } from '../core/samples.ts';
import { FakeClock } from '../platform/fake-clock.ts';

const AT = new FakeClock().now();
const DIGEST = digestNumber(1);
const OTHER = digestNumber(2);
const NGINX = asRepository('library/nginx');

export const TAG_ROWS: readonly (TagRow & Readonly<Record<string, unknown>>)[] = [
  {
    repository: NGINX,
    writtenAt: AT,
    tag: '1.27',
    hub: {
      at: AT,
      listed: true,
      digest: DIGEST,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      images: [{ platform: 'linux/amd64', digest: OTHER, configDigest: DIGEST }],
      attestations: [OTHER],
    },
    registry: {
      at: AT,
      digest: DIGEST,
      mediaType: 'application/vnd.oci.image.index.v1+json',
    },
  },
  { repository: NGINX, writtenAt: AT, tag: 'gone', registry: { at: AT } },
];

export const LISTINGS: readonly StoredListing[] = [
  {
    repository: NGINX,
    listing: { at: AT, endedAt: AT + 900, count: 1_339, complete: false },
    walk: { at: AT, pages: [1, 2, 5], last: 14, seen: 300, count: 1_339, sawEnd: false },
    whole: {
      at: AT,
      endedAt: AT + 9_000,
      asked: [{ pages: [11] }, { name: '1.2', pages: [1, 2] }],
    },
  },
];

export const NAMES: readonly StoredNames[] = [
  { repository: NGINX, at: AT, names: ['1.27', 'gone'] },
];

export const REPOSITORY_USES: readonly RepositoryUse[] = [
  {
    repository: NGINX,
    tags: 2,
    tagBytes: 640,
    listingBytes: 280,
    nameBytes: 160,
    usedAt: AT,
  },
];

/** Their bytes are put in by hand: JSON, in which the others are changed, knows none. */
export const MANIFESTS: readonly Omit<StoredManifest, 'bytes'>[] = [
  { digest: DIGEST, mediaType: 'application/vnd.oci.image.manifest.v1+json', header: DIGEST },
  { digest: OTHER, mediaType: 'application/vnd.oci.image.index.v1+json' },
];

export const USES: readonly ManifestUse[] = [{ digest: DIGEST, size: 1_234, usedAt: AT }];

export const SETTINGS: readonly Settings[] = [
  { version: 2, preferredPlatform: 'auto', allowance: 10, storeMegabytes: 64 },
  { version: 2, preferredPlatform: 'linux/arm64', allowance: 0, storeMegabytes: 8 },
];

export const PULL_RECORDS: readonly unknown[] = [
  {
    version: 1,
    pulls: [
      { at: AT, payer: 'allowance' },
      { at: AT + 1, payer: 'click' },
    ],
    limits: { limit: 100, remaining: 99, windowSeconds: 3_600 },
    limitsAt: AT,
  },
  { version: 1, pulls: [{ at: AT, payer: 'click' }], limits: 'unlimited', limitsAt: AT },
];

export const ACCOUNTS: readonly AccountRecord[] = [
  {
    version: 1,
    state: 'signed-in',
    username: 'moby',
    secret: 'dckr_pat_made-up',
    useForListing: true,
    isListingRefused: false,
  },
  { version: 1, state: 'refused', username: 'moby' },
  { version: 1, state: 'testing' },
  { version: 1, state: 'learnt' },
];

export const GATES: readonly unknown[] = [
  {
    version: 1,
    closed: [{ gate: 'hub', until: AT + 60_000, host: 'hub.docker.com', status: 429 }],
  },
  { version: 1, closed: [{ gate: 'hub', until: AT + 60_000, isUntilGuessed: true }] },
];

export const STORED_KEYS = [
  ...['repository', 'writtenAt', 'tag', 'hub', 'registry', 'at', 'listed', 'digest', 'mediaType'],
  ...['images', 'attestations', 'platform', 'configDigest', 'listing', 'walk', 'endedAt', 'count'],
  ...['complete', 'pages', 'last', 'seen', 'sawEnd', 'bytes', 'header', 'size', 'usedAt'],
  ...['version', 'preferredPlatform', 'allowance', 'pulls', 'payer', 'limits', 'limit', 'limitsAt'],
  ...['remaining', 'windowSeconds', 'closed', 'gate', 'until', 'host', 'status', 'isUntilGuessed'],
  ...['whole', 'asked', 'name', 'names', 'tags', 'tagBytes', 'listingBytes', 'nameBytes'],
  ...['storeMegabytes', 'state', 'username', 'secret', 'useForListing', 'isListingRefused'],
];
