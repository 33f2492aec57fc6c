/**
 * The most exact name of what a tag is, as it is defined: every tag of every related group is compared with every other
 * one. Slow, and made to be read beside `src/core/version-of.ts`; both must answer the same.
 */
import {
  comparison,
  EXACTNESS,
  type ExactName,
  type Exactness,
  exactnessOf,
  isWhole,
  readExactName,
  saysMore,
} from '../../src/core/exact-name.ts';
import type { AliasGroup, Relations } from '../../src/core/relations.ts';
import { isFloating, type VersionOf } from '../../src/core/version-of.ts';

export function naiveVersionOf(tag: string, relations: Relations): VersionOf | undefined {
  const group = relations.groupOf(tag);
  return group && isFloating(tag) ? moreExact(readExactName(tag), group, relations) : undefined;
}

export function naiveVersionOfGroup(
  group: AliasGroup,
  relations: Relations,
): VersionOf | undefined {
  return moreExact(readExactName('latest'), group, relations);
}

function namesOf({ tags }: AliasGroup, exactness: Exactness): readonly ExactName[] {
  return tags.map(readExactName).filter((name) => exactnessOf(name) === exactness);
}

function moreExact(
  asked: ExactName,
  group: AliasGroup,
  relations: Relations,
): VersionOf | undefined {
  // In steps, because the weaker relations are only looked up where the stronger ones leave something open.
  const steps = [
    { by: 'digest', groups: () => [group] },
    { by: 'images', groups: () => relations.sameImages(group) },
    { by: 'image-id', groups: () => relations.sameImageId(group) },
  ] as const;
  for (const exactness of EXACTNESS) {
    let found: { readonly name: ExactName; readonly by: VersionOf['by'] } | undefined;
    for (const { by, groups } of steps) {
      const name = bestOf(asked, found?.name, groups(), exactness);
      if (name) found = { name, by };
      // Stamps and versions behind a word say as much as they ever will.
      if (found && (exactness !== 'version' || isWhole(found.name))) break;
    }
    if (found) return { tag: found.name.text, by: found.by };
  }
  return undefined;
}

/** The best answer to what was asked; beside one that was found before, only what says more and answers no worse. */
function bestOf(
  asked: ExactName,
  before: ExactName | undefined,
  groups: readonly AliasGroup[],
  exactness: Exactness,
): ExactName | undefined {
  const byAsked = comparison(asked);
  const byBefore = before && comparison(before);
  let best: ExactName | undefined;
  for (const candidate of groups.flatMap((group) => namesOf(group, exactness))) {
    if (!saysMore(candidate, before ?? asked)) continue;
    if (before && byAsked(candidate, before) > 0) continue;
    // Tags come in tag order, which decides between equals; so does the order of the groups.
    const order = best ? byAsked(candidate, best) || (byBefore?.(candidate, best) ?? 0) : -1;
    if (order < 0) best = candidate;
  }
  return best;
}
