/** What the extension holds of the machine after a garbage collection: taken twice, the difference is what leaks. */

/** By the name of what is counted. Each browser gives those that it can tell. */
export type Counts = Readonly<Record<string, number>>;

export interface Footprint {
  /** Of the process of one tab. */
  readonly tab: Counts;
  readonly worker: Counts;
}

/** What `after` has more than `before` of each thing that may grow by so much and no more. */
export function overgrown(
  before: Counts,
  after: Counts,
  mayGrow: Counts,
): Readonly<Record<string, string>> {
  const found = Object.entries(mayGrow).flatMap(([name, most]) => {
    const [from, to] = [before[name] ?? Number.NaN, after[name] ?? Number.NaN];
    // What was not counted has not been shown to stay either.
    return to - from <= most ? [] : [[name, `${from} → ${to}`] as const];
  });
  return Object.fromEntries(found);
}

/** `nodes 1606 → 1606, listeners …`, for people. */
export function inWords(before: Counts, after: Counts): string {
  return Object.keys({ ...before, ...after })
    .map((name) => `${name} ${before[name]} → ${after[name]}`)
    .join(', ');
}
