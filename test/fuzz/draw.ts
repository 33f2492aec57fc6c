/**
 * Chance that can be repeated: the same seed draws the same things, on every machine. A case is known by three
 * things (seed, name of the parser, number), so that one that failed can be run again alone.
 */

export interface Draw {
  /** A whole number from 0 up to, but not, `limit`. */
  below(limit: number): number;
  /** True in this part of all cases: 0 never, 1 always. */
  chance(part: number): boolean;
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** `least` to `most` things. */
  some<T>(least: number, most: number, one: () => T): T[];
}

export function createDraw(seed: string): Draw {
  const next = generator(hash(seed));
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    chance: (part) => next() / 2 ** 32 < part,
    pick(list) {
      const [found] = list.slice(below(list.length));
      if (found === undefined) throw new Error('nothing to draw from');
      return found;
    },
    some: (least, most, one) =>
      Array.from({ length: least + below(most - least + 1) }, () => one()),
  };
}

/** Mulberry32: 32 bits of state, good enough to spread cases, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** FNV-1a, and a last mix, because neighbouring numbers must not give neighbouring seeds. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  return (state ^ (state >>> 16)) >>> 0;
}
