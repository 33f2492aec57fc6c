/**
 * "`latest` is 1.38.0": the most exact name for what a floating tag is now. It rests on what tags point to and on nothing
 * else: labels are inherited from base images, and dates or sizes say nothing.
 */
import type { AliasGroup, Relations } from './relations.ts';
import { isSignatureTag } from './tag.ts';
import { parseTagName, type TagName } from './tag-name.ts';

export interface VersionOf {
  /** A tag that names a version. */
  readonly tag: string;
  /** How it is known to be the same, strongest first. */
  readonly by: 'digest' | 'images' | 'image-id';
}

/** Components of a full version: nothing is left open in `1.38.0`. */
const FULL = 3;

/** A full version behind a word: `community-8.0.2`. */
const INSIDE = /[0-9]\.[0-9]+\.[0-9]/;
/** A date, a build number: digits alone, more than any version's. */
const NUMBER = /^[0-9]{6,}$/;
/** A day behind a word: `sid-20240211`. */
const DAY = /(?<![0-9])20[0-9]{6}(?![0-9])/;
/** A commit, as build systems name what they push: `3f2a9c1`, `sha-3f2a9c1`. Words (`defaced`) have no digit. */
const COMMIT = /^(?:sha-)?[0-9a-f]{7,40}$/;

/**
 * How a tag's name can be exact, best first: by a version, by one behind a word, by a stamp (a day, a build number, a
 * commit), which counts only where nothing better exists.
 */
const EXACTNESS = ['version', 'inside', 'stamp'] as const;
type Exactness = (typeof EXACTNESS)[number];

function exactnessOf({ text, version }: TagName): Exactness | undefined {
  if (isSignatureTag(text)) return undefined;
  if (NUMBER.test(text) || (COMMIT.test(text) && /[0-9]/.test(text))) return 'stamp';
  if (version.length > 0) return 'version';
  if (INSIDE.test(text)) return 'inside';
  return DAY.test(text) ? 'stamp' : undefined;
}

/** Whether a name says less than a full version: a word, `1`, `1.27`. Days and commits say as much as they ever will. */
export function isFloating(tag: string): boolean {
  if (isSignatureTag(tag)) return false;
  const name = parseTagName(tag);
  const exactness = exactnessOf(name);
  return exactness === undefined || (exactness === 'version' && name.version.length < FULL);
}

/**
 * Of a floating tag: the tag that says more, of those with the same digest; else of those with the same images; else of
 * those that share an image ID only. Undefined where no tag says more.
 */
export function versionOf(tag: string, relations: Relations): VersionOf | undefined {
  const group = relations.groupOf(tag);
  return group && isFloating(tag) ? moreExact(parseTagName(tag), group, relations) : undefined;
}

/** The most exact version that the group's own tags have, or that is known to be the same. */
export function versionOfGroup(group: AliasGroup, relations: Relations): VersionOf | undefined {
  const nothing = parseTagName('latest');
  const own = bestOf(nothing, [group], 'version');
  if (own === undefined) return moreExact(nothing, group, relations);
  const isWhole = own.version.length >= FULL;
  return (
    (isWhole ? undefined : moreExact(own, group, relations)) ?? { tag: own.text, by: 'digest' }
  );
}

function moreExact(asked: TagName, group: AliasGroup, relations: Relations): VersionOf | undefined {
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
  asked: TagName,
  groups: readonly AliasGroup[],
  exactness: Exactness,
): TagName | undefined {
  const compare = comparison(asked);
  let best: TagName | undefined;
  for (const candidate of groups.flatMap((group) => namesOf(group)[exactness])) {
    if (!saysMore(candidate, asked)) continue;
    // Tags come in tag order, which decides between equals; so does the order of the groups.
    if (best === undefined || compare(candidate, best) < 0) best = candidate;
  }
  return best;
}

/** More components; the number of a pre-release that moves (`3.5-dev5` of `3.5-dev`); of a word, everything that is exact. */
function saysMore(name: TagName, asked: TagName): boolean {
  if (asked.version.length === 0 || name.version.length > asked.version.length) return true;
  return (
    asked.preRelease?.number === '' &&
    name.preRelease?.number !== '' &&
    isSameStage(name, asked) &&
    name.version.join('.') === asked.version.join('.')
  );
}

/** Names are taken apart once for each group: a digest may have thousands of tags. */
const NAMES = new WeakMap<AliasGroup, Readonly<Record<Exactness, readonly TagName[]>>>();

function namesOf(group: AliasGroup): Readonly<Record<Exactness, readonly TagName[]>> {
  const before = NAMES.get(group);
  if (before) return before;
  const names = group.tags.map(parseTagName);
  const thatAre = (exactness: Exactness) => names.filter((n) => exactnessOf(n) === exactness);
  const made = {
    version: thatAre('version'),
    inside: thatAre('inside'),
    stamp: thatAre('stamp'),
  };
  NAMES.set(group, made);
  return made;
}

/** Negative where `a` answers better: it goes on what was asked, is longer, is as released, has the suffix asked for. */
function comparison(asked: TagName): (a: TagName, b: TagName) => number {
  const endings = endingsOf(asked);
  const strays = ({ version }: TagName) =>
    asked.version.every((component, place) => version[place] === component) ? 0 : 1;
  const differs = (name: TagName) => (isSameStage(name, asked) ? 0 : 1);
  const distance = (name: TagName) => {
    const suffix = suffixOf(name);
    const place = endings.findIndex((end) => suffix === end || suffix.endsWith(`-${end}`));
    if (place < 0) return 2 * endings.length;
    return 2 * place + (suffix === endings[place] ? 0 : 1);
  };
  return (a, b) =>
    strays(a) - strays(b) ||
    b.version.length - a.version.length ||
    differs(a) - differs(b) ||
    distance(a) - distance(b);
}

/** A release is asked for by whatever does not say a pre-release itself. */
function isSameStage(a: TagName, b: TagName): boolean {
  return a.preRelease?.stage === b.preRelease?.stage;
}

/** The suffixes that the asked name can stand for, longest first: `stable-alpine-slim` asks for `alpine-slim`, or `slim`. */
function endingsOf(asked: TagName): readonly string[] {
  const words = suffixOf(asked).split('-');
  return words.map((_, place) => words.slice(place).join('-'));
}

/** Without what parts it from the version; a word is one whole suffix. */
function suffixOf({ text, version, suffix }: TagName): string {
  const pieces = version.length > 0 ? suffix : parseTagName(`0-${text}`).suffix;
  return pieces.join('').replace(/^[-._+]/, '');
}
