/** All names of a repository as one text, and where the same letters stand in it. */

const FOLDED_FROM = 65;
const FOLDED_TO = 90;
const FOLD = 32;
const LETTERS = 128;

/** All names one after the other, with a 0 before each and behind the last. */
export interface Corpus {
  readonly names: readonly string[];
  readonly letters: Uint8Array;
  /** The same in lower case. */
  readonly folded: Uint8Array;
  /** At each letter: which name it is of. */
  readonly nameAt: Int32Array;
  /** Where each name begins. */
  readonly starts: Int32Array;
  /** Of each name: its place among the wanted ones, or -1. */
  readonly rowOf: Int32Array;
}

/** Texts that begin at the places `from` to `to` of the list of occurrences: the same one, so many letters long. */
export interface Occurrences {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** Names that hold the text without its last letter. */
  readonly above: number;
}

/** What is known of one text after a look at where it stands. */
export interface Census {
  readonly matching: number;
  readonly wanted: number;
  /** Whether different letters stand before it: else the text with that letter before it is in the same names. */
  readonly isWhole: boolean;
}

export function corpusOf(names: readonly string[], rowOf: Int32Array): Corpus {
  const size = names.reduce((sum, name) => sum + name.length + 1, 1);
  const letters = new Uint8Array(size);
  const nameAt = new Int32Array(size);
  const starts = new Int32Array(names.length);
  let at = 1;
  for (const [number, name] of names.entries()) {
    starts[number] = at;
    for (let place = 0; place < name.length; place += 1) {
      letters[at] = name.charCodeAt(place);
      nameAt[at] = number;
      at += 1;
    }
    at += 1;
  }
  const folded = letters.map((letter) =>
    letter >= FOLDED_FROM && letter <= FOLDED_TO ? letter + FOLD : letter,
  );
  return { names, letters, folded, nameAt, starts, rowOf };
}

/** Where the letters are, in ascending order. */
export function lettersOf({ letters }: Corpus): Int32Array {
  const places = new Int32Array(letters.length);
  let count = 0;
  for (const [at, letter] of letters.entries()) if (letter > 0) places[count++] = at;
  return places.subarray(0, count);
}

export function census(
  { letters, nameAt, rowOf }: Corpus,
  occurrences: Int32Array,
  { from, to }: Occurrences,
): Census {
  let matching = 0;
  let wanted = 0;
  let isWhole = false;
  let lastName = -1;
  const first = letters[(occurrences[from] ?? 0) - 1] ?? 0;
  // Occurrences in one name stand side by side.
  for (let place = from; place < to; place += 1) {
    const at = occurrences[place] ?? 0;
    const before = letters[at - 1] ?? 0;
    if (before === 0 || before !== first) isWhole = true;
    const name = nameAt[at] ?? 0;
    if (name === lastName) continue;
    lastName = name;
    matching += 1;
    if ((rowOf[name] ?? -1) >= 0) wanted += 1;
  }
  return { matching, wanted, isWhole };
}

/** Sorts the occurrences of a text by the letter that follows (a counting sort, which is stable), and queues each longer text. */
export function createSplit(
  { folded }: Corpus,
  occurrences: Int32Array,
  queue: Occurrences[],
  least: number,
): (text: Occurrences, matching: number) => void {
  const sorted = new Int32Array(occurrences.length);
  const ends = new Int32Array(LETTERS);
  return ({ from, to, length }, matching) => {
    ends.fill(0);
    for (let place = from; place < to; place += 1) {
      const letter = folded[(occurrences[place] ?? 0) + length] ?? 0;
      ends[letter] = (ends[letter] ?? 0) + 1;
    }
    let begin = from;
    for (let letter = 0; letter < LETTERS; letter += 1) {
      const count = ends[letter] ?? 0;
      ends[letter] = begin;
      begin += count;
    }
    for (let place = from; place < to; place += 1) {
      const at = occurrences[place] ?? 0;
      const letter = folded[at + length] ?? 0;
      const target = ends[letter] ?? 0;
      sorted[target] = at;
      ends[letter] = target + 1;
    }
    occurrences.set(sorted.subarray(from, to), from);
    // Those of letter 0 are names that end here.
    for (let letter = 1; letter < LETTERS; letter += 1) {
      const start = ends[letter - 1] ?? 0;
      const end = ends[letter] ?? 0;
      if (end - start < least) continue;
      queue.push({ from: start, to: end, length: length + 1, above: matching });
    }
  };
}
