/**
 * Plans which parts of names to ask Docker Hub's web API for (`name=`, tags whose name holds that text), so that a
 * repository is listed whole although nobody without an account gets beyond the thousandth row of an answer.
 */
import { type NameFilterLimits, type NamePart, nameParts } from './name-filter-candidates.ts';
import { cover } from './name-filter-cover.ts';
import { inOneGo, STEP, type Steps } from './steps.ts';
import { isTag } from './tag.ts';

export type { NameFilterLimits };

export interface NameFilter {
  /** What to ask for. */
  readonly name: string;
  /** Tags of the repository whose name holds it, however it is written: so many rows come at most. */
  readonly matching: number;
  /** Requests that it takes: pages of its rows. */
  readonly requests: number;
  /** The wanted names that count as its own. No name is counted twice. */
  readonly covers: readonly string[];
}

export interface NameFilterPlan {
  /** In the order to ask: those that bring most a request first. */
  readonly filters: readonly NameFilter[];
  /** Wanted names that no filter is worth a request for: each is left to a HEAD. */
  readonly left: readonly string[];
  /** Of all filters. */
  readonly requests: number;
}

/**
 * @param all every tag name of the repository, as the registry lists them; what is no tag's name is passed over
 * @param wanted of those, the ones that are not known yet
 */
export function planNameFilters(
  all: readonly string[],
  wanted: readonly string[],
  limits: NameFilterLimits,
): NameFilterPlan {
  return inOneGo(planNameFiltersInSteps(all, wanted, limits));
}

/** The same, for those who have something else to do meanwhile: tens of thousands of names take hundreds of milliseconds. */
export function* planNameFiltersInSteps(
  all: readonly string[],
  wanted: readonly string[],
  limits: NameFilterLimits,
): Steps<NameFilterPlan> {
  const missing = [...new Set(wanted)];
  const sought = missing.filter(isTag);
  yield;
  const rows = new Map(sought.map((name, row) => [name, row]));
  yield;
  const tags = all.filter(isTag);
  yield;
  const names = [...new Set([...sought, ...tags])];
  const rowOf = Int32Array.from(names, (name) => rows.get(name) ?? -1);
  yield;
  const parts = yield* nameParts(names, rowOf, limits);
  const priceOfLeaving = 1 / Math.max(0, limits.worthwhile);
  const chosen = yield* cover({ parts, rows: sought.length, priceOfLeaving });
  return yield* inOrder(missing, sought, rows, chosen, limits);
}

/** Asks first for what brings most names a request, and gives each name to the first that brings it. */
function* inOrder(
  missing: readonly string[],
  sought: readonly string[],
  rows: ReadonlyMap<string, number>,
  chosen: readonly NamePart[],
  { worthwhile }: NameFilterLimits,
): Steps<NameFilterPlan> {
  const filters: NameFilter[] = [];
  const brought = new Set<number>();
  const open = chosen.map((part) => ({ part, use: part.rows.length / part.requests }));
  let work = 0;
  for (;;) {
    // What others have brought only makes a part less useful: the best one is known once it is the best anew.
    open.sort((a, b) => a.use - b.use);
    const best = open.pop();
    if (best === undefined) break;
    work += open.length + best.part.rows.length;
    if (work >= STEP) {
      work = 0;
      yield;
    }
    const fresh = best.part.rows.filter((row) => !brought.has(row));
    const use = fresh.length / best.part.requests;
    if (use < worthwhile || fresh.length === 0) continue;
    if (use < best.use) {
      open.push({ part: best.part, use });
      continue;
    }
    for (const row of fresh) brought.add(row);
    const { name, matching, requests } = best.part;
    const covers = Array.from(fresh, (row) => sought[row] ?? '');
    filters.push({ name, matching, requests, covers });
  }
  return {
    filters,
    left: missing.filter((name) => {
      const row = rows.get(name);
      return row === undefined || !brought.has(row);
    }),
    requests: filters.reduce((sum, { requests }) => sum + requests, 0),
  };
}
