/**
 * Which groups of a list stand in the document, and where. A repository may have ten thousand groups, of which the view
 * tells a window: groups in a row, known by their place among all that the find box leaves.
 */
import { MAX_WINDOW } from '../../messaging/protocol.ts';
import type { GroupView, RepositoryView } from '../../messaging/view.ts';

/** What the list is made of: a group, or room for those that are not drawn. */
export type Row =
  | { readonly kind: 'group'; readonly place: number; readonly group: GroupView }
  /** `size`: pixels. */
  | { readonly kind: 'gap'; readonly size: number };

/** Where a row is, in pixels from wherever the first one is measured from. */
export interface Span {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** A group and its place, kept in the document wherever the list is. */
export interface Kept {
  readonly place: number;
  readonly group: GroupView;
}

/** What the find box leaves of a larger one, where it is no more than this: each view tells all of it anew. */
const MOST_LEFT = 300;

export type Told = Pick<RepositoryView, 'groups' | 'groupCount' | 'window'>;

/** Groups that stand in the document whole at most, so that a browser's own search finds them: all where one view tells all. */
export function mostWhole({ groupCount }: Pick<Told, 'groupCount'>): number {
  return groupCount <= MAX_WINDOW ? MAX_WINDOW : MOST_LEFT;
}

/** Whether the list is short enough to be in the document whole, and there. */
export function isWhole(view: Told): boolean {
  const { groups, window } = view;
  return groups.length === window.matching && window.matching <= mostWhole(view);
}

export function groupAt({ groups, window }: Told, place: number): GroupView | undefined {
  return groups[place - window.from];
}

export function placeOf({ groups, window }: Told, digest: string): number | undefined {
  const at = groups.findIndex((group) => group.digest === digest);
  return at < 0 ? undefined : window.from + at;
}

/** Of a group that is not told any more: where it may be, which is at no place that is told to be another's. */
export function untoldPlace({ groups, window: { from, matching } }: Told, { place }: Kept): number {
  const end = from + groups.length;
  if (place < from || place >= end) return Math.min(place, matching - 1);
  const isBefore = from > 0 && (end >= matching || place - from < end - place);
  return isBefore ? from - 1 : end;
}

/**
 * Groups where they are told, and room where they are not.
 *
 * @param spans of what should be drawn, by place
 * @param start where the first group of all begins
 * @param end where the last one ends
 */
export function rowsOf(
  told: Told,
  spans: readonly Span[],
  start: number,
  end: number,
  kept: Kept | undefined,
): readonly Row[] {
  const rows: Row[] = [];
  let drawn = start;
  for (const span of spans) {
    const place = span.index;
    const group = groupAt(told, place) ?? (kept?.place === place ? kept.group : undefined);
    if (!group) continue;
    if (span.start > drawn) rows.push({ kind: 'gap', size: span.start - drawn });
    rows.push({ kind: 'group', place, group });
    drawn = span.end;
  }
  if (end > drawn) rows.push({ kind: 'gap', size: end - drawn });
  return rows;
}

/**
 * Which window to ask for so that these places, and some around them, are told; nothing where they are, and not far more.
 *
 * @param first @param last places that are wanted
 */
export function windowAround(
  view: Told,
  first: number,
  last: number,
): { readonly from: number; readonly count: number } | undefined {
  const { groups, window } = view;
  const { from, matching } = window;
  const wantedFrom = Math.max(0, first - AHEAD);
  const wantedEnd = Math.min(matching, last + 1 + AHEAD);
  const isTold = wantedFrom >= from && wantedEnd <= from + groups.length;
  if (isTold && groups.length <= mostWhole(view)) return undefined;
  const count = Math.max(WINDOW, last - first + 1 + 2 * AHEAD);
  const middle = Math.floor((first + last + 1 - count) / 2);
  return { from: Math.max(0, Math.min(middle, matching - count)), count };
}

/** Groups beyond those on screen that are asked for before they are scrolled to. */
const AHEAD = 40;
/** Groups that are asked for at once, unless all can be there: each view tells all of them anew. */
const WINDOW = 160;
/** Groups that are asked for with each key: more than a screen holds. The others follow when nobody types any more. */
export const TYPED_WINDOW = 40;
