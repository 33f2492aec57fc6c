/**
 * Which rows of a long list to draw: those near the screen. Rows stand in the page's own flow with room between them for
 * those that are left out, so that the browser itself keeps what a person reads in place while heights become known (CSS
 * Scroll Anchoring). Where rows come before them, `use-anchor.ts` does.
 */
import {
  defaultRangeExtractor,
  measureElement,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useReducer, useState } from 'preact/hooks';
import type { Span } from './list-rows.ts';
import type { Anchor } from './use-anchor.ts';

/** Pixels of a row before any was measured. */
const TYPICAL = 120;
/** Rows beyond the screen. */
const OVERSCAN = 5;

export interface Virtual {
  /** Of the rows to be drawn, in their order. */
  readonly spans: readonly Span[];
  /** Where the first row begins and the last one ends, in the same pixels. */
  readonly start: number;
  readonly end: number;
  /** Places on screen. */
  readonly screen: { readonly first: number; readonly last: number } | undefined;
  /** For each drawn row, as its `ref`. */
  readonly measure: (row: HTMLLIElement | null) => void;
}

interface VirtualOptions {
  readonly list: RefObject<HTMLOListElement | null>;
  /** Rows in all. */
  readonly count: number;
  readonly enabled: boolean;
  /** What a row's height is remembered by; another function where that has changed for some row. */
  readonly keyOf: (place: number) => string | number;
  /** Places that are drawn wherever the list is. */
  readonly kept: readonly number[];
  /** A row that is about to be scrolled to: what is drawn is near it already. */
  readonly anchor: Pick<Anchor, 'place' | 'top'> | undefined;
}

export function useVirtual({ list, count, enabled, keyOf, kept, anchor }: VirtualOptions): Virtual {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const [start, setStart] = useState(0);
  const [typical, setTypical] = useState(TYPICAL);
  // All heights are counted anew when what is guessed of them changes.
  const getItemKey = useMemo(() => (place: number) => keyOf(place), [keyOf, typical]);
  const options = {
    count,
    enabled,
    getItemKey,
    scrollMargin: start,
    overscan: OVERSCAN,
    indexAttribute: 'data-place',
    initialOffset: () => scrollY,
    getScrollElement: () => window,
    estimateSize: () => typical,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    // It would scroll to where it guesses a row to be; `use-anchor.ts` does to where the row is.
    scrollToFn: () => undefined,
    // Until it has looked by itself: a list that becomes a long one is drawn before that.
    initialRect: { width: innerWidth, height: innerHeight },
    // A row that is not laid out has no height.
    measureElement: (
      row: HTMLLIElement,
      entry: ResizeObserverEntry | undefined,
      instance: Virtualizer<Window, HTMLLIElement>,
    ) => measureElement(row, entry, instance) || typical,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) =>
      withKept(defaultRangeExtractor(range), kept, count),
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => {
    const made = new Virtualizer<Window, HTMLLIElement>(options);
    made.shouldAdjustScrollPositionOnItemSizeChange = () => false;
    return made;
  });
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => {
    if (!enabled || !list.current) return;
    setStart(Math.round(list.current.getBoundingClientRect().top + scrollY));
    setTypical((last) => typicalOf(list.current, last));
  });
  const end = start + virtualizer.getTotalSize();
  const anchored = enabled && anchor && virtualizer.measurementsCache[anchor.place];
  if (anchored) virtualizer.scrollOffset = anchored.start - anchor.top;
  const range = enabled ? virtualizer.calculateRange() : null;
  return {
    spans: enabled ? virtualizer.getVirtualItems() : [],
    start,
    end,
    screen: range ? { first: range.startIndex, last: range.endIndex } : undefined,
    measure: virtualizer.measureElement,
  };
}

function withKept(places: number[], kept: readonly number[], count: number): number[] {
  const further = kept.filter((place) => place < count && !places.includes(place));
  return further.length === 0 ? places : [...places, ...further].sort((a, b) => a - b);
}

/** Rows that tell how high the others are. */
const SAMPLE = 5;
/** Part of a guess that it must be wrong by to be made anew: each new one counts all heights again. */
const WRONG = 0.15;

/** What a row that was not drawn is taken to be high: the middle one of those that were, because opened ones are very high. */
function typicalOf(list: HTMLOListElement | null, last: number): number {
  const heights = [...(list?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
    .map((row) => row.offsetHeight)
    .filter((height) => height > 0)
    .sort((a, b) => a - b);
  const middle = heights[Math.floor(heights.length / 2)];
  if (middle === undefined || heights.length < SAMPLE) return last;
  return Math.abs(middle - last) / last > WRONG ? middle : last;
}
