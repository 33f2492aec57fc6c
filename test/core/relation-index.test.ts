import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNKNOWN_PLATFORM } from '../../src/core/platform.ts';
import { RelationIndex } from '../../src/core/relation-index.ts';
import type { AliasGroup, Relations } from '../../src/core/relations.ts';
import type { Evidence, TagRecord } from '../../src/core/tag-record.ts';
import {
  type NaiveGroup,
  naiveGroups,
  naiveSameImageId,
  naiveSameImages,
  naiveSharedPlatforms,
} from './naive-relations.ts';
import { digestNumber, image, record } from './samples.ts';

const AMD64 = 'linux/amd64';
const ARM64 = 'linux/arm64';

const images = fc.array(
  fc
    .tuple(
      fc.constantFrom(AMD64, ARM64, 'linux/arm/v7', UNKNOWN_PLATFORM),
      fc.integer({ min: 100, max: 106 }),
      fc.option(fc.integer({ min: 200, max: 203 }), { nil: undefined }),
    )
    .map((parts) => image(...parts)),
  { minLength: 1, maxLength: 3 },
);
const tag = fc.constantFrom(...'1.2.3 1.2 1 1.2.4-alpine 3.0-rc1 stable latest edge v2'.split(' '));
const anyRecord: fc.Arbitrary<TagRecord> = fc
  .record({
    tag,
    digest: fc.integer({ min: 0, max: 6 }),
    evidence: fc.constantFrom<Evidence>('hub', 'registry', 'bytes'),
    images: fc.option(images, { nil: undefined }),
    isConfigKnown: fc.boolean(),
  })
  .map(({ tag, digest, evidence, images, isConfigKnown }) =>
    record(tag, digest, {
      evidence,
      ...(images && { images }),
      // A digest names its bytes: what it has as its config is the same wherever it is known.
      ...(isConfigKnown && { configDigest: digestNumber(200 + (digest % 4)) }),
    }),
  );

/** A tag that is learnt, or forgotten, or looked at; or a look at everything in between. */
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: anyRecord },
    { weight: 2, arbitrary: tag },
    { weight: 2, arbitrary: fc.record({ looked: tag }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  { maxLength: 30 },
);

/** All that can be asked, in one document. */
function picture(relations: Relations) {
  return relations.groups.map((group) => ({
    digest: group.digest,
    tags: group.tags,
    isFound: group.tags.every((tag) => relations.groupOf(tag) === group),
    isHeld: relations.groupWith(group.digest) === group,
    aliases: group.tags.map((tag) => relations.aliasesOf(tag)),
    sameImages: firsts(relations.sameImages(group)),
    sharedPlatforms: relations
      .sharedPlatforms(group)
      .map((shared) => ({ ...shared, group: shared.group.tags[0] })),
    firstShared: firsts(relations.sharedPlatforms(group, 2).map((shared) => shared.group)),
    sameImageId: firsts(relations.sameImageId(group)),
  }));
}

function naivePicture(records: readonly TagRecord[]) {
  const groups = naiveGroups(records);
  return groups.map((group) => ({
    digest: group.digest,
    tags: group.tags,
    isFound: true,
    isHeld: true,
    aliases: group.tags.map((tag) => group.tags.filter((other) => other !== tag)),
    sameImages: firsts(naiveSameImages(group, groups)),
    sharedPlatforms: naiveSharedPlatforms(group, groups).map((shared) => ({
      ...shared,
      group: shared.group.tags[0],
    })),
    firstShared: firsts(
      naiveSharedPlatforms(group, groups)
        .slice(0, 2)
        .map((shared) => shared.group),
    ),
    sameImageId: firsts(naiveSameImageId(group, groups)),
  }));
}

function firsts(groups: readonly (AliasGroup | NaiveGroup)[]) {
  return groups.map(({ tags }) => tags[0]);
}

function indexOf(...records: TagRecord[]): RelationIndex {
  const index = new RelationIndex();
  for (const one of records) index.put(one);
  return index;
}

describe('relations that are kept up to date', () => {
  it('are those of all that is known, whatever was learnt and forgotten on the way', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const index = new RelationIndex();
        const known = new Map<string, TagRecord>();
        for (const step of list) {
          if (step === undefined) {
            expect(picture(index)).toEqual(naivePicture([...known.values()]));
          } else if (typeof step === 'string') {
            expect(index.drop(step)).toBe(known.delete(step));
          } else if ('looked' in step) {
            expect(index.groupOf(step.looked)?.digest).toBe(known.get(step.looked)?.digest);
          } else {
            index.put(step);
            known.set(step.tag, step);
          }
        }
        expect(index.size).toBe(known.size);
        expect(picture(index)).toEqual(naivePicture([...known.values()]));
      }),
      { numRuns: 500 },
    );
  });

  it('keep the groups that did not change, and make those anew that did', () => {
    const index = indexOf(record('1.0', 1), record('2.0', 2), record('latest', 2));
    const [two, one] = index.groups;
    index.put(record('latest', 1));
    const [newTwo, newOne] = index.groups;
    expect(newTwo).not.toBe(two);
    expect(newOne).not.toBe(one);
    index.put(record('3.0', 3));
    expect(index.groups.slice(1)).toEqual([newTwo, newOne]);
    expect(index.groups[1]).toBe(newTwo);
    expect(index.groups[2]).toBe(newOne);
  });

  it('are the same list where a tag is learnt once more as it was', () => {
    const images = () => [image(AMD64, 7, 70), image(ARM64, 8)];
    const index = indexOf(record('1.0', 1, { images: images() }));
    const before = index.groups;
    expect(index.put(record('1.0', 1, { images: images() }))).toBe(false);
    expect(index.groups).toBe(before);
    expect(index.put(record('1.0', 1, { images: images(), evidence: 'registry' }))).toBe(true);
    expect(index.groups).not.toBe(before);
    expect(index.groups[0]?.record.evidence).toBe('registry');
  });

  it('find the first of thousands that share an image without a look at the others', () => {
    let looks = 0;
    // Two thousand builds for amd64, and never another one for arm64.
    const builds = Array.from({ length: 2_000 }, (_, n) => {
      const images = [image(ARM64, 1), image(AMD64, 10_000 + n)];
      return {
        ...record(`1.${n}.0`, 5_000 + n),
        get images() {
          looks += 1;
          return images;
        },
      };
    });
    const index = indexOf(...builds, record('other', 9_000, { images: [image(AMD64, 10_001)] }));
    const oldest = index.groupOf('1.0.0');
    if (!oldest) throw new Error('not there');
    expect(index.sharedPlatforms(oldest, 1)).toHaveLength(1);
    looks = 0;
    const first = index.sharedPlatforms(oldest, 3).map(({ group }) => group.tags[0]);
    expect(first).toEqual(['1.1999.0', '1.1998.0', '1.1997.0']);
    index.put(record('2.0.0', 5_000));
    expect(index.sameImages(oldest)).toEqual([]);
    expect(index.sameImageId(oldest)).toEqual([]);
    expect(looks).toBeLessThan(100);
  });

  it('name the tags that an image, or what they point to, is about', () => {
    const index = indexOf(
      record('a', 1, { images: [image(AMD64, 7)] }),
      record('b', 2, { images: [image(AMD64, 7), image(ARM64, 8)] }),
      record('c', 7, { images: [image(AMD64, 7)] }),
      record('d', 3),
    );
    const about = (number: number) => [...index.tagsAbout(digestNumber(number))].sort();
    expect(about(7)).toEqual(['a', 'b', 'c']);
    expect(about(8)).toEqual(['b']);
    expect(about(3)).toEqual(['d']);
    index.drop('b');
    expect(about(8)).toEqual([]);
  });
});
