/**
 * A row, a line's word or the opened part of either, as the worker sends it to a page: finished markup, as a tree. The
 * worker draws it, because a content script is loaded into every page of Docker Hub and has to stay small. Only what is
 * named here can be drawn by it, and a page's side sets attributes and text, never HTML.
 */

/** The elements that a sheet is made of. */
export const SHEET_ELEMENTS = [
  'a',
  'button',
  'code',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'h3',
  'h4',
  'li',
  'ol',
  'p',
  'path',
  'pre',
  'rect',
  'section',
  'small',
  'span',
  'strong',
  'summary',
  'svg',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
  'wbr',
] as const;
export type SheetElement = (typeof SHEET_ELEMENTS)[number];

/**
 * Their attributes. What a click does is said by data attributes, and whoever shows the sheet does it: `data-copies`
 * copies its value, `data-go-to` goes to that tag (where it is a link, with `data-away` as its title), `data-action` names
 * one of `SHEET_ACTIONS` or `ROW_ACTIONS`. What has `data-wait` is shown when so many milliseconds have passed.
 */
export const SHEET_ATTRIBUTES = [
  'aria-expanded',
  'aria-hidden',
  'aria-label',
  'aria-labelledby',
  'class',
  'colspan',
  'd',
  'data-action',
  'data-all',
  'data-away',
  'data-copies',
  'data-digest',
  'data-failure',
  'data-go-to',
  'data-hue',
  'data-platform',
  'data-pulls',
  'data-sheet',
  'data-tag',
  'data-wait',
  'focusable',
  'height',
  'id',
  'name',
  'role',
  'rowspan',
  'rx',
  'scope',
  'tabindex',
  'title',
  'type',
  'viewBox',
  'width',
  'x',
  'y',
] as const;
export type SheetAttribute = (typeof SHEET_ATTRIBUTES)[number];

/** `ask-accepts`: four HEADs. `read-manifest`: one pull, for `data-digest`; never on a page of Docker Hub. */
export const SHEET_ACTIONS = ['ask-accepts', 'read-manifest'] as const;
export type SheetAction = (typeof SHEET_ACTIONS)[number];

/** Of a row or a line: its opened part, all its tags, and asking again about what failed. */
export const ROW_ACTIONS = ['toggle', 'unfold', 'retry'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

export interface SheetBranch {
  readonly element: SheetElement;
  readonly attributes: Readonly<Partial<Record<SheetAttribute, string>>>;
  readonly children: SheetTree;
}

export type SheetTree = readonly (string | SheetBranch)[];
