/**
 * Chooses few filters that together bring all wanted names: the set cover problem, each set with its price in requests, and
 * each name with the price of leaving it out. It cannot be solved exactly for thousands of names, but closely: every name
 * is given a value, moved up while no filter brings it and down while several do ("Lagrangian relaxation and subgradient
 * steps"), and filters are then taken one by one, those first that cost least beyond the value of what they bring
 * (after Caprara, Fischetti, Toth: A heuristic method for the set covering problem, Operations Research 47, 1999).
 * Names that many filters could bring end up worth little, and do not tempt.
 */
import {
  type Attempt,
  attempt,
  beyond,
  type CoverProblem,
  inverted,
} from './name-filter-attempt.ts';
import type { NamePart } from './name-filter-candidates.ts';
import { STEP, type Steps } from './steps.ts';

/** Steps with all filters, to find those that matter; and then with those. */
const FIRST_STEPS = { fewest: 3, most: 10 };
const STEPS = { fewest: 20, most: 100 };
/** A repair gives up one in so many filters, each of them in turn. */
const REPAIRED_AT_ONCE = 4;
const REPAIRS = { fewest: 8, most: 40 };
/** Places of names that each of these phases may look at, where its fewest times do not take more. */
const MOST_WORK = 6_000_000;
/** Of each name so many of the cheapest filters matter. */
const CHOICES = 4;
const MOST_FAMILIES = 6;
/** Steps between two attempts. */
const STEPS_BETWEEN = 10;
/** How far the values move at first, and how much less with each step. Tuned with the lists of the tests. */
const FIRST_STRIDE = 0.3;
const STRIDE_SHRINKS = 0.95;

/** The parts to ask for. */
export function* cover(whole: CoverProblem): Steps<readonly NamePart[]> {
  const values = firstValues(whole);
  yield;
  const firstAim = values.reduce((sum, value) => sum + value, 0) * 1.2;
  let stride = FIRST_STRIDE;
  for (let step = timesFor(whole, FIRST_STEPS); step > 0; step -= 1) {
    yield* improve(whole, values, firstAim, stride);
    stride *= STRIDE_SHRINKS;
  }
  const problem = { ...whole, parts: yield* thoseThatMatter(whole, values) };
  const partsOf = yield* inverted(problem);
  /** By requests alone: better where each name is in few parts only. */
  const alike = new Float64Array(problem.rows);
  let best: Attempt = yield* attempt(problem, partsOf, alike, []);
  function* consider(kept: readonly number[], by: Float64Array): Steps<void> {
    const next = yield* attempt(problem, partsOf, by, kept);
    if (next.cost <= best.cost) best = next;
  }
  for (const family of families(problem)) yield* consider(family, alike);
  stride = FIRST_STRIDE;
  for (let step = timesFor(problem, STEPS); step > 0; step -= 1) {
    yield* improve(problem, values, best.cost, stride);
    stride *= STRIDE_SHRINKS;
    if (step % STEPS_BETWEEN === 0) yield* consider([], values);
  }
  for (let turn = timesFor(problem, REPAIRS); turn > 0; turn -= 1) {
    const kept = best.chosen.filter((_, place) => (place + turn) % REPAIRED_AT_ONCE !== 0);
    yield* consider(kept, turn % 2 === 0 ? values : alike);
  }
  return best.chosen.flatMap((number) => problem.parts[number] ?? []);
}

function timesFor({ parts }: CoverProblem, times: { fewest: number; most: number }): number {
  const places = parts.reduce((sum, { rows }) => sum + rows.length, 1);
  return Math.max(times.fewest, Math.min(times.most, Math.floor(MOST_WORK / places)));
}

/** The cheapest few of each name, and all that are worth more than they cost. */
function* thoseThatMatter(
  { parts, rows }: CoverProblem,
  values: Float64Array,
): Steps<readonly NamePart[]> {
  const choices = new Uint8Array(rows);
  const byCost = parts
    .map((part) => ({ part, cost: beyond(part, values) / part.rows.length }))
    .sort((a, b) => a.cost - b.cost);
  yield;
  const mattering: NamePart[] = [];
  let work = 0;
  for (const { part, cost } of byCost) {
    work += part.rows.length;
    if (work >= STEP) {
      work = 0;
      yield;
    }
    const isAmongCheapest = part.rows.some((row) => (choices[row] ?? 0) < CHOICES);
    if (cost >= 0 && !isAmongCheapest) continue;
    mattering.push(part);
    for (const row of part.rows) choices[row] = Math.min(CHOICES, (choices[row] ?? 0) + 1);
  }
  return mattering;
}

/**
 * Parts of one length that begin or end alike, where together they are in most names: `00-`, `01-` and so on, of which a
 * name has one. Parts that do not overlap are better together than each of them alone.
 */
function families({ parts, rows }: CoverProblem): readonly (readonly number[])[] {
  const found = new Map<string, { readonly numbers: number[]; places: number }>();
  for (const [number, { name, rows: own }] of parts.entries()) {
    for (const key of [`${name.length}${name[0]}…`, `${name.length}…${name.at(-1)}`]) {
      const family = found.get(key) ?? { numbers: [], places: 0 };
      family.numbers.push(number);
      family.places += own.length;
      found.set(key, family);
    }
  }
  return [...found.values()]
    .filter(({ places }) => places > rows / 2)
    .sort((a, b) => Math.abs(a.places - rows) - Math.abs(b.places - rows))
    .slice(0, MOST_FAMILIES)
    .map(({ numbers }) => numbers);
}

/** What a name costs in the part that brings it most cheaply. */
function firstValues({ parts, rows, priceOfLeaving }: CoverProblem): Float64Array {
  const values = new Float64Array(rows).fill(priceOfLeaving);
  for (const part of parts) {
    const each = part.requests / part.rows.length;
    for (const row of part.rows) if (each < (values[row] ?? 0)) values[row] = each;
  }
  // A name that no part has is left out whatever it costs.
  return values.map((value) => (Number.isFinite(value) ? value : 0));
}

/** One step: takes each part that is worth more than it costs, and moves the values of names that this does not bring once. */
function* improve(
  { parts, priceOfLeaving }: CoverProblem,
  values: Float64Array,
  aim: number,
  stride: number,
): Steps<void> {
  const slopes = new Int32Array(values.length).fill(1);
  let bound = values.reduce((sum, value) => sum + value, 0);
  let work = values.length;
  for (const part of parts) {
    work += part.rows.length;
    if (work >= STEP) {
      work = 0;
      yield;
    }
    const cost = beyond(part, values);
    if (cost >= 0) continue;
    bound += cost;
    for (const row of part.rows) slopes[row] = (slopes[row] ?? 0) - 1;
  }
  let steepness = 0;
  for (const [row, slope] of slopes.entries()) {
    const value = values[row] ?? 0;
    const isAtEnd = slope < 0 ? value === 0 : value === priceOfLeaving;
    if (!isAtEnd) steepness += slope * slope;
  }
  if (steepness === 0) return;
  const length = (stride * Math.max(1, aim - bound)) / steepness;
  for (const [row, slope] of slopes.entries()) {
    values[row] = Math.min(priceOfLeaving, Math.max(0, (values[row] ?? 0) + length * slope));
  }
}
