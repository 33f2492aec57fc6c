/**
 * "`latest` is 1.38.0": the most exact name for what a floating tag is now. It rests on what tags point to and on nothing
 * else: labels are inherited from base images, and dates or sizes say nothing.
 */
import { candidatesOf } from './exact-candidates.ts';
import {
  comparison,
  EXACTNESS,
  type ExactName,
  type Exactness,
  exactnessOf,
  isWhole,
  readExactName,
  saysMore,
} from './exact-name.ts';
import type { AliasGroup, Relations } from './relations.ts';
import { isSignatureTag } from './tag.ts';

export interface VersionOf {
  /** A tag that names a version. */
  readonly tag: string;
  /** How it is known to be the same, strongest first. */
  readonly by: 'digest' | 'images' | 'image-id';
}

/** Whether a name says less than a full version: a word, `1`, `1.27`. Days and commits say as much as they ever will. */
export function isFloating(tag: string): boolean {
  if (isSignatureTag(tag)) return false;
  const name = readExactName(tag);
  const exactness = exactnessOf(name);
  return exactness === undefined || (exactness === 'version' && !isWhole(name));
}

/**
 * Of a floating tag: the most exact tag of those with the same digest, with the same images, or that share an image ID
 * only; of several that are equally exact the one of the strongest relation. Undefined where no tag says more.
 */
export function versionOf(tag: string, relations: Relations): VersionOf | undefined {
  const group = relations.groupOf(tag);
  return group && isFloating(tag) ? moreExact(readExactName(tag), group, relations) : undefined;
}

/** The most exact version that the group's own tags have, or that is known to be the same: as of a word among them. */
export function versionOfGroup(group: AliasGroup, relations: Relations): VersionOf | undefined {
  return moreExact(readExactName('latest'), group, relations);
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
  const namesOf = (group: AliasGroup): readonly ExactName[] => {
    const candidates = candidatesOf(group)[exactness];
    return before ? candidates.all : candidates.for(asked);
  };
  for (const candidate of groups.flatMap(namesOf)) {
    if (!saysMore(candidate, before ?? asked)) continue;
    if (before && byAsked(candidate, before) > 0) continue;
    // Tags come in tag order, which decides between equals; so does the order of the groups.
    const order = best ? byAsked(candidate, best) || (byBefore?.(candidate, best) ?? 0) : -1;
    if (order < 0) best = candidate;
  }
  return best;
}
