/** The tags of a repository as the web API orders them, sorted once for all pages: there may be 24,000. */
import type { WorldRepository, WorldTag } from './world.ts';

type Row = readonly [name: string, tag: WorldTag];

interface Sorted {
  readonly revision: number;
  readonly byOrdering: Map<string, readonly Row[]>;
}

const known = new WeakMap<WorldRepository, Sorted>();

/** Without those that only the registry knows. */
export function sortedTags(repository: WorldRepository, ordering: string): readonly Row[] {
  const { revision, tags } = repository;
  let sorted = known.get(repository);
  if (sorted?.revision !== revision) {
    sorted = { revision, byOrdering: new Map() };
    known.set(repository, sorted);
  }
  const rows =
    sorted.byOrdering.get(ordering) ??
    inOrder(
      [...tags].filter(([, { only }]) => only !== 'registry'),
      ordering,
    );
  sorted.byOrdering.set(ordering, rows);
  return rows;
}

function inOrder(rows: readonly Row[], ordering: string): readonly Row[] {
  const byName = (a: Row, b: Row) => (a[0] < b[0] ? -1 : 1);
  // A leading minus means the opposite of what it means elsewhere: `last_updated` has the newest first.
  switch (ordering) {
    case 'name':
      return rows.toSorted(byName).reverse();
    case '-name':
      return rows.toSorted(byName);
    case '-last_updated':
      return rows.toSorted((a, b) => a[1].pushed - b[1].pushed);
    default:
      return rows.toSorted((a, b) => b[1].pushed - a[1].pushed);
  }
}
