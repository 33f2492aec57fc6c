/** How many drawn rows go to a page together: it takes each message in a task of its own, and may paint before the next. */
import type { DrawnRow } from './drawn.ts';
import { nodesIn } from './sheet-guard.ts';

const ROWS_TOGETHER = 25;
/** Their elements and texts: an unfolded row may have as many as a hundred others. */
const NODES_TOGETHER = 3_000;

/** The rows of each message. Rows are taken one at a time, so that a message is sent before the next is drawn. */
export function* inMessages(rows: Iterable<DrawnRow>): Iterable<readonly DrawnRow[]> {
  let together: DrawnRow[] = [];
  let nodes = 0;
  for (const row of rows) {
    const more = nodesIn(row.tree);
    if (
      together.length === ROWS_TOGETHER ||
      (together.length > 0 && nodes + more > NODES_TOGETHER)
    ) {
      yield together;
      together = [];
      nodes = 0;
    }
    together.push(row);
    nodes += more;
  }
  if (together.length > 0) yield together;
}
