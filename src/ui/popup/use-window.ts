/** Asks for the groups around what is on screen, as a long list is scrolled. */
import { useEffect, useRef } from 'preact/hooks';
import { MAX_WINDOW } from '../../messaging/protocol.ts';
import { isWhole, MOST_WHOLE, type Told, windowAround } from './list-rows.ts';

export interface Wanted {
  /** Places. */
  readonly first: number;
  readonly last: number;
}

/** Milliseconds between two windows that are asked for: who drags the scroll bar passes hundreds. */
const PACE = 60;
/** Milliseconds in which what was scrolled to becomes what is on screen. */
const FRAME = 20;

/**
 * @param wanted nothing while it is not known what is on screen
 * @param isTold whether the view answers the text in the find box
 */
export function useWindow(
  told: Told,
  wanted: Wanted | undefined,
  isTold: boolean,
  onWindow: (sought: string, from: number, count: number) => void,
): void {
  const asked = useRef<{ readonly told: Told; readonly from: number } | undefined>(undefined);
  const last = useRef(0);
  /** When what is on screen was first found not to be told: scrolling on does not put the asking off. */
  const since = useRef<number>(undefined);
  useEffect(() => {
    const next = isTold && !isWhole(told) ? nextWindow(told, wanted) : undefined;
    if (!next || (asked.current?.told === told && asked.current.from === next.from)) {
      since.current = undefined;
      return;
    }
    const ask = () => {
      since.current = undefined;
      asked.current = { told, from: next.from };
      last.current = performance.now();
      onWindow(told.window.sought, next.from, Math.min(next.count, MAX_WINDOW));
    };
    since.current ??= performance.now();
    const due = Math.max(since.current + FRAME, last.current + PACE);
    const timer = setTimeout(ask, Math.max(0, due - performance.now()));
    return () => clearTimeout(timer);
  });
}

function nextWindow(told: Told, wanted: Wanted | undefined) {
  // Few enough to be in the document whole.
  if (told.window.matching <= MOST_WHOLE) return { from: 0, count: MAX_WINDOW };
  return wanted && windowAround(told, wanted.first, wanted.last);
}
