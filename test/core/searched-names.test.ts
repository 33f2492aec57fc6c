import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchedGroup } from '../../src/core/finding.ts';
import { forEachNamed, groupNamed, prepareNames } from '../../src/core/searched-names.ts';
import { digestNumber } from './samples.ts';

/** Of few letters, so that parts are found, names are equal but for their case, and one is the end of another. */
const NAME = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '-'), minLength: 1, maxLength: 4 });
const LIST = fc
  .array(fc.array(NAME, { maxLength: 4 }), { maxLength: 8 })
  .map((all) => all.map(groupOf));

function groupOf(tags: readonly string[]): SearchedGroup {
  return { digest: digestNumber(1), tags, images: [], attestations: [] };
}

describe('the names of a list of groups', () => {
  it('that hold a text are those that do when each is looked at', () => {
    fc.assert(
      fc.property(LIST, NAME, (groups, part) => {
        const found: unknown[] = [];
        forEachNamed(groups, part, ({ tag, group, place }) => found.push([tag, group, place]));
        const looked = groups.flatMap((group, place) =>
          group.tags
            .filter((tag) => tag.toLowerCase().includes(part.toLowerCase()))
            .map((tag) => [tag, group, place]),
        );
        expect(found).toEqual(looked);
      }),
    );
  });

  it('lead to the first group with just that name', () => {
    fc.assert(
      fc.property(LIST, NAME, (groups, tag) => {
        expect(groupNamed(groups, tag)).toBe(groups.find(({ tags }) => tags.includes(tag)));
      }),
    );
  });

  it('are found behind one that is longer in lower case', () => {
    const groups = [groupOf(['İİİ', 'a']), groupOf(['b'])];
    expect('İ'.toLowerCase()).toHaveLength(2);
    const found: string[] = [];
    for (const part of ['a', 'b']) forEachNamed(groups, part, ({ tag }) => found.push(tag));
    expect(found).toEqual(['a', 'b']);
  });

  it('are the same, made ready ahead or not', () => {
    const groups = Array.from({ length: 5_000 }, (_, at) => groupOf([`1.${at}`]));
    const copy = [...groups];
    const steps = prepareNames(copy);
    let stops = 0;
    while (!steps.next().done) stops += 1;
    expect(stops).toBe(2);
    const found = [groups, copy].map((list) => {
      const names: string[] = [];
      forEachNamed(list, '99', ({ tag }) => names.push(tag));
      return names;
    });
    expect(found[0]).toEqual(found[1]);
    expect(found[0]).toContain('1.4999');
  });

  it('hold no text of several lines, though they are kept in one', () => {
    const groups = [groupOf(['1.26', '1.27']), groupOf(['1.28'])];
    const found: string[] = [];
    forEachNamed(groups, '6\n1', ({ tag }) => found.push(tag));
    expect(found).toEqual([]);
    expect(groupNamed(groups, '1.26\n1.27')).toBeUndefined();
  });
});
