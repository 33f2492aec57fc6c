import { describe, expect, it } from 'vitest';
import type { AskedAccepts } from '../../src/background/accepts.ts';
import {
  FRESH_MS,
  type HubWord,
  IDLE,
  type RegistryWord,
  type TagEntry,
} from '../../src/background/knowledge.ts';
import type { ManifestFacts } from '../../src/background/manifest-facts.ts';
import { spokenOf } from '../../src/background/spoken.ts';
import { tagDetail } from '../../src/background/tag-detail.ts';
import type { Digest } from '../../src/core/digest.ts';
import { failure, type WrongBytes } from '../../src/core/failure.ts';
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
} from '../../src/core/media-type.ts';
import { digestNumber, image } from '../core/samples.ts';
import { relatedTags } from './related-tags.ts';

const NOW = Date.UTC(2026, 10, 23);
const top = digestNumber(1);
const [amd64, arm64] = [image('linux/amd64', 11), image('linux/arm64', 12)];
const images = [amd64, arm64];
const hub: HubWord = { at: NOW, listed: true, digest: top, mediaType: OCI_INDEX, images };
const registry: RegistryWord = { at: NOW, digest: top, mediaType: OCI_INDEX };
const indexFacts: ManifestFacts = {
  mediaType: OCI_INDEX,
  index: { images, attestations: [] },
  bytes: 900,
  header: top,
};
const imageFacts: ManifestFacts = { mediaType: OCI_MANIFEST, config: digestNumber(99), bytes: 90 };

interface Given {
  readonly facts?: readonly (readonly [Digest, ManifestFacts])[];
  readonly accepts?: AskedAccepts;
  readonly wrong?: readonly [Digest, WrongBytes];
  readonly reading?: readonly Digest[];
}

function detailOf(words: Partial<TagEntry>, given: Given = {}) {
  const entry: TagEntry = { tag: 'latest', hubAsk: IDLE, registryAsk: IDLE, ...words };
  const kept = new Map(given.facts);
  const facts = (digest: Digest) => kept.get(digest);
  const spoken = spokenOf(entry, facts, NOW);
  return tagDetail(entry, {
    related: relatedTags(spoken ? [spoken.record] : []),
    facts,
    now: NOW,
    preferredPlatform: 'linux/amd64',
    entry: () => entry,
    accepts: given.accepts ?? { isAsking: false, asked: new Map() },
    total: 7,
    shelf: {
      isReading: (digest) => given.reading?.includes(digest) === true,
      failureOf: (digest) =>
        given.wrong?.[0] === digest
          ? {
              state: 'failed',
              failure: failure('digest-mismatch', { found: given.wrong[1] }),
              at: NOW,
            }
          : undefined,
    },
  });
}

describe('who says what of bytes that were fetched here', () => {
  it('is nothing before any were', () => {
    expect(detailOf({ hub, registry })).toMatchObject({
      checks: [],
      reading: [],
      unread: [],
      known: 1,
      total: 7,
    });
  });

  it('stands side by side for the tag’s manifest and for those of its images', () => {
    const { checks } = detailOf(
      { hub, registry },
      {
        facts: [
          [top, indexFacts],
          [arm64.digest, imageFacts],
        ],
      },
    );
    expect(checks).toEqual([
      { digest: top, computed: top, bytes: 900, header: top, head: top, hub: top },
      {
        platform: 'linux/arm64',
        digest: arm64.digest,
        computed: arm64.digest,
        bytes: 90,
        hub: arm64.digest,
      },
    ]);
  });

  it('keeps a header that lied', () => {
    const lying = { ...indexFacts, header: digestNumber(66) };
    expect(detailOf({ hub, registry }, { facts: [[top, lying]] }).checks[0]?.header).toBe(
      digestNumber(66),
    );
  });

  it('keeps the web API’s other word', () => {
    const behind = { ...hub, digest: digestNumber(2) };
    const { checks } = detailOf({ hub: behind, registry }, { facts: [[top, indexFacts]] });
    expect(checks).toMatchObject([{ digest: top, head: top, hub: digestNumber(2) }]);
  });

  it('keeps the web API’s other word on an image of the same index', () => {
    const wrong = { ...hub, images: [amd64, image('linux/arm64', 77)] };
    const { checks } = detailOf(
      { hub: wrong, registry },
      {
        facts: [
          [top, indexFacts],
          [arm64.digest, imageFacts],
          [amd64.digest, imageFacts],
        ],
      },
    );
    expect(checks.map(({ platform, hub: said }) => [platform, said])).toEqual([
      [undefined, top],
      ['linux/amd64', amd64.digest],
      ['linux/arm64', digestNumber(77)],
    ]);
  });

  it('leaves out a word that was overtaken, and one that is old', () => {
    const overtaken = { ...hub, digest: digestNumber(2), at: NOW - 2 * FRESH_MS };
    const facts = [[top, indexFacts]] as const;
    expect(detailOf({ hub: overtaken, registry }, { facts }).checks[0]).not.toHaveProperty('hub');
    const old = { ...registry, at: NOW - FRESH_MS };
    const [check] = detailOf({ hub, registry: old }, { facts }).checks;
    expect(check).toMatchObject({ digest: top, hub: top });
    expect(check).not.toHaveProperty('head');
  });

  it('names the bytes that came in place of the right ones', () => {
    const found = { computed: digestNumber(55), header: top, bytes: 12 };
    const detail = detailOf({ hub, registry }, { wrong: [amd64.digest, found] });
    expect(detail.checks).toEqual([
      { platform: 'linux/amd64', digest: amd64.digest, ...found, hub: amd64.digest },
    ]);
    expect(detail.unread).toEqual([{ digest: amd64.digest, failure: { kind: 'digest-mismatch' } }]);
  });

  it('says of a tag that is one image what there is once', () => {
    const single = { ...hub, mediaType: OCI_MANIFEST, images: [{ ...amd64, digest: top }] };
    const { checks, reading } = detailOf(
      { hub: single, registry: { ...registry, mediaType: OCI_MANIFEST } },
      { facts: [[top, imageFacts]], reading: [top] },
    );
    expect(checks).toHaveLength(1);
    expect(reading).toEqual([top]);
  });
});

describe('what each Accept header gets', () => {
  const list = { mediaType: DOCKER_LIST };

  it('is computed from what is known', () => {
    const { accepts } = detailOf({ hub: { ...hub, ...list }, registry: { ...registry, ...list } });
    expect(accepts.map(({ accept, computed }) => [accept, computed.kind])).toEqual([
      ['none', 'image'],
      ['schema-2', 'image'],
      ['list', 'index'],
      ['all', 'index'],
    ]);
    expect(accepts[1]?.computed).toMatchObject({ digest: amd64.digest, platform: 'linux/amd64' });
  });

  it('is not known of a tag that nobody has spoken of', () => {
    expect(detailOf({}).accepts.map(({ computed }) => computed)).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'unknown' })),
    );
  });

  it('says whose image came, by its digest', () => {
    const outcome = { kind: 'image', digest: arm64.digest, mediaType: DOCKER_MANIFEST } as const;
    const { accepts, isAskingAccepts } = detailOf(
      { hub, registry },
      {
        accepts: {
          isAsking: true,
          asked: new Map([
            ['schema-2', { outcome }],
            ['list', { failure: failure('rate-limited', { until: 9, detail: 'for the log' }) }],
          ]),
        },
      },
    );
    expect(isAskingAccepts).toBe(true);
    expect(accepts[0]).not.toHaveProperty('asked');
    expect(accepts[1]?.asked).toEqual({ ...outcome, platform: 'linux/arm64' });
    expect(accepts[2]?.failure).toEqual({ kind: 'rate-limited', until: 9 });
  });
});
