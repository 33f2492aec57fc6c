/**
 * "`latest` is 1.38.0": the most exact name for what a floating tag is now. It rests on what tags point to and on nothing
 * else: labels are inherited from base images, and dates or sizes say nothing.
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
 * Of a floating tag: the tag that says more, of those with the same digest; else of those with the same images; else of
 * those that share an image ID only. Undefined where no tag says more.
 */
export function versionOf(tag: string, relations: Relations): VersionOf | undefined {
  const group = relations.groupOf(tag);
  return group && isFloating(tag) ? moreExact(readExactName(tag), group, relations) : undefined;
}

/** The most exact version that the group's own tags have, or that is known to be the same. */
export function versionOfGroup(group: AliasGroup, relations: Relations): VersionOf | undefined {
  const nothing = readExactName('latest');
  const own = bestOf(nothing, [group], 'version');
  if (own === undefined) return moreExact(nothing, group, relations);
  const better = isWhole(own) ? undefined : moreExact(own, group, relations);
  return better ?? { tag: own.text, by: 'digest' };
}

function moreExact(
  asked: ExactName,
  group: AliasGroup,
  relations: Relations,
): VersionOf | undefined {
  // In steps, because the weaker relations are only looked up where the stronger ones say nothing.
  const steps = [
    { by: 'digest', groups: () => [group] },
    { by: 'images', groups: () => relations.sameImages(group) },
    { by: 'image-id', groups: () => relations.sameImageId(group) },
  ] as const;
  for (const exactness of EXACTNESS) {
    for (const { by, groups } of steps) {
      const best = bestOf(asked, groups(), exactness);
      if (best) return { tag: best.text, by };
    }
  }
  return undefined;
}

function bestOf(
  asked: ExactName,
  groups: readonly AliasGroup[],
  exactness: Exactness,
): ExactName | undefined {
  const compare = comparison(asked);
  let best: ExactName | undefined;
  for (const candidate of groups.flatMap((group) => namesOf(group)[exactness])) {
    if (!saysMore(candidate, asked)) continue;
    // Tags come in tag order, which decides between equals; so does the order of the groups.
    if (best === undefined || compare(candidate, best) < 0) best = candidate;
  }
  return best;
}

/** Names are taken apart once for each group: a digest may have thousands of tags. */
const NAMES = new WeakMap<AliasGroup, Readonly<Record<Exactness, readonly ExactName[]>>>();

function namesOf(group: AliasGroup): Readonly<Record<Exactness, readonly ExactName[]>> {
  const before = NAMES.get(group);
  if (before) return before;
  const names = group.tags.map(readExactName);
  const thatAre = (exactness: Exactness) => names.filter((n) => exactnessOf(n) === exactness);
  const made = {
    version: thatAre('version'),
    inside: thatAre('inside'),
    stamp: thatAre('stamp'),
  };
  NAMES.set(group, made);
  return made;
}
