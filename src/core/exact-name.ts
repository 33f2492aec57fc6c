/**
 * Which of several names of one thing says most: `1.38.0` more than `1`, `1.38.0-alpine` rather than `1.38.0` to whoever
 * asked for `alpine`. Names only; whether they are names of one thing is not known here.
 */
import { isSignatureTag } from './tag.ts';
import { parseTagName, type TagName } from './tag-name.ts';

/** Components of a full version: nothing is left open in `1.38.0`. */
const FULL = 3;

/** A full version behind a word: `community-8.0.2`. */
const INSIDE = /[0-9]\.[0-9]+\.[0-9]/;
/** A build number, a day: digits alone, more than any version's. */
const NUMBER = /^[0-9]{6,}$/;
/** A day behind a word: `sid-20240211`. */
const DAY = /(?<![0-9])20[0-9]{6}(?![0-9])/;
/** A commit, as build systems name what they push: `3f2a9c1`, `sha-3f2a9c1`. A word (`defaced`) has no digit. */
const COMMIT = /^(?:sha-)?[0-9a-f]{7,40}$/;

/**
 * How a tag's name can be exact, best first: by a version, by one behind a word, by a stamp (a day, a build number, a
 * commit), which counts only where nothing better exists.
 */
export const EXACTNESS = ['version', 'inside', 'stamp'] as const;
export type Exactness = (typeof EXACTNESS)[number];

/** A tag's name, and its suffix in one piece. */
export interface ExactName extends TagName {
  /** Without what parts it from the version; a word is one whole suffix. */
  readonly ending: string;
}

export function readExactName(text: string): ExactName {
  const name = parseTagName(text);
  const pieces = name.version.length > 0 ? name.suffix : parseTagName(`0-${text}`).suffix;
  return { ...name, ending: pieces.join('').replace(/^[-._+]/, '') };
}

/** Undefined for a word that says nothing exact, and for places of signatures. */
export function exactnessOf({ text, version }: TagName): Exactness | undefined {
  if (isSignatureTag(text)) return undefined;
  if (NUMBER.test(text) || (COMMIT.test(text) && /[0-9]/.test(text))) return 'stamp';
  if (version.length > 0) return 'version';
  if (INSIDE.test(text)) return 'inside';
  return DAY.test(text) ? 'stamp' : undefined;
}

/** Whether nothing is left open: of a version, whether it has all its components. */
export function isWhole({ version }: TagName): boolean {
  return version.length >= FULL;
}

/** More components; the number of a pre-release that moves (`3.5-dev5` of `3.5-dev`); of a word, everything that is exact. */
export function saysMore(name: TagName, asked: TagName): boolean {
  if (asked.version.length === 0 || name.version.length > asked.version.length) return true;
  return (
    asked.preRelease?.number === '' &&
    name.preRelease?.number !== '' &&
    isSameStage(name, asked) &&
    name.version.join('.') === asked.version.join('.')
  );
}

/** Negative where `a` answers better: it goes on what was asked, is longer, is as released, has the suffix asked for. */
export function comparison(asked: ExactName): (a: ExactName, b: ExactName) => number {
  const endings = endingsOf(asked);
  const strays = ({ version }: TagName) =>
    asked.version.every((component, place) => version[place] === component) ? 0 : 1;
  const differs = (name: TagName) => (isSameStage(name, asked) ? 0 : 1);
  const distance = ({ ending }: ExactName) => {
    const place = endings.findIndex((end) => ending === end || ending.endsWith(`-${end}`));
    if (place < 0) return 2 * endings.length;
    return 2 * place + (ending === endings[place] ? 0 : 1);
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
function endingsOf({ ending }: ExactName): readonly string[] {
  const words = ending.split('-');
  return words.map((_, place) => words.slice(place).join('-'));
}
