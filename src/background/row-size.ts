/**
 * How many bytes a row takes in the database, about. No browser tells it; the length of the same row as JSON comes close,
 * because digests and names are most of it, and both keep them with a byte a character.
 */

/** Bytes of what a database keeps beside a row: its key, in two bytes a character, and what it needs to find it. */
const BESIDE = 120;

/** The same number for the same row, whenever it is asked. */
export function rowSize(row: unknown): number {
  try {
    return BESIDE + (JSON.stringify(row)?.length ?? 0);
  } catch {
    // Only a damaged row has no JSON: it holds itself, or a number that is too large.
    return BESIDE;
  }
}

/** @param size of its bytes, as the registry sent them */
export function manifestSize(size: number): number {
  // Its digest stands in two rows and as both their keys, its media type and the header's digest in one.
  return size + 4 * BESIDE;
}
