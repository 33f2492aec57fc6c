/**
 * One annotation for each row of the tag list, whatever the page does to its rows: they come late, are rendered anew
 * without what we put there, move, change places, or are reused for another tag.
 */
import type { RepositoryName } from '../core/repository.ts';
import type { Board } from './board.ts';
import { removeLeftovers } from './leftovers.ts';
import { createMounting, type Row } from './mounting.ts';
import { outerOf } from './nodes.ts';
import type { Changes } from './observe.ts';
import { createPatience } from './patience.ts';
import { createRowIndex } from './row-index.ts';
import type { Slices } from './slices.ts';
import type { Hit } from './strategies.ts';
import type { Viewport } from './viewport.ts';

export interface Rows {
  /** Looks through the whole page: on arrival only. */
  scanAll(root: Element): void;
  /** Takes in what changed. */
  change(changes: Changes): void;
  /** Tags in the order of their rows' discovery. */
  tags(): readonly string[];
}

/** Milliseconds for which links and commands of a large page are looked at before other work has its turn. */
const SCAN_TIME = 4;

export interface RowsOptions {
  readonly repository: RepositoryName;
  readonly board: Board;
  readonly slices: Slices<object>;
  readonly viewport: Viewport<string>;
  readonly signal: AbortSignal;
  /** Told that rows came or went, before annotations are made for those that came. */
  changed(): void;
  /** Told of each element put on the page. */
  placed(element: Element): void;
}

export function createRows(options: RowsOptions): Rows {
  const { repository, board, slices, viewport } = options;
  const index = createRowIndex(repository);
  const rows = new Map<string, Row>();
  const scanning = {};
  const mounting = createMounting({ ...options, done: scanSoon });
  const patience = createPatience<Row>((row) => mounting.move([row]), options.signal);

  function reconcile(tags: ReadonlySet<string>): void {
    const gone = new Set<Row>();
    const found: Hit[] = [];
    const moved: Row[] = [];
    for (const tag of tags) {
      const hit = index.best(tag);
      const row = rows.get(tag);
      if (row && hit) {
        if (row.hit.element !== hit.element) look(row, hit);
        row.hit = hit;
        moved.push(row);
      } else if (row) {
        rows.delete(tag);
        gone.add(row);
      } else if (hit) found.push(hit);
    }
    const places = found.length > 0 ? placesOf(gone) : new Map();
    for (const hit of found) {
      const reused = reuse(gone, places, hit);
      if (reused) moved.push(reused);
      else open(hit);
    }
    for (const row of gone) close(row);
    // The worker asks while annotations are made here.
    if (found.length > 0 || gone.size > 0) options.changed();
    mounting.move(moved);
    mounting.run();
  }

  /** As `reconcile`, in a task of the page's own: what fits into it is there before the next paint. */
  function take(tags: ReadonlySet<string>): void {
    if (tags.size > 0) reconcile(tags);
    if (mounting.isBusy()) return;
    slices.run();
    scanSoon();
  }

  /** Once all rows that are known have their annotations. */
  function scanSoon(): void {
    if (!index.hasMore()) return;
    slices.add(scanning, () => {
      const end = performance.now() + SCAN_TIME;
      const tags = index.scanMore(() => performance.now() >= end);
      if (tags.size > 0) reconcile(tags);
      scanSoon();
    });
  }

  /** A row whose own element now names another tag keeps its annotation. */
  function reuse(gone: Set<Row>, places: Places, hit: Hit): Row | undefined {
    const row = takeAround(places, gone, hit.element);
    if (!row) return undefined;
    look(row, hit);
    row.tag = hit.tag;
    row.hit = hit;
    row.annotation?.rename(hit.tag);
    rows.set(hit.tag, row);
    return row;
  }

  function open(hit: Hit): void {
    const row: Row = { tag: hit.tag, hit };
    rows.set(hit.tag, row);
    mounting.add(row);
    viewport.observe(hit.element, hit.tag);
  }

  function close(row: Row): void {
    mounting.drop(row);
    viewport.forget(row.hit.element, row.tag);
    row.annotation?.remove();
  }

  function look(row: Row, hit: Hit): void {
    viewport.forget(row.hit.element, row.tag);
    viewport.observe(hit.element, hit.tag);
  }

  /** Tags whose annotation the page took away while their row stayed. */
  function dropped(): Set<string> {
    const tags = new Set<string>();
    for (const row of rows.values()) {
      const isDropped = row.annotation?.isHome() === false;
      if (isDropped && patience.allows(row)) tags.add(row.tag);
    }
    return tags;
  }

  return {
    scanAll: (root) => take(index.scan(root)),
    change({ added, removed, touched }) {
      const tags = new Set<string>();
      const add = (some: ReadonlySet<string>) => {
        for (const tag of some) tags.add(tag);
      };
      for (const root of removed) add(index.forget(root));
      for (const root of added) {
        removeLeftovers(root, board.isOurs);
        add(index.scan(root));
      }
      for (const element of touched) add(index.recheck(element));
      if (removed.length > 0) add(dropped());
      take(tags);
    },
    tags: () => [...rows.keys()],
  };
}

/** Rows that went, by their own elements and by the boxes that their annotations stand in. */
type Places = ReadonlyMap<Element, readonly Row[]>;

function placesOf(gone: ReadonlySet<Row>): Places {
  const places = new Map<Element, Row[]>();
  for (const row of gone) {
    for (const place of [row.hit.element, row.annotation?.element.parentElement]) {
      if (place) places.set(place, [...(places.get(place) ?? []), row]);
    }
  }
  return places;
}

/** The row that went from this element, or from the nearest box around it. */
function takeAround(places: Places, gone: Set<Row>, element: Element): Row | undefined {
  for (let outer: Element | null = element; outer; outer = outerOf(outer)) {
    const row = places.get(outer)?.find((one) => gone.has(one));
    if (row && gone.delete(row)) return row;
  }
  return undefined;
}
