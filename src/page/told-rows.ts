/** The last that the worker said of each tag, whether or not a row of it stands on the page. */
import type { DrawnRow } from '../messaging/drawn.ts';

export interface ToldRows {
  get(tag: string): DrawnRow | undefined;
  /** Takes in what was said. Answers the tags whose drawing is another one now; of the others only attributes changed. */
  take(rows: readonly DrawnRow[]): ReadonlySet<string>;
}

export function createToldRows(): ToldRows {
  const told = new Map<string, DrawnRow>();
  return {
    get: (tag) => told.get(tag),
    take(rows) {
      const drawn = new Set<string>();
      for (const row of rows) {
        const before = told.get(row.tag);
        const next = withDrawing(row, before);
        told.set(row.tag, next);
        if (next.tree !== before?.tree) drawn.add(row.tag);
      }
      return drawn;
    },
  };
}

/** Of a row whose attributes alone were told the last drawing stays, unless it is another image's. */
function withDrawing(row: DrawnRow, before: DrawnRow | undefined): DrawnRow {
  if (row.tree || !before?.tree) return row;
  const isSame = row.attributes['data-digest'] === before.attributes['data-digest'];
  return isSame ? { ...row, tree: before.tree } : row;
}
