/** One way to choose filters: whichever is cheapest next, until none is worth its requests; then what is superfluous goes. */
import type { NamePart } from './name-filter-candidates.ts';
import { STEP, type Steps } from './steps.ts';

export interface CoverProblem {
  readonly parts: readonly NamePart[];
  /** Wanted names. */
  readonly rows: number;
  /** Requests that leaving one name out is worth; `Infinity` where it is worth any number. */
  readonly priceOfLeaving: number;
}

export interface Attempt {
  readonly chosen: readonly number[];
  /** In requests, with the price of what is left. */
  readonly cost: number;
}

/** Which parts hold a name: those of row `r` stand from `starts[r]` to `starts[r + 1]`. */
export interface PartsOf {
  readonly starts: Int32Array;
  readonly list: Int32Array;
}

export function* inverted({ parts, rows }: CoverProblem): Steps<PartsOf> {
  const starts = new Int32Array(rows + 1);
  for (const part of parts) {
    for (const row of part.rows) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
  }
  for (let row = 0; row < rows; row += 1)
    starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  yield;
  const next = starts.slice();
  const list = new Int32Array(starts[rows] ?? 0);
  let work = 0;
  for (const [number, part] of parts.entries()) {
    for (const row of part.rows) {
      const place = next[row] ?? 0;
      list[place] = number;
      next[row] = place + 1;
    }
    work += part.rows.length;
    if (work < STEP) continue;
    work = 0;
    yield;
  }
  return { starts, list };
}

/** What a part costs beyond the value of its names; below 0 where it is worth more than it costs. */
export function beyond({ requests, rows }: NamePart, values: Float64Array): number {
  let cost = requests;
  for (const row of rows) cost -= values[row] ?? 0;
  return cost;
}

/** Takes parts one by one, beside those that are kept, until none is worth its requests. */
export function* attempt(
  problem: CoverProblem,
  partsOf: PartsOf,
  values: Float64Array,
  kept: readonly number[],
): Steps<Attempt> {
  const { parts, rows, priceOfLeaving } = problem;
  const fresh = Int32Array.from(parts, (part) => part.rows.length);
  const costs = Float64Array.from(parts, (part) => beyond(part, values));
  const covered = new Int32Array(rows);
  const chosen: number[] = [];
  let work = 0;
  const take = (number: number) => {
    chosen.push(number);
    for (const row of parts[number]?.rows ?? []) {
      const times = covered[row] ?? 0;
      covered[row] = times + 1;
      if (times > 0) continue;
      const value = values[row] ?? 0;
      const end = partsOf.starts[row + 1] ?? 0;
      for (let place = partsOf.starts[row] ?? 0; place < end; place += 1) {
        const part = partsOf.list[place] ?? 0;
        fresh[part] = (fresh[part] ?? 0) - 1;
        costs[part] = (costs[part] ?? 0) + value;
      }
      work += end - (partsOf.starts[row] ?? 0);
    }
  };
  let taken = 0;
  for (;;) {
    if (work >= STEP) {
      work = 0;
      yield;
    }
    const next = kept[taken] ?? cheapest(parts, fresh, costs, priceOfLeaving);
    if (next === undefined) break;
    if (taken >= kept.length) work += parts.length;
    taken += 1;
    take(next);
  }
  yield;
  return withoutSuperfluous(problem, chosen, covered);
}

/** The part with the least cost beyond the value of its new names, by new name. */
function cheapest(
  parts: readonly NamePart[],
  fresh: Int32Array,
  costs: Float64Array,
  priceOfLeaving: number,
): number | undefined {
  let best: number | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let number = 0; number < parts.length; number += 1) {
    const names = fresh[number] ?? 0;
    if (names === 0 || (parts[number]?.requests ?? 0) > names * priceOfLeaving) continue;
    const cost = costs[number] ?? 0;
    const score = cost > 0 ? cost / names : cost * names;
    if (score >= bestScore) continue;
    best = number;
    bestScore = score;
  }
  return best;
}

/** Drops what others bring as well, those first that bring least a request of their own. */
function withoutSuperfluous(
  { parts, rows, priceOfLeaving }: CoverProblem,
  chosen: readonly number[],
  covered: Int32Array,
): Attempt {
  const own = (number: number) => {
    let names = 0;
    for (const row of parts[number]?.rows ?? []) if (covered[row] === 1) names += 1;
    return names;
  };
  const requests = (number: number) => parts[number]?.requests ?? 0;
  const kept = new Set(chosen);
  const byUse = chosen
    .map((number) => ({ number, use: own(number) / requests(number) }))
    .sort((a, b) => a.use - b.use);
  for (const { number } of byUse) {
    const names = own(number);
    if (names > 0 && names * priceOfLeaving >= requests(number)) continue;
    kept.delete(number);
    for (const row of parts[number]?.rows ?? []) covered[row] = (covered[row] ?? 0) - 1;
  }
  let cost = 0;
  for (const number of kept) cost += requests(number);
  let left = 0;
  for (let row = 0; row < rows; row += 1) if (covered[row] === 0) left += 1;
  return { chosen: [...kept], cost: cost + left * Math.min(priceOfLeaving, rows) };
}
