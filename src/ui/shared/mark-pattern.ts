/**
 * A small picture of a digest: equal digests give equal pictures, so that the eye finds aliases in a list. Shape first,
 * colour second, so that nobody needs the colours; and never the only sign: the short digest always stands beside it.
 */
import type { Digest } from '../../core/digest.ts';

export interface MarkPattern {
  /** One of twelve that are 30 degrees apart, for a colour of fixed lightness. */
  readonly hue: number;
  /** Filled cells of a 5 by 5 grid that mirrors itself, as an SVG path. */
  readonly path: string;
  /** Its cells that are half as strong; may be empty. */
  readonly pale: string;
}

type Tone = 'path' | 'pale' | 'none';

const SIZE = 5;
const HALF = 3;
const HUES = 12;
const TONES: readonly Tone[] = ['none', 'path', 'pale'];

/**
 * Takes its cells and its hue from the first 17 hex digits. Three tones in 14 free cells are 3^14 pictures: two tones
 * were 2^14, and of a hundred digests two would have had the same picture in every third list.
 */
export function markPattern(digest: Digest): MarkPattern {
  const start = digest.indexOf(':') + 1;
  const digit = (index: number) => Number.parseInt(digest.charAt(start + index), 16);
  const toneAt = (row: number, column: number): Tone => {
    const place = Math.min(column, SIZE - 1 - column);
    // The middle cell is always set: no digest, however its digits fall, is an empty square.
    const isMiddle = row === 2 && place === HALF - 1;
    return isMiddle ? 'path' : (TONES[digit(row * HALF + place) % TONES.length] ?? 'none');
  };
  const hue = ((digit(15) * 16 + digit(16)) % HUES) * (360 / HUES);
  return { hue, path: cells(toneAt, 'path'), pale: cells(toneAt, 'pale') };
}

/** The cells of one tone; neighbours in a row are one piece, so that no seam shows between them. */
function cells(toneAt: (row: number, column: number) => Tone, tone: Tone): string {
  let path = '';
  for (let row = 0; row < SIZE; row += 1) {
    for (let column = 0; column < SIZE; column += 1) {
      const from = column;
      while (column < SIZE && toneAt(row, column) === tone) column += 1;
      const width = column - from;
      if (width > 0) path += `M${from} ${row}h${width}v1h-${width}z`;
    }
  }
  return path;
}
