/**
 * What a tag's name says: a version, perhaps a pre-release of it, and a suffix (`1.28.0-rc.1-alpine3.20`). There is no
 * standard for this; the forms are those of Docker's official images and of SemVer.
 */

export interface PreRelease {
  /** Higher is nearer to the release. */
  readonly stage: number;
  /** Digits; empty for a moving pre-release such as `3.14-rc`. */
  readonly number: string;
}

export interface TagName {
  readonly text: string;
  /** Digit runs without leading zeros; empty for a word. */
  readonly version: readonly string[];
  readonly preRelease?: PreRelease;
  /** What follows, in runs of digits and runs of others; empty for a bare version and for words. */
  readonly suffix: readonly string[];
}

/** `1.27.5`, `v2`, and Java's `8u452`. */
const VERSION = /^[vV]?([0-9]+(?:\.[0-9]+)+|[0-9]+u[0-9]+|[0-9]+)/;

/** `-rc.1`, `RC1`, `-beta`, `a2`; a letter must not follow (`-alphabet` and `-devel` are suffixes like any other). */
const PRE_RELEASE =
  /^(?:[-._]?(rc|cr|preview|pre|ea|beta|milestone|alpha|canary|nightly|snapshot|dev)(?:[.-]?([0-9]+))?|(a|b)([0-9]+)|[-.](m)([0-9]+))(?![A-Za-z0-9])/i;

const STAGES = new Map([
  ['rc', 5],
  ['cr', 5],
  ['preview', 4],
  ['pre', 4],
  ['ea', 4],
  ['beta', 3],
  ['b', 3],
  ['milestone', 2],
  ['m', 2],
  ['alpha', 1],
  ['a', 1],
]);

/** Takes a tag apart. Linear in its length. */
export function parseTagName(text: string): TagName {
  const match = VERSION.exec(text);
  const numbers = match?.[1];
  if (match === null || numbers === undefined) return { text, version: [], suffix: [] };
  const version = numbers.split(/[.u]/).map(withoutZeros);
  const rest = text.slice(match[0].length);
  if (rest === '') return { text, version, suffix: [] };
  const pre = PRE_RELEASE.exec(rest);
  // `3f2a9c1` is a commit and `32bit` a word: no version has letters right after its only number.
  if (!pre && version.length === 1 && /^[A-Za-z]/.test(rest)) {
    return { text, version: [], suffix: [] };
  }
  const suffix =
    rest
      .slice(pre?.[0].length ?? 0)
      .match(/[0-9]+|[^0-9]+/g)
      ?.map(withoutZeros) ?? [];
  return pre
    ? { text, version, preRelease: readPreRelease(pre), suffix }
    : { text, version, suffix };
}

/** A stage that is not listed (dev, nightly…) is the farthest from the release. */
function readPreRelease(match: RegExpExecArray): PreRelease {
  const word = match[1] ?? match[3] ?? match[5] ?? '';
  return {
    stage: STAGES.get(word.toLowerCase()) ?? 0,
    number: withoutZeros(match[2] ?? match[4] ?? match[6] ?? ''),
  };
}

/** Leaves one digit of a zero, and texts without digits as they are. */
function withoutZeros(run: string): string {
  let start = 0;
  while (run[start] === '0' && start < run.length - 1) start++;
  return start === 0 ? run : run.slice(start);
}
