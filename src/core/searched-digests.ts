/**
 * The digests of a group, made ready to be searched while somebody types: once for each group, and kept for as long as that
 * group stands. A repository has tens of thousands of groups, and hundreds of thousands of digests.
 */
import type { Digest } from './digest.ts';
import type { SearchedGroup, SearchedManifest } from './finding.ts';

/** Digits of the shortest hash that is looked for. */
const SHORTEST = 7;
const DIGIT_0 = 0x30;
const LETTER_A = 0x61;

const BEGINNINGS = new WeakMap<SearchedGroup, readonly number[]>();

/** The beginning of each digest that the group holds (`beginningOf`), perhaps one several times. */
export function beginningsOf(group: SearchedGroup): readonly number[] {
  const before = BEGINNINGS.get(group);
  if (before) return before;
  const beginnings: number[] = [];
  forEachDigest(group, (digest) => {
    beginnings.push(beginningOf(digest, digest.indexOf(':') + 1));
  });
  BEGINNINGS.set(group, beginnings);
  return beginnings;
}

/**
 * The first digits of a hash as a number: the shortest hash that is looked for has as many.
 * @param text has seven lower-case hexadecimal digits or more from `start`
 */
export function beginningOf(text: string, start = 0): number {
  let number = 0;
  for (let at = start; at < start + SHORTEST; at += 1) {
    const unit = text.charCodeAt(at);
    number = number * 16 + (unit < LETTER_A ? unit - DIGIT_0 : unit - LETTER_A + 10);
  }
  return number;
}

/** Without a list in between: most digests are only passed by. */
export function forEachDigest(group: SearchedGroup, call: (digest: Digest) => void): void {
  const inManifest = ({ digest, configDigest, layers }: SearchedManifest) => {
    call(digest);
    if (configDigest) call(configDigest);
    layers?.forEach(call);
  };
  inManifest(group);
  group.images.forEach(inManifest);
  group.attestations.forEach(call);
}
