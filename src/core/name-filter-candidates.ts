/**
 * Finds the parts of names that are worth asking for: every text that enough names hold, and not too many. Texts are made
 * longer letter by letter, each by those letters that follow it in some name, until too few hold it; that walks the upper
 * part of the suffix tree of all names. What another text already stands for (it is in exactly the same names) is left out.
 *
 * Whether Docker Hub heeds upper and lower case in a filter, nobody has shown. So names are counted in either case, which
 * is never too few, and a text stands only for those that hold it as it is written: a plan is right either way.
 */
import {
  type Corpus,
  census,
  corpusOf,
  createSplit,
  lettersOf,
  type Occurrences,
} from './name-filter-corpus.ts';
import { STEP, type Steps } from './steps.ts';

export interface NameFilterLimits {
  /** Rows after which an answer ends. */
  readonly wall: number;
  /** Rows of one request. */
  readonly pageSize: number;
  /** Wanted names that a request must bring at least; fewer are cheaper to ask the registry for, one by one. */
  readonly worthwhile: number;
}

export interface NamePart {
  readonly name: string;
  /** Names that hold it in any case. */
  readonly matching: number;
  readonly requests: number;
  /** Places of the wanted names that hold it as it is written, ascending. */
  readonly rows: Int32Array;
}

/** Bounds for lists that somebody made to be slow: letters looked at, and places noted. 24,000 usual names need a quarter. */
const MOST_WORK = 10_000_000;
const MOST_ROWS = 1_500_000;

/**
 * @param names tags of the repository, each once; ASCII, as the grammar of tags is
 * @param rowOf of each name: its place among the wanted ones, or -1
 */
export function* nameParts(
  names: readonly string[],
  rowOf: Int32Array,
  limits: NameFilterLimits,
): Steps<readonly NamePart[]> {
  const corpus = corpusOf(names, rowOf);
  yield;
  const occurrences = lettersOf(corpus);
  const collection = createCollection(corpus, limits);
  const queue: Occurrences[] = [];
  const least = Math.max(1, limits.worthwhile);
  yield;
  const split = createSplit(corpus, occurrences, queue, least);
  split({ from: 0, to: occurrences.length, length: 0, above: names.length }, names.length);
  let work = 0;
  let stopAt = 0;
  for (let next = 0; next < queue.length && work < MOST_WORK; next += 1) {
    const text = queue[next];
    if (text === undefined) break;
    if (work >= stopAt) {
      stopAt = work + STEP;
      yield;
    }
    work += text.to - text.from;
    const { matching, wanted, isWhole } = census(corpus, occurrences, text);
    if (!isWhole || wanted < least) continue;
    const isNew = matching < text.above || text.length === 1;
    if (isNew && matching <= limits.wall) collection.add(occurrences, text, matching, wanted);
    const isLastResort = wanted === 1 && matching <= limits.pageSize;
    if (!isLastResort) split(text, matching);
  }
  return collection.parts;
}

interface Collection {
  readonly parts: readonly NamePart[];
  add(occurrences: Int32Array, text: Occurrences, matching: number, wanted: number): void;
}

function createCollection(corpus: Corpus, { pageSize, worthwhile }: NameFilterLimits): Collection {
  const parts: NamePart[] = [];
  /** Of each wanted name: the fewest requests of a text that brings it alone. */
  const alone = new Map<number, number>();
  let noted = 0;

  function isWorth({ rows, requests }: NamePart): boolean {
    const [row] = rows;
    if (row === undefined || rows.length < worthwhile * requests) return false;
    if (rows.length > 1) return true;
    if ((alone.get(row) ?? Number.POSITIVE_INFINITY) <= requests) return false;
    alone.set(row, requests);
    return true;
  }

  return {
    parts,
    add(occurrences, text, matching, wanted) {
      const requests = Math.ceil(matching / pageSize);
      if (wanted < worthwhile * requests || noted > MOST_ROWS) return;
      for (const [name, rows] of spellings(corpus, occurrences, text)) {
        const part = { name, matching, requests, rows: Int32Array.from(rows) };
        if (!isWorth(part)) continue;
        parts.push(part);
        noted += rows.length;
      }
    },
  };
}

/** The wanted names that hold a text, by how it is written in them. */
function spellings(
  { names, letters, nameAt, starts, rowOf }: Corpus,
  occurrences: Int32Array,
  { from, to, length }: Occurrences,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  let written = '';
  let rows: number[] = [];
  let writtenAt = -1;
  for (let place = from; place < to; place += 1) {
    const at = occurrences[place] ?? 0;
    const name = nameAt[at] ?? 0;
    const row = rowOf[name] ?? -1;
    if (row < 0) continue;
    if (writtenAt < 0 || !isAlike(letters, writtenAt, at, length)) {
      writtenAt = at;
      const start = at - (starts[name] ?? 0);
      written = (names[name] ?? '').slice(start, start + length);
      rows = found.get(written) ?? [];
      found.set(written, rows);
    }
    if (rows.at(-1) !== row) rows.push(row);
  }
  return found;
}

function isAlike(letters: Uint8Array, one: number, other: number, length: number): boolean {
  for (let place = 0; place < length; place += 1) {
    if (letters[one + place] !== letters[other + place]) return false;
  }
  return true;
}
