/**
 * Tag order, as the stable surface has it: full versions first, newest first (a pre-release after its release); then
 * shorter versions, longest first; then words by code point; `latest` last. A tag with a suffix stands after its bare form.
 * It compares names only, never dates: what a name says is the same for everybody and every day.
 *
 * Each tag has a key, a text made so that tags stand as their keys do by code unit. A key is made once; comparing two is
 * then one comparison of texts, which is what makes lists of tens of thousands of tags cheap to keep in order.
 */

import { type PreRelease, parseTagName, type TagName } from './tag-name.ts';
import { compareText } from './text-order.ts';

/** Compares two tags: negative where `a` stands before `b`; 0 only for equal texts. */
export function compareTags(a: string, b: string): number {
  return compareText(tagKey(a), tagKey(b));
}

/** A new array in tag order. Parses each tag once. */
export function sortTags(tags: Iterable<string>): string[] {
  const keyed: { readonly tag: string; readonly key: string }[] = [];
  for (const tag of tags) keyed.push({ tag, key: tagKey(tag) });
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ tag }) => tag);
}

/** Stands before everything that may follow in the same place; no tag holds it. */
const END = '\u0000';
const END_OF_WORD = '\u0001';
/** Stands after every length of a number. */
const NO_NUMBER = '\u00ff';
/** Stands before every pre-release. */
const RELEASE = '0';
/** By how many components a version has: three and more are full. */
const RANKS = ['3', '2', '1'];
/** Digits whose number is told exactly: one more than a tag can have. */
const MOST_DIGITS = 129;
/** The code unit that says so many digits; one for each digit fewer follows, all below `NO_NUMBER`. */
const LONGEST = 0x7d;
const ZERO = 0x30;
const NINE = 0x39;

/** Two tags are in the order of their keys, compared by code unit; no two tags have the same key. */
export function tagKey(tag: string): string {
  const name = parseTagName(tag);
  let key = rank(name);
  for (const number of name.version) key += newestFirst(number);
  // Where one version goes on longer it is the newer one (1.2.3.1 before 1.2.3): any number stands before none.
  key += NO_NUMBER;
  key += name.preRelease ? preReleaseKey(name.preRelease) : RELEASE;
  for (const piece of name.suffix)
    key += isNumber(piece) ? newestNumber(piece) : piece + END_OF_WORD;
  return key + END + tag;
}

/** Full versions (three components or more), two components, one, words, `latest`. */
function rank({ text, version }: TagName): string {
  if (version.length > 0) return RANKS[version.length] ?? '0';
  return text === 'latest' ? '4' : '3';
}

/** After the release its candidates, nearest first; a moving `rc` stands after the numbered ones. */
function preReleaseKey({ stage, number }: PreRelease): string {
  return `1${9 - stage}${number === '' ? NO_NUMBER : newestFirst(number)}`;
}

/** Among words by code point, where any number stands; among numbers the newest first (alpine3.20 before alpine3.9). */
function newestNumber(digits: string): string {
  return `0${newestFirst(digits)}`;
}

function isNumber(piece: string): boolean {
  return piece >= '0' && piece < ':';
}

/** Keys of short numbers, each made once: building them digit by digit is most of the work. At most 11,110. */
const SHORT_NUMBERS = new Map<string, string>();
const SHORT = 4;

/** By value, the greatest first, however many digits: dates with build numbers pass what a `number` can hold. */
function newestFirst(digits: string): string {
  if (digits.length > SHORT) return numberKey(digits);
  const before = SHORT_NUMBERS.get(digits);
  if (before !== undefined) return before;
  const made = numberKey(digits);
  SHORT_NUMBERS.set(digits, made);
  return made;
}

function numberKey(digits: string): string {
  const length = LONGEST + MOST_DIGITS - Math.min(digits.length, MOST_DIGITS);
  const complements = Array.from(digits, (digit) => ZERO + NINE - digit.charCodeAt(0));
  return String.fromCharCode(length, ...complements);
}
