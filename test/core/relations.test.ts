import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imagesOfIndex } from '../../src/core/index-children.ts';
import { OCI_INDEX, OCI_MANIFEST } from '../../src/core/media-type.ts';
import { parseManifest } from '../../src/core/parse-manifest.ts';
import { relate } from '../../src/core/relate.ts';
import type { AliasGroup, Relations } from '../../src/core/relations.ts';
import { compareTags } from '../../src/core/tag-order.ts';
import type { TagRecord } from '../../src/core/tag-record.ts';
import { digestNumber, image, record } from './samples.ts';

const AMD64 = 'linux/amd64';
const ARM64 = 'linux/arm64';

function group(relations: Relations, tag: string): AliasGroup {
  const found = relations.groupOf(tag);
  if (!found) throw new Error(`no group of ${tag}`);
  return found;
}

/** First tags of the groups that a relation names. */
function firsts(groups: readonly AliasGroup[]): string[] {
  return groups.map(({ tags }) => tags[0] ?? '');
}

describe('groups', () => {
  it('put tags together by digest, newest group first', () => {
    const tags = ['latest', '1', '1.27', 'mainline', '1.27.5'].map((tag) => record(tag, 1));
    const relations = relate([record('1.26.3', 2), ...tags, record('1.26', 2)]);
    expect(relations.groups.map((each) => each.tags)).toEqual([
      ['1.27.5', '1.27', '1', 'mainline', 'latest'],
      ['1.26.3', '1.26'],
    ]);
    expect(relations.aliasesOf('1.27')).toEqual(['1.27.5', '1', 'mainline', 'latest']);
    expect(relations.aliasesOf('nope')).toEqual([]);
    expect(relations.groupOf('nope')).toBeUndefined();
  });

  it('peer mistake 6: keep all of twelve groups apart', () => {
    const records = Array.from({ length: 24 }, (_, i) => record(`1.${i}`, i % 12));
    const relations = relate(records);
    expect(relations.groups).toHaveLength(12);
    expect(relations.groups.every(({ tags }) => tags.length === 2)).toBe(true);
  });

  it('peer mistake 5: are found across the pages of a listing', () => {
    const pages = [0, 1, 2].map((page) =>
      Array.from({ length: 100 }, (_, i) => record(`1.${page}.${i}`, i)),
    );
    const relations = relate(pages.flat());
    expect(relations.aliasesOf('1.2.99')).toEqual(['1.1.99', '1.0.99']);
  });

  it('peer mistake 8: never rest on anything but the digest', () => {
    const images = [image(AMD64, 7)];
    const relations = relate([record('a', 1, { images }), record('b', 2, { images })]);
    expect(relations.groups).toHaveLength(2);
    expect(relations.aliasesOf('a')).toEqual([]);
  });

  it('peer mistake 15: take no version from a label, which a base image may have left there', () => {
    // Ubuntu's own label, which stays in every image that is built on it without being set anew.
    const annotations = { 'org.opencontainers.image.version': '24.04' };
    const tagged = (tag: string, number: number): TagRecord => {
      const manifests = [
        {
          mediaType: OCI_MANIFEST,
          digest: digestNumber(number + 100),
          size: 2,
          platform: { os: 'linux', architecture: 'amd64' },
          annotations,
        },
      ];
      const document = { schemaVersion: 2, mediaType: OCI_INDEX, manifests, annotations };
      const index = parseManifest(JSON.stringify(document), OCI_INDEX);
      if (!index.ok || index.value.kind !== 'index') throw new Error('no index');
      return record(tag, number, { mediaType: OCI_INDEX, images: imagesOfIndex(index.value) });
    };
    const relations = relate([tagged('24.04', 1), tagged('latest', 2), tagged('1.4.2', 2)]);
    expect(relations.aliasesOf('latest')).toEqual(['1.4.2']);
    expect(relations.aliasesOf('24.04')).toEqual([]);
    expect(relations.sameImages(group(relations, '24.04'))).toEqual([]);
    expect(relations.sharedPlatforms(group(relations, '24.04'))).toEqual([]);
  });

  it('count the later record of a tag that comes twice', () => {
    const relations = relate([record('latest', 1), record('1.0', 1), record('latest', 2)]);
    expect(relations.aliasesOf('1.0')).toEqual([]);
    expect(group(relations, 'latest').digest).toBe(digestNumber(2));
  });

  it('know what any of their tags knows', () => {
    const images = [image(AMD64, 7, 70)];
    const relations = relate([
      record('1.0', 1, { mediaType: 'application/vnd.oci.image.index.v1+json', images: [] }),
      record('1', 1, { images: [image(AMD64, 7)], attestations: [digestNumber(9)] }),
      record('latest', 1, { images, evidence: 'bytes' }),
    ]);
    expect(group(relations, '1.0').record).toMatchObject({
      mediaType: 'application/vnd.oci.image.index.v1+json',
      images,
      attestations: [digestNumber(9)],
    });
  });
});

describe('sameImages', () => {
  it('finds one build under two indexes, whatever attestations they carry', () => {
    const images = [image(AMD64, 7), image(ARM64, 8)];
    const relations = relate([
      record('1.0', 1, { images, attestations: [digestNumber(90)] }),
      record('latest', 2, { images: [...images].reverse(), attestations: [digestNumber(91)] }),
      record('old', 3, { images: [image(AMD64, 5), image(ARM64, 8)] }),
    ]);
    expect(firsts(relations.sameImages(group(relations, '1.0')))).toEqual(['latest']);
    expect(relations.sharedPlatforms(group(relations, 'latest'))).toEqual([
      { group: group(relations, 'old'), platforms: [ARM64], differing: [AMD64] },
    ]);
  });

  it('compares sets: an image listed twice counts once', () => {
    const relations = relate([
      record('a', 1, { images: [image(AMD64, 7), image(AMD64, 7)] }),
      record('b', 2, { images: [image(AMD64, 7)] }),
    ]);
    expect(firsts(relations.sameImages(group(relations, 'a')))).toEqual(['b']);
  });

  it('keeps two images of one platform apart (peer mistake 12)', () => {
    const windows = 'windows/amd64';
    const relations = relate([
      record('a', 1, { images: [image(windows, 7), image(windows, 8)] }),
      record('b', 2, { images: [image(windows, 7)] }),
    ]);
    expect(relations.sameImages(group(relations, 'a'))).toEqual([]);
    expect(relations.sharedPlatforms(group(relations, 'a'))[0]?.platforms).toEqual([windows]);
  });

  it('lends an image without a platform the one that another index gives it', () => {
    const relations = relate([
      record('index', 1, { images: [image(AMD64, 7)] }),
      record('single', 7, { images: [image('unknown', 7)] }),
    ]);
    expect(firsts(relations.sameImages(group(relations, 'index')))).toEqual(['single']);
  });

  it('relates nobody whose images are not known, or are none', () => {
    const relations = relate([
      record('a', 1),
      record('b', 2),
      record('c', 3, { images: [] }),
      record('d', 4, { images: [] }),
    ]);
    for (const each of relations.groups) {
      expect(relations.sameImages(each)).toEqual([]);
      expect(relations.sharedPlatforms(each)).toEqual([]);
      expect(relations.sameImageId(each)).toEqual([]);
    }
  });
});

describe('sharedPlatforms', () => {
  it('tells a rollout: same on one platform, not yet on another', () => {
    const relations = relate([
      record('1.38.0', 1, { images: [image(AMD64, 7), image(ARM64, 9), image('linux/386', 5)] }),
      record('latest', 2, { images: [image(AMD64, 7), image(ARM64, 8), image('linux/s390x', 6)] }),
    ]);
    const [shared] = relations.sharedPlatforms(group(relations, 'latest'));
    // Platforms that only one of them has are no rollout.
    expect(shared).toMatchObject({ platforms: [AMD64], differing: [ARM64] });
  });

  it('calls a platform with several images either the same or differing, not both', () => {
    const windows = 'windows/amd64';
    const relations = relate([
      record('a', 1, { images: [image(windows, 7), image(windows, 8), image(AMD64, 1)] }),
      record('b', 2, { images: [image(windows, 7), image(windows, 9), image(AMD64, 2)] }),
    ]);
    const [shared] = relations.sharedPlatforms(group(relations, 'a'));
    expect(shared).toMatchObject({ platforms: [windows], differing: [AMD64] });
  });

  it('compares no images whose platforms nobody said', () => {
    const relations = relate([
      record('a', 1, { images: [image('unknown', 3), image(AMD64, 7)] }),
      record('b', 2, { images: [image('unknown', 4), image(AMD64, 7)] }),
    ]);
    expect(relations.sharedPlatforms(group(relations, 'a'))[0]?.differing).toEqual([]);
  });
});

describe('sameImageId', () => {
  it('finds a config under another manifest, and no nearer relation', () => {
    const relations = relate([
      record('a', 1, { images: [image(AMD64, 7, 70)] }),
      record('b', 2, { images: [image(AMD64, 8, 70)] }),
      record('c', 3, { images: [image(AMD64, 7, 70), image(ARM64, 9, 90)] }),
    ]);
    expect(firsts(relations.sameImageId(group(relations, 'a')))).toEqual(['b']);
    expect(firsts(relations.sameImageId(group(relations, 'b')))).toEqual(['a', 'c']);
    expect(firsts(relations.sharedPlatforms(group(relations, 'a')).map((s) => s.group))).toEqual([
      'c',
    ]);
  });

  it('finds the config of a tag that is one image, whose platform nobody has said', () => {
    const relations = relate([
      record('a', 1, { configDigest: digestNumber(70) }),
      record('b', 2, { images: [image(AMD64, 8, 70)] }),
    ]);
    expect(firsts(relations.sameImageId(group(relations, 'a')))).toEqual(['b']);
    expect(firsts(relations.sameImageId(group(relations, 'b')))).toEqual(['a']);
  });
});

describe('sameImageId, of platforms that both have', () => {
  const WINDOWS = 'windows/amd64';
  const both = (a: Partial<TagRecord>, b: Partial<TagRecord>) => {
    const relations = relate([record('a', 1, a), record('b', 2, b)]);
    const [ofA, ofB] = [group(relations, 'a'), group(relations, 'b')];
    return [firsts(relations.sameImageId(ofA)), firsts(relations.sameImageId(ofB))];
  };

  it('is none where one is known to differ', () => {
    const a = { images: [image(AMD64, 7, 70), image(ARM64, 9, 90)] };
    expect(both(a, { images: [image(AMD64, 8, 70), image(ARM64, 10, 91)] })).toEqual([[], []]);
    // What is not known, and what only one has, differs from nothing.
    expect(both(a, { images: [image(AMD64, 8, 70), image(ARM64, 10)] })).toEqual([['b'], ['a']]);
    expect(both(a, { images: [image(AMD64, 8, 70)] })).toEqual([['b'], ['a']]);
  });

  it('knows the config of a tag that is one image by the tag', () => {
    const a = { images: [image(AMD64, 1)], configDigest: digestNumber(70) };
    const other = [image(ARM64, 9, 70), image(AMD64, 8, 71)];
    expect(both(a, { images: other })).toEqual([[], []]);
  });

  it('compares all images of a platform', () => {
    const a = { images: [image(WINDOWS, 7, 70), image(WINDOWS, 8, 80)] };
    const other = (...images: TagRecord['images'] & {}) => both(a, { images });
    expect(other(image(WINDOWS, 9, 70), image(WINDOWS, 10, 81))).toEqual([[], []]);
    expect(other(image(WINDOWS, 9, 80), image(WINDOWS, 10, 70))).toEqual([['b'], ['a']]);
    expect(other(image(WINDOWS, 9, 70), image(WINDOWS, 10))).toEqual([['b'], ['a']]);
  });
});

describe('laws', () => {
  const platforms = fc.constantFrom(AMD64, ARM64, 'linux/arm/v7');
  const images = fc.array(
    fc.tuple(platforms, fc.integer({ min: 100, max: 106 })).map(([p, n]) => image(p, n, n >> 1)),
    { maxLength: 3 },
  );
  const records: fc.Arbitrary<TagRecord[]> = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 8 }), images), { maxLength: 12 })
    .map((list) => {
      // Images belong to a digest, not to a tag: the first record of a digest decides.
      const byDigest = new Map<number, TagRecord['images']>();
      return list.map(([number, own], i) => {
        const known = byDigest.get(number) ?? own;
        byDigest.set(number, known);
        return record(`1.${i}`, number, { images: known });
      });
    });

  it('every tag stands in one group; groups and tags are in tag order', () => {
    fc.assert(
      fc.property(records, (list) => {
        const { groups } = relate(list);
        const tags = groups.flatMap((each) => each.tags);
        expect([...tags].sort()).toEqual(list.map(({ tag }) => tag).sort());
        for (const each of groups) expect(each.tags).toEqual([...each.tags].sort(compareTags));
        const first = firsts(groups);
        expect(first).toEqual([...first].sort(compareTags));
      }),
    );
  });

  it('relations are symmetric, exclude each other, and never name the group itself', () => {
    fc.assert(
      fc.property(records, (list) => {
        const relations = relate(list);
        const shared = (each: AliasGroup) => relations.sharedPlatforms(each).map((s) => s.group);
        for (const each of relations.groups) {
          const kinds = [relations.sameImages(each), shared(each), relations.sameImageId(each)];
          const all = kinds.flat();
          expect(new Set(all).size).toBe(all.length);
          expect(all).not.toContain(each);
          for (const other of relations.sameImages(each)) {
            expect(relations.sameImages(other)).toContain(each);
          }
          for (const other of shared(each)) expect(shared(other)).toContain(each);
          for (const other of relations.sameImageId(each)) {
            expect(relations.sameImageId(other)).toContain(each);
          }
        }
      }),
    );
  });

  it('do not depend on the order of the records', () => {
    const picture = (list: TagRecord[]) => {
      const relations = relate(list);
      return relations.groups.map((each) => [
        each.tags,
        firsts(relations.sameImages(each)),
        relations.sharedPlatforms(each).map((s) => [s.group.tags, s.platforms]),
        firsts(relations.sameImageId(each)),
      ]);
    };
    fc.assert(
      fc.property(records, (list) => {
        expect(picture([...list].reverse())).toEqual(picture(list));
      }),
    );
  });
});
