import { describe, expect, it } from 'vitest';
import {
  FRESH_MS,
  type HubWord,
  IDLE,
  PENDING,
  type RegistryWord,
  type TagEntry,
} from '../../src/background/knowledge.ts';
import type { ManifestFacts } from '../../src/background/manifest-facts.ts';
import { spokenOf } from '../../src/background/spoken.ts';
import { tagView } from '../../src/background/tag-view.ts';
import type { Digest } from '../../src/core/digest.ts';
import { FAILURE_KINDS, failure } from '../../src/core/failure.ts';
import { OCI_INDEX, OCI_MANIFEST, SIGNED_SCHEMA_1 } from '../../src/core/media-type.ts';
import { digestNumber, image } from '../core/samples.ts';
import { relatedTags } from './related-tags.ts';

const NOW = Date.UTC(2026, 10, 23);
const OLD = NOW - FRESH_MS;
const one = digestNumber(1);
const two = digestNumber(2);
const images = [image('linux/amd64', 11), image('linux/arm64', 12)];

const hub: HubWord = { at: NOW, listed: true, digest: one, mediaType: OCI_INDEX, images };
const registry: RegistryWord = { at: NOW, digest: one, mediaType: OCI_INDEX };
const failed = {
  state: 'failed',
  failure: failure('unavailable', { status: 503 }),
  at: NOW,
} as const;

function viewOf(
  entry: Partial<TagEntry>,
  facts: ReadonlyMap<Digest, ManifestFacts> = new Map(),
  ...others: readonly TagEntry[]
) {
  const whole: TagEntry = { tag: '1.27', hubAsk: IDLE, registryAsk: IDLE, ...entry };
  const factsOf = (digest: Digest) => facts.get(digest);
  const spoken = [whole, ...others].flatMap((one) => spokenOf(one, factsOf, NOW) ?? []);
  const related = relatedTags(spoken.map(({ record }) => record));
  const all = [whole, ...others];
  return tagView(whole, {
    related,
    facts: factsOf,
    now: NOW,
    preferredPlatform: 'linux/arm64',
    entry: (tag) => all.find((one) => one.tag === tag) ?? { tag, hubAsk: IDLE, registryAsk: IDLE },
  });
}

const kept = new Map<Digest, ManifestFacts>([
  [one, { mediaType: OCI_INDEX, index: { images, attestations: [digestNumber(9)] } }],
]);

/** The contract's tables (test/CONTRACT.md, section 3), row by row. */
describe('the view of one tag', () => {
  it.each<[string, Partial<TagEntry>, object]>([
    ['nobody was asked yet', {}, { state: 'loading', images: [] }],
    [
      'the web API has spoken, the registry is asked',
      { hub, registryAsk: PENDING },
      {
        state: 'loading',
        evidence: 'hub',
        digest: one,
        imagesFrom: 'hub',
      },
    ],
    [
      'the registry has spoken, the web API is asked',
      { registry, hubAsk: PENDING },
      {
        state: 'loading',
        evidence: 'registry',
        digest: one,
        images: [],
      },
    ],
    [
      'both agree',
      { hub, registry },
      {
        state: 'ready',
        evidence: 'registry',
        digest: one,
        mediaType: OCI_INDEX,
        imagesFrom: 'hub',
      },
    ],
    [
      'they disagree',
      { hub: { ...hub, digest: two }, registry },
      {
        state: 'partial',
        evidence: 'registry',
        digest: one,
        conflict: two,
        images: [],
      },
    ],
    [
      'the web API has no digest',
      { hub: { at: NOW, listed: true }, registry },
      {
        state: 'partial',
        digest: one,
        evidence: 'registry',
      },
    ],
    [
      'the web API has no usable images',
      { hub: { at: NOW, listed: true, digest: one }, registry },
      {
        state: 'partial',
        digest: one,
        mediaType: OCI_INDEX,
      },
    ],
    [
      'the web API does not list it',
      { hub: { at: NOW, listed: false }, registry },
      {
        state: 'partial',
        digest: one,
      },
    ],
    [
      'the registry does not have it',
      { hub, registry: { at: NOW } },
      {
        state: 'failed',
        failure: { kind: 'not-found', status: 404, host: 'registry-1.docker.io' },
      },
    ],
    [
      'the registry cannot be reached',
      { hub, registryAsk: failed },
      {
        state: 'partial',
        evidence: 'hub',
        digest: one,
        imagesFrom: 'hub',
        failure: { kind: 'unavailable', status: 503 },
      },
    ],
    [
      'neither can be reached',
      { hubAsk: failed, registryAsk: failed },
      {
        state: 'failed',
        failure: { kind: 'unavailable', status: 503 },
      },
    ],
    [
      'the web API cannot be reached',
      { registry, hubAsk: failed },
      {
        state: 'partial',
        evidence: 'registry',
        failure: { kind: 'unavailable', status: 503 },
      },
    ],
    [
      'the web API cannot be reached again',
      { hub: { ...hub, at: OLD }, registry, hubAsk: failed },
      {
        state: 'ready',
        evidence: 'registry',
        imagesFrom: 'hub',
      },
    ],
    [
      'schema 1',
      { hub: { at: NOW, listed: true }, registry: { ...registry, mediaType: SIGNED_SCHEMA_1 } },
      {
        state: 'partial',
        failure: { kind: 'unsupported' },
      },
    ],
    [
      'both words are old, and asked again',
      {
        hub: { ...hub, at: OLD },
        registry: { ...registry, at: OLD },
        hubAsk: PENDING,
        registryAsk: PENDING,
      },
      { state: 'loading', evidence: 'registry', digest: one, staleSince: OLD },
    ],
    [
      'asking again failed',
      {
        hub: { ...hub, at: OLD },
        registry: { ...registry, at: OLD },
        hubAsk: failed,
        registryAsk: failed,
      },
      { state: 'partial', evidence: 'registry', staleSince: OLD, failure: { kind: 'unavailable' } },
    ],
    [
      'an old word of the registry stands while it is asked again',
      {
        hub: { ...hub, digest: two },
        registry: { ...registry, at: OLD },
        registryAsk: PENDING,
      },
      { state: 'loading', evidence: 'registry', digest: one, staleSince: OLD },
    ],
    [
      'an old word of the registry yields to a fresh one of the web API where it cannot be asked',
      {
        hub: { ...hub, digest: two },
        registry: { ...registry, at: OLD },
        registryAsk: failed,
      },
      { state: 'partial', evidence: 'hub', digest: two, failure: { kind: 'unavailable' } },
    ],
    [
      'an old word of the registry stands where the web API says the same',
      { hub, registry: { ...registry, at: OLD }, registryAsk: failed },
      {
        state: 'partial',
        evidence: 'registry',
        digest: one,
        staleSince: OLD,
        failure: { kind: 'unavailable' },
      },
    ],
    [
      'an old word of the web API is no contradiction',
      {
        hub: { ...hub, digest: two, at: OLD - 1 },
        registry,
        hubAsk: failed,
      },
      { state: 'partial', digest: one, failure: { kind: 'unavailable' } },
    ],
    [
      'a word that is being asked for again is no contradiction',
      {
        hub: { ...hub, digest: two },
        registry,
        hubAsk: PENDING,
      },
      { state: 'loading', digest: one },
    ],
  ])('%s', (_, entry, expected) => {
    const view = viewOf(entry);
    expect(view).toMatchObject(expected);
    for (const key of ['conflict', 'failure', 'staleSince']) {
      if (!(key in expected)) expect(view).not.toHaveProperty(key);
    }
    if (view.state === 'failed') {
      expect(view).not.toHaveProperty('digest');
      expect(view).not.toHaveProperty('evidence');
    }
  });

  it.each(FAILURE_KINDS)('carries the failure %s', (kind) => {
    const until = NOW + 1_000;
    const ask = {
      state: 'failed',
      failure: failure(kind, { until, detail: 'for the log' }),
      at: NOW,
    } as const;
    expect(viewOf({ registryAsk: ask, hubAsk: ask })).toMatchObject({
      state: 'failed',
      failure: { kind, until },
    });
    expect(viewOf({ hub, registryAsk: ask })).toMatchObject({
      state: 'partial',
      failure: { kind, until },
    });
    expect(viewOf({ hub, registryAsk: ask }).failure).not.toHaveProperty('detail');
  });

  it('rests on bytes that were read here, once the registry names them now', () => {
    expect(viewOf({ registry, hub: { at: NOW, listed: false } }, kept)).toMatchObject({
      state: 'ready',
      evidence: 'bytes',
      imagesFrom: 'bytes',
      images,
      attestations: [digestNumber(9)],
    });
    expect(viewOf({ hub, registryAsk: failed }, kept)).toMatchObject({
      state: 'partial',
      evidence: 'hub',
      imagesFrom: 'bytes',
    });
    expect(
      viewOf({ registry: { ...registry, at: OLD }, registryAsk: PENDING, hubAsk: PENDING }, kept),
    ).toMatchObject({
      evidence: 'registry',
    });
  });

  it('shows the images of bytes where the web API contradicts the registry', () => {
    expect(viewOf({ hub: { ...hub, digest: two }, registry }, kept)).toMatchObject({
      state: 'ready',
      conflict: two,
      imagesFrom: 'bytes',
      images,
    });
  });

  it('takes the images from another tag with the same digest where its own word is of another', () => {
    const other: TagEntry = { tag: 'other', hub, registry, hubAsk: IDLE, registryAsk: IDLE };
    const entry = { hub: { ...hub, digest: two, images: [image('linux/amd64', 21)] }, registry };
    expect(viewOf(entry, new Map(), other)).toMatchObject({
      state: 'ready',
      conflict: two,
      aliases: ['other'],
      imagesFrom: 'hub',
      images,
    });
    expect(viewOf({ registry, hubAsk: failed }, new Map(), other)).toMatchObject({
      state: 'ready',
      images,
    });
  });

  it('takes no image from the web API for an index whose bytes hold none', () => {
    const empty = new Map<Digest, ManifestFacts>([
      [one, { mediaType: OCI_INDEX, index: { images: [], attestations: [] } }],
    ]);
    const view = viewOf({ hub: { ...hub, images: [image('unknown', 11)] }, registry }, empty);
    expect(view).toMatchObject({ state: 'partial', evidence: 'bytes', images: [] });
  });

  it('takes an index of indexes for one whose images are not known', () => {
    const nested = new Map<Digest, ManifestFacts>([
      [one, { mediaType: OCI_INDEX, index: { images: [], attestations: [] } }],
    ]);
    expect(viewOf({ hub: { at: NOW, listed: true }, registry }, nested)).toMatchObject({
      state: 'partial',
      evidence: 'bytes',
      images: [],
    });
  });

  it('knows the image ID of the preferred platform once its manifest was read', () => {
    expect(viewOf({ hub, registry })).not.toHaveProperty('imageId');
    const read = new Map<Digest, ManifestFacts>([
      [digestNumber(12), { mediaType: OCI_INDEX, config: digestNumber(99) }],
    ]);
    const view = viewOf({ hub, registry }, read);
    expect(view.imageId).toEqual({ platform: 'linux/arm64', digest: digestNumber(99) });
    expect(view.images[1]).toEqual(image('linux/arm64', 12, 99));
  });

  it('knows the image ID of what is one image, also where the web API has no digest for it', () => {
    const word = { at: NOW, digest: one, mediaType: OCI_MANIFEST };
    const read = new Map([[one, { mediaType: OCI_MANIFEST, config: digestNumber(99) }]]);
    const view = viewOf({ hub: { at: NOW, listed: true }, registry: word }, read);
    expect(view).toMatchObject({ state: 'partial', evidence: 'bytes', images: [] });
    expect(view.imageId).toEqual({ platform: 'unknown', digest: digestNumber(99) });
    const windows = { ...hub, images: [image('windows/amd64', 1)] };
    expect(viewOf({ hub: windows, registry: word }, read)).not.toHaveProperty('imageId');
  });

  it.each([
    ['the web API’s word', { hub: { ...hub } }, 'hub'],
    ['the registry’s word', { hub: { ...hub }, registry }, 'registry'],
  ] as const)('names the version of a floating tag, on %s', (_, words, evidence) => {
    const version = { tag: '1.27.5', hubAsk: IDLE, registryAsk: IDLE, ...words };
    expect(viewOf({ tag: 'latest', hub, registry }, new Map(), version).version).toEqual({
      tag: '1.27.5',
      by: 'digest',
      evidence,
    });
    expect(viewOf({ ...version }, new Map(), version)).not.toHaveProperty('version');
  });

  it('names the version that has the same images, and where a rollout is on its way', () => {
    const wrapped = { tag: '1.27.5', hubAsk: IDLE, registryAsk: IDLE };
    const other = { ...hub, digest: two };
    const same = viewOf({ tag: 'latest', hub }, new Map(), { ...wrapped, hub: other });
    expect(same.version).toEqual({ tag: '1.27.5', by: 'images', evidence: 'hub' });
    const moving = { ...other, images: [image('linux/amd64', 11), image('linux/arm64', 13)] };
    const split = viewOf({ tag: 'latest', hub }, new Map(), { ...wrapped, hub: moving });
    expect(split).not.toHaveProperty('version');
    expect(split.someImages).toEqual([
      { tag: '1.27.5', platforms: ['linux/amd64'], differing: ['linux/arm64'] },
    ]);
  });
});
