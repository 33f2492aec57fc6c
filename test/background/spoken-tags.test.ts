import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRESH_MS, IDLE, PENDING, type TagEntry } from '../../src/background/knowledge.ts';
import type { ManifestFacts } from '../../src/background/manifest-facts.ts';
import { isMissing, spokenOf, tagRecord } from '../../src/background/spoken.ts';
import { SpokenTags } from '../../src/background/spoken-tags.ts';
import type { Digest } from '../../src/core/digest.ts';
import type { Relations } from '../../src/core/relations.ts';
import { isSignatureTag } from '../../src/core/tag.ts';
import { digestNumber, image } from '../core/samples.ts';
import { relatedTags } from './related-tags.ts';

const AMD64 = 'linux/amd64';
const ARM64 = 'linux/arm64';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const SIGNATURE = `sha256-${'a'.repeat(64)}.sig`;
const START = 1_000_000_000;
const LONG_AGO = Number.NEGATIVE_INFINITY;

/** Everything that what is spoken rests on, to be changed step by step. */
class World {
  readonly entries = new Map<string, TagEntry>();
  readonly facts = new Map<Digest, ManifestFacts>();
  now = START;
  horizon = LONG_AGO;
  readonly spoken = new SpokenTags({
    entries: this.entries,
    facts: (digest) => this.facts.get(digest),
    now: () => this.now,
    horizon: () => this.horizon,
  });

  update(tag: string, change: Partial<TagEntry>): void {
    const before = this.entries.get(tag) ?? { tag, hubAsk: IDLE, registryAsk: IDLE };
    this.entries.set(tag, { ...before, ...change });
    this.spoken.touch(tag);
  }

  read(digest: Digest, facts: ManifestFacts): void {
    this.facts.set(digest, facts);
    this.spoken.read(digest);
  }
}

const digest = fc.integer({ min: 1, max: 4 }).map(digestNumber);
const age = fc.constantFrom(0, 1, 60_000, FRESH_MS - 1, FRESH_MS, FRESH_MS + 60_000, -30_000);
const tag = fc.constantFrom('1.0', '1.1', 'latest', 'edge', SIGNATURE);

/** Images belong to a digest, not to a tag: those of each are always the same, where they are told at all. */
const IMAGES = [[image(AMD64, 11)], [image(AMD64, 11), image(ARM64, 12)], [image(ARM64, 12)]];
const hubWord = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.boolean()).map(([number, isTold]) => ({
  listed: true,
  digest: digestNumber(number),
  ...(isTold && { images: IMAGES[number % IMAGES.length] ?? [] }),
}));

const step: fc.Arbitrary<(world: World) => void> = fc.oneof(
  fc.tuple(tag, hubWord, age).map(([tag, word, age]) => (world: World) => {
    world.update(tag, { hub: { ...word, at: world.now - age }, hubAsk: IDLE });
  }),
  fc
    .tuple(tag, fc.option(digest, { nil: undefined }), age)
    .map(([tag, digest, age]) => (world: World) => {
      const registry = { at: world.now - age, ...(digest && { digest, mediaType: INDEX }) };
      world.update(tag, { registry, registryAsk: IDLE });
    }),
  tag.map((tag) => (world: World) => world.update(tag, { registryAsk: PENDING })),
  fc
    .constantFrom(1, 999, 1_000, 60_000, FRESH_MS - 60_000, FRESH_MS, -90_000)
    .map((milliseconds) => (world: World) => {
      world.now += milliseconds;
    }),
  fc.constantFrom(LONG_AGO, START, START + FRESH_MS).map((horizon) => (world: World) => {
    world.horizon = horizon;
  }),
  digest.map((digest) => (world: World) => {
    const index = { images: [image(AMD64, 11), image(ARM64, 13)], attestations: [] };
    world.read(digest, { mediaType: INDEX, index });
  }),
  fc.constantFrom(11, 12, 13).map((number) => (world: World) => {
    world.read(digestNumber(number), { mediaType: '', config: digestNumber(number + 100) });
  }),
);

function picture(relations: Relations) {
  return relations.groups.map((group) => ({
    ...group,
    related: [
      relations.sameImages(group),
      relations.sharedPlatforms(group),
      relations.sameImageId(group),
    ],
  }));
}

describe('what is spoken of the tags of a repository', () => {
  it('is what it would be if all were looked at anew, after each change', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const world = new World();
        for (const act of steps) {
          act(world);
          const { entries, now, horizon, spoken } = world;
          const facts = (digest: Digest) => world.facts.get(digest);
          const all = [...entries.values()];
          const anew = relatedTags(
            all.flatMap((entry) => tagRecord(entry, facts, now, horizon) ?? []),
          );
          const related = spoken.related();
          expect(picture(related.relations)).toEqual(picture(anew.relations));
          expect(related.known).toBe(anew.known);
          const tagsThat = (is: (entry: TagEntry) => boolean) =>
            new Set(all.filter(is).map(({ tag }) => tag));
          expect(spoken.unspoken()).toEqual(
            tagsThat((entry) => !isSignatureTag(entry.tag) && !spokenOf(entry, facts, now)),
          );
          expect(spoken.signatures()).toEqual(
            tagsThat((entry) => isSignatureTag(entry.tag) && !isMissing(entry, now)),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is the same object for as long as nothing has changed', () => {
    const world = new World();
    world.update('1.0', { hub: { at: START, listed: true, digest: digestNumber(1) } });
    const before = world.spoken.related();
    world.now += 1_000;
    world.update('1.0', { hubAsk: PENDING });
    expect(world.spoken.related()).toBe(before);
    world.update('1.1', { hub: { at: START, listed: true, digest: digestNumber(1) } });
    expect(world.spoken.related()).not.toBe(before);
  });

  it('tells a group of relations that it got by a change of another group', () => {
    const world = new World();
    const one = (number: number) => ({
      hub: { at: START, listed: true, digest: digestNumber(number), images: [image(AMD64, 11)] },
    });
    world.update('1.0', one(1));
    const [group] = world.spoken.related().relations.groups;
    if (!group) throw new Error('no group');
    expect(world.spoken.related().firstTags(group).sameImages).toEqual([]);
    world.update('latest', one(2));
    const related = world.spoken.related();
    expect(related.relations.groupOf('1.0')).toBe(group);
    expect(related.firstTags(group).sameImages).toEqual(['latest']);
  });

  it('looks at a tag again for what it is about, and at no other', () => {
    const world = new World();
    for (const number of [1, 2, 3]) {
      const registry = { at: START, digest: digestNumber(number), mediaType: INDEX };
      world.update(`1.${number}`, { registry });
    }
    world.spoken.related();
    const before = world.spoken.related().relations.groups;
    world.read(digestNumber(2), { mediaType: INDEX });
    const after = world.spoken.related().relations.groups;
    expect(after.map((group) => before.includes(group))).toEqual([true, false, true]);
  });
});
