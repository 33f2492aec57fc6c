/**
 * Tag order as it is defined, piece by piece: two names are taken apart and compared, each time anew. Made to be read
 * beside `src/core/tag-order.ts`, which compares keys; both must say the same of any two tags.
 */
import { type PreRelease, parseTagName, type TagName } from '../../src/core/tag-name.ts';
import { compareText } from '../../src/core/text-order.ts';

export function naiveOrder(a: string, b: string): number {
  return compareNames(parseTagName(a), parseTagName(b));
}

function compareNames(a: TagName, b: TagName): number {
  return (
    rank(a) - rank(b) ||
    compareVersions(a.version, b.version) ||
    comparePreReleases(a.preRelease, b.preRelease) ||
    compareSuffixes(a.suffix, b.suffix) ||
    compareText(a.text, b.text)
  );
}

/** Full versions (three components or more), two components, one, words, `latest`. */
function rank({ text, version }: TagName): number {
  if (version.length > 0) return 3 - Math.min(version.length, 3);
  return text === 'latest' ? 4 : 3;
}

/** Newest first; where one goes on longer it is the newer one (1.2.3.1 before 1.2.3). */
function compareVersions(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareDigits(b[i] ?? '', a[i] ?? '');
    if (order !== 0) return order;
  }
  return b.length - a.length;
}

/** The release first, then its candidates, newest first; a moving `rc` stands after the numbered ones. */
function comparePreReleases(a: PreRelease | undefined, b: PreRelease | undefined): number {
  if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
  if (a.stage !== b.stage) return b.stage - a.stage;
  if (a.number === '' || b.number === '') return b.number.length - a.number.length;
  return compareDigits(b.number, a.number);
}

/** None first; then piece by piece, words by code point and numbers newest first (alpine3.20 before alpine3.9). */
function compareSuffixes(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = comparePieces(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function comparePieces(a: string, b: string): number {
  return isNumber(a) && isNumber(b) ? compareDigits(b, a) : compareText(a, b);
}

function isNumber(piece: string): boolean {
  return piece >= '0' && piece < ':';
}

/** By value, exactly, however many digits: dates with build numbers pass what a `number` can hold. */
function compareDigits(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
