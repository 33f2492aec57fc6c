/**
 * Plans which parts of names to ask Docker Hub's web API for (`name=`, tags whose name holds that text), so that a
 * repository is listed whole although nobody without an account gets beyond the thousandth row of an answer.
 */

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

export interface NameFilterLimits {
  /** Rows after which an answer ends. */
  readonly wall: number;
  /** Rows of one request. */
  readonly pageSize: number;
  /** Wanted names that a request must bring at least; fewer are cheaper to ask the registry for, one by one. */
  readonly worthwhile: number;
}

/**
 * @param all every tag name of the repository, as the registry lists them
 * @param wanted of those, the ones that are not known yet
 */
export function planNameFilters(
  _all: readonly string[],
  wanted: readonly string[],
  _limits: NameFilterLimits,
): NameFilterPlan {
  return { filters: [], left: wanted, requests: 0 };
}
