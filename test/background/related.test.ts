import { describe, expect, it } from 'vitest';
import type { AliasGroup } from '../../src/core/relations.ts';
import { image, record } from '../core/samples.ts';
import { relatedTags } from './related-tags.ts';

const AMD64 = 'linux/amd64';
const ARM64 = 'linux/arm64';

/** So many builds, two tags each, of which all have these images. */
const builds = (count: number, own: (build: number) => readonly ReturnType<typeof image>[]) =>
  Array.from({ length: count }, (_, n) =>
    [`1.${n}.0`, `build-${n}`].map((tag) => record(tag, n, { images: own(n) })),
  ).flat();

function groupOf(related: ReturnType<typeof relatedTags>, tag: string): AliasGroup {
  const group = related.relations.groupOf(tag);
  if (!group) throw new Error(`no group of ${tag}`);
  return group;
}

describe('the relations of a group, as views show them', () => {
  it('name the first ten tags, or the first tags of ten groups, that share some platforms', () => {
    const related = relatedTags(builds(40, (n) => [image(ARM64, 900), image(AMD64, 1_000 + n)]));
    const group = groupOf(related, '1.38.0');
    const all = related.relations.sharedPlatforms(group).map((shared) => shared.group.tags);
    expect(all).toHaveLength(39);
    expect(related.firstTags(group).someImages).toEqual(
      all.slice(0, 10).map(([tag]) => ({ tag, platforms: [ARM64], differing: [AMD64] })),
    );
    expect(related.tags(group).someImages.map(({ tag }) => tag)).toEqual([
      '1.39.0',
      ...Array.from({ length: 9 }, (_, n) => `1.${37 - n}.0`),
    ]);
  });

  it('name all tags with the same images where one tag is looked at, and some where groups are listed', () => {
    const related = relatedTags(builds(80, () => [image(AMD64, 900)]));
    const group = groupOf(related, '1.0.0');
    const { sameImages } = related.tags(group);
    expect(sameImages).toHaveLength(158);
    expect(sameImages.slice(0, 2)).toEqual(['1.79.0', '1.78.0']);
    const listed = related.firstTags(group);
    expect(listed.sameImages).toEqual(sameImages.slice(0, 50));
    expect(listed.furtherSameImages).toBe(29);
    const few = relatedTags(builds(3, () => [image(AMD64, 900)]));
    expect(few.firstTags(groupOf(few, '1.0.0'))).toEqual({
      sameImages: ['1.2.0', '1.1.0'],
      someImages: [],
      sameImageId: [],
    });
  });
});
