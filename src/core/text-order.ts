/**
 * Orders two texts without a language: by UTF-16 units, which is code point order for tags and platform keys, since both
 * are ASCII. `localeCompare` would give each person another order.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
