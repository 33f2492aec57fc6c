/**
 * How wide the rows are, which decides how many tags fit into one. Told by the browser after layout: nothing is measured, so
 * nothing is forced. The rows of a page are alike, so one width is told for all: the narrowest.
 */
import { createQuiet } from './quiet.ts';

export interface RowWidth {
  /** Pixels; undefined until the browser has told. */
  now(): number | undefined;
  observe(element: Element): void;
  forget(element: Element): void;
}

/** Milliseconds within which the steps of a window that is dragged wider or narrower are gathered. */
const PAUSE = 100;

/** @param changed called at once for the first width, and after a pause for the next ones */
export function createRowWidth(changed: () => void, signal: AbortSignal): RowWidth {
  const widths = new Map<Element, number>();
  const settled = createQuiet(PAUSE, changed, signal);
  let narrowest: number | undefined;

  const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const width = Math.floor(contentRect.width);
      // What is not displayed has none.
      if (width > 0) widths.set(target, width);
      else widths.delete(target);
    }
    if (widths.size === 0) return;
    const isFirst = narrowest === undefined;
    const before = narrowest;
    narrowest = Math.min(...widths.values());
    if (isFirst) changed();
    else if (narrowest !== before) settled.stir();
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });

  return {
    now: () => narrowest,
    observe: (element) => observer.observe(element),
    forget(element) {
      widths.delete(element);
      observer.unobserve(element);
    },
  };
}
