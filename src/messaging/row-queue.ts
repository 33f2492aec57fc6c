/**
 * Rows that are to be drawn for a page, a message's worth in a task: what the worker hears meanwhile is taken in between,
 * the page may paint before the next, and a row of which more was learnt before its turn came is drawn once.
 */
import type { Clock } from '../platform/clock.ts';
import type { DrawnRow } from './drawn.ts';
import { nodesIn } from './sheet-guard.ts';

const ROWS_TOGETHER = 25;
/** With those of which attributes alone are told. */
const MOST_TOGETHER = 100;
/** Their elements and texts: an unfolded row may have as many as a hundred others. */
const NODES_TOGETHER = 3_000;

export interface RowQueueDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** The row as it is to look now, where that is otherwise than before. */
  draw(tag: string): DrawnRow | undefined;
  send(rows: readonly DrawnRow[]): void;
  /** Nothing waits any more. */
  rested(): void;
}

export interface RowQueue {
  /** Draws these rows after those that wait already, and the first of them in this very task where none does. */
  add(tags: Iterable<string>): void;
  clear(): void;
}

export function createRowQueue({ clock, draw, send, rested }: RowQueueDeps): RowQueue {
  const waiting = new Set<string>();
  /** Drawn, and too much for the last message. */
  let held: DrawnRow | undefined;
  let callOff: (() => void) | undefined;

  function next(): DrawnRow | undefined {
    for (const tag of waiting) {
      waiting.delete(tag);
      const row = draw(tag);
      if (row) return row;
    }
    return undefined;
  }

  function take(): readonly DrawnRow[] {
    const together: DrawnRow[] = [];
    let drawn = 0;
    let nodes = 0;
    while (drawn < ROWS_TOGETHER && together.length < MOST_TOGETHER) {
      const row = held ?? next();
      held = undefined;
      if (row === undefined) break;
      if (row.tree) {
        drawn += 1;
        nodes += nodesIn(row.tree);
      }
      if (together.length > 0 && nodes > NODES_TOGETHER) {
        held = row;
        break;
      }
      together.push(row);
    }
    return together;
  }

  function step(): void {
    callOff = undefined;
    const together = take();
    if (together.length > 0) send(together);
    if (held || waiting.size > 0) callOff = clock.after(0, step);
    else rested();
  }

  return {
    add(tags) {
      for (const tag of tags) waiting.add(tag);
      if (callOff === undefined) step();
    },
    clear() {
      waiting.clear();
      held = undefined;
      callOff?.();
      callOff = undefined;
    },
  };
}
