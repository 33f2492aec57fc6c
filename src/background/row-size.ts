/**
 * How many bytes a row takes on the disk, about. No browser tells it, and both compress what they keep: a digest's 64
 * hexadecimal digits hold 32 bytes, and the names of fields come again in every row. A third of the row's JSON, and what is
 * kept beside each row, comes within an eighth of what Chromium 156 says that 24,000 rows take, with one image in each or
 * with eight (`navigator.storage.estimate`, measured 2026-11).
 */

const COMPRESSED = 1 / 3;
/** Bytes kept beside a row: its key, and what it takes to find it. */
const BESIDE = 150;

/** The same number for the same row, whenever it is asked. */
export function rowSize(row: unknown): number {
  try {
    return BESIDE + Math.ceil((JSON.stringify(row)?.length ?? 0) * COMPRESSED);
  } catch {
    // Only a damaged row has no JSON: it holds itself, or a number that is too large.
    return BESIDE;
  }
}

/** @param size of its bytes, as the registry sent them. It has a row of its own, and one that says when it was needed. */
export function manifestSize(size: number): number {
  return size + 2 * BESIDE;
}
