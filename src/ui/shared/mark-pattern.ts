/**
 * A small picture of a digest: equal digests give equal pictures, so that the eye finds aliases in a list. Never the
 * only sign: the short digest always stands beside it.
 */
import type { Digest } from '../../core/digest.ts';

export interface MarkPattern {
  /** 0 to 359, for a colour of fixed lightness. */
  readonly hue: number;
  /** Filled cells of a 5 by 5 grid that mirrors itself, as an SVG path. */
  readonly path: string;
}

const SIZE = 5;
const HALF = 3;

/** Takes its 15 free cells and its hue from the first 18 hex digits. */
export function markPattern(digest: Digest): MarkPattern {
  const start = digest.indexOf(':') + 1;
  const digit = (index: number) => Number.parseInt(digest.charAt(start + index), 16);
  const cells: string[] = [];
  for (let row = 0; row < SIZE; row += 1) {
    for (let column = 0; column < HALF; column += 1) {
      // The middle cell is always set: no digest, however its bits fall, is an empty square.
      const middle = row === 2 && column === HALF - 1;
      if (!middle && digit(row * HALF + column) % 2 === 0) continue;
      cells.push(`M${column} ${row}h1v1h-1z`);
      if (column < HALF - 1) cells.push(`M${SIZE - 1 - column} ${row}h1v1h-1z`);
    }
  }
  const hue = Math.round(((digit(15) * 256 + digit(16) * 16 + digit(17)) / 4096) * 359);
  return { hue, path: cells.join('') };
}
