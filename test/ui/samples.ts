/** Views for tests and the gallery. The digests are made up (a counter spread over 64 hex digits), the shapes are real. */
import { ACCEPT_CASES, acceptOutcome } from '../../src/core/accept.ts';
import { type Digest, isDigest } from '../../src/core/digest.ts';
import { isRepositoryName, type RepositoryName } from '../../src/core/repository.ts';
import { unknownView } from '../../src/messaging/unknown-view.ts';
import type {
  GroupView,
  ImageView,
  RepositoryView,
  TagDetail,
  TagView,
} from '../../src/messaging/view.ts';

export const INDEX = 'application/vnd.oci.image.index.v1+json';
export const IMAGE = 'application/vnd.oci.image.manifest.v1+json';
export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

/** A digest for a number: equal numbers give equal digests, near ones look nothing alike. */
export function digest(seed: number): Digest {
  let state = (seed + 1) * 2_654_435_761;
  let hex = '';
  while (hex.length < 64) {
    state = (state ^ (state >>> 15)) >>> 0;
    state = Math.imul(state, 0x2c1b3c6d) >>> 0;
    state = (state ^ (state >>> 12)) >>> 0;
    state = (state + 0x9e3779b9) >>> 0;
    hex += state.toString(16).padStart(8, '0');
  }
  const made = `sha256:${hex}`;
  if (!isDigest(made)) throw new Error(`no digest: ${made}`);
  return made;
}

export function repository(name: string): RepositoryName {
  if (!isRepositoryName(name)) throw new Error(`no repository: ${name}`);
  return name;
}

const PLATFORMS = [
  'linux/amd64',
  'linux/arm64',
  'linux/386',
  'linux/arm/v5',
  'linux/arm/v7',
  'linux/ppc64le',
  'linux/riscv64',
  'linux/s390x',
];

/** Images of an index, one a platform. */
export function images(seed: number, platforms: readonly string[] = PLATFORMS): ImageView[] {
  return platforms.map((platform, index) => ({
    platform,
    digest: digest(seed * 100 + index + 1),
  }));
}

export function tagView(more: Partial<TagView> & Pick<TagView, 'tag'>): TagView {
  return { ...unknownView(more.tag), state: 'ready', ...more };
}

/** A row in its best state: an index of eight platforms, confirmed, with aliases. */
export function readyView(more: Partial<TagView> = {}): TagView {
  return tagView({
    tag: '1.31.2',
    digest: digest(1),
    mediaType: INDEX,
    evidence: 'registry',
    aliases: ['1.31', '1', 'mainline', 'latest'],
    images: images(1),
    imagesFrom: 'hub',
    attestations: images(51).map((image) => image.digest),
    ...more,
  });
}

export function groupView(
  seed: number,
  tags: readonly string[],
  more: Partial<GroupView> = {},
): GroupView {
  return {
    digest: digest(seed),
    tags,
    mediaType: INDEX,
    evidence: 'registry',
    images: images(seed),
    imagesFrom: 'hub',
    attestations: [],
    sameImages: [],
    someImages: [],
    sameImageId: [],
    imageId: { platform: 'linux/amd64', pulls: 1, busy: false },
    conflicts: [],
    ...more,
  };
}

/** Of a repository whose groups are all told. */
export function repositoryView(more: Partial<RepositoryView> = {}): RepositoryView {
  const { groups = [] } = more;
  return {
    repository: 'library/nginx',
    state: 'ready',
    known: 1339,
    total: 1339,
    groups: [],
    groupCount: groups.length,
    window: { sought: '', matching: groups.length, from: 0, isAskedKnown: false },
    seek: { groups: [], pulls: 0, unread: 0 },
    isUnconfirmed: false,
    unknownTags: [],
    signatureTags: 0,
    preferredPlatform: 'linux/amd64',
    meter: { limit: 100, remaining: 96, windowSeconds: 3600, resetsBy: NOW + 3_300_000, spent: 4 },
    ...more,
  };
}

/** All that is known of a tag of which nothing was fetched and nothing asked by a click. */
export function tagDetail(view: TagView, more: Partial<TagDetail> = {}): TagDetail {
  const { digest: top } = view;
  return {
    view,
    known: 339,
    total: 1339,
    preferredPlatform: 'linux/amd64',
    accepts: top
      ? ACCEPT_CASES.map((accept) => ({
          accept,
          computed: acceptOutcome(accept, { ...view, digest: top }),
        }))
      : [],
    isAskingAccepts: false,
    checks: [],
    reading: [],
    unread: [],
    ...more,
  };
}
