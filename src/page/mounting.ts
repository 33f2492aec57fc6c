/**
 * When rows that came get their annotations. Up to a page of the site: in the very task that brought them, where the
 * page's styles say. Of more, which a page does not paint in a hundred milliseconds, as many as are built the way the site
 * is known to build them, by that alone and before the first paint: to ask for a style would have the browser compute those
 * of thousands of elements in the middle of our work. After that paint the styles say whether each stands right.
 */
import type { RepositoryName } from '../core/repository.ts';
import { beforePaint } from './before-paint.ts';
import type { Annotation, Board } from './board.ts';
import { betterPlaceOf, knownPlaceOf, type Place, placeOf } from './placement.ts';
import type { Slices } from './slices.ts';
import type { Hit } from './strategies.ts';
import { type Theme, themeBehind } from './theme.ts';

/** A row, and its annotation once it has one. */
export interface Row {
  tag: string;
  hit: Hit;
  annotation?: Annotation;
}

export interface Mounting {
  /** A row came: it gets its annotation with the next `run`, or some tasks later. */
  add(row: Row): void;
  /** It is gone. */
  drop(row: Row): void;
  /** Moves annotations to where they belong now. At once, so that a page that renders anew never paints without. */
  move(rows: readonly Row[]): void;
  /** In the task of the page that brought rows. */
  run(): void;
  /** Whether rows wait for an annotation. */
  isBusy(): boolean;
}

export interface MountingOptions {
  readonly repository: RepositoryName;
  readonly board: Board;
  readonly slices: Slices<object>;
  readonly signal: AbortSignal;
  /** Told of each element put on the page. */
  placed(element: Element): void;
  /** All rows have their annotations. */
  done(): void;
}

/** A page of the site. */
const AT_ONCE = 25;
/** Of rows in an unknown markup so many get their place before the first paint: more than fit on a screen. */
const FIRST = 12;
/** And so many in each task after it; as many are looked at again together. */
const TOGETHER = 30;
/** Milliseconds in the task that brought the rows, which has looked for them already, and as many before the paint. */
const BUDGET = 16;

export function createMounting(options: MountingOptions): Mounting {
  const { repository, board, slices, signal } = options;
  const waiting = new Set<Row>();
  /** In the place that is known, and not yet looked at again. */
  const unchecked = new Set<Row>();
  const mounting = {};
  const checking = {};
  let isSoon = false;

  function mount(row: Row, place: Place, theme?: Theme): void {
    waiting.delete(row);
    row.annotation = board.annotate(row.tag, theme);
    row.annotation.put(place);
    options.placed(row.annotation.element);
  }

  function mountKnown(): void {
    const end = performance.now() + BUDGET;
    for (const row of waiting) {
      const place = knownPlaceOf(row.hit);
      if (!place) continue;
      mount(row, place);
      unchecked.add(row);
      if (performance.now() >= end) return;
    }
  }

  /** Styles are read for many rows before any is written to: each turn makes the browser compute them again. */
  function mountStyled(rows: readonly Row[]): void {
    const memo = new Map<Element, Theme>();
    const batch = rows.map((row) => {
      const place = placeOf(row.hit, repository);
      return { row, place, theme: themeBehind(place.reference, memo) };
    });
    for (const { row, place, theme } of batch) mount(row, place, theme);
  }

  function mountSoon(): void {
    if (isSoon) return;
    isSoon = true;
    const mountFirst = () => {
      isSoon = false;
      mountKnown();
      mountStyled(firstOf(waiting, FIRST).filter(({ hit }) => !knownPlaceOf(hit)));
      goOn();
    };
    beforePaint(mountFirst, signal);
  }

  /** In tasks of their own, after the paint. */
  function goOn(): void {
    if (unchecked.size > 0) slices.add(checking, check);
    if (waiting.size === 0) options.done();
    else slices.add(mounting, mountMore);
  }

  function mountMore(): void {
    mountStyled(firstOf(waiting, TOGETHER));
    goOn();
  }

  function check(): void {
    const rows = firstOf(unchecked, TOGETHER);
    for (const row of rows) unchecked.delete(row);
    move(rows);
    if (unchecked.size > 0) slices.add(checking, check);
  }

  function move(rows: readonly Row[]): void {
    const places = rows.flatMap(({ annotation, hit }) => {
      const place = annotation && betterPlaceOf(annotation.element, hit, repository);
      return place ? [{ annotation, place }] : [];
    });
    for (const { annotation, place } of places) annotation.put(place);
  }

  return {
    add: (row) => waiting.add(row),
    drop(row) {
      waiting.delete(row);
      unchecked.delete(row);
    },
    move,
    run() {
      if (waiting.size > AT_ONCE) {
        mountKnown();
        mountSoon();
        return;
      }
      mountStyled([...waiting]);
      options.done();
    },
    isBusy: () => waiting.size > 0,
  };
}

function firstOf(rows: ReadonlySet<Row>, count: number): Row[] {
  return [...rows].slice(0, count);
}
