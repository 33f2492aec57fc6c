/**
 * When rows came onto a page and when they were annotated and confirmed, by the page's own clock: observers that are there
 * before the page's first script. They see what any script of the page could see, and nothing of the extension.
 */
import type { BrowserPage } from '../browser/page.ts';

/** Milliseconds since 1970. */
export interface RowTimes {
  /** All rows are in the document. */
  readonly rowsAt: number;
  /** One row's annotation has a digest (`data-digest`); all have one; each has the registry's word (`data-evidence`). */
  readonly firstAt: number;
  readonly annotatedAt: number;
  readonly confirmedAt: number;
}

declare global {
  interface Window {
    rowTimes?: Partial<RowTimes>;
    layoutShift?: number;
  }
}

/** Puts the observers into every document that this tab loads from now on. */
export async function watchRows(page: BrowserPage, rows: number): Promise<void> {
  await page.inner.evaluateOnNewDocument(`(${observe})(${rows})`);
}

/** Waits until all rows are confirmed. */
export function rowTimes(page: BrowserPage): Promise<RowTimes> {
  return page.waitFor(
    'rows that are all confirmed by the registry',
    () => {
      const { rowsAt, firstAt, annotatedAt, confirmedAt } = { ...window.rowTimes };
      if (rowsAt === undefined || firstAt === undefined) return false;
      if (annotatedAt === undefined || confirmedAt === undefined) return false;
      return { rowsAt, firstAt, annotatedAt, confirmedAt };
    },
    undefined,
  );
}

/** Sum of the scores of all layout shifts so far (web.dev, "Cumulative Layout Shift"). */
export function layoutShift(page: BrowserPage): Promise<number> {
  return page.evaluate(() => window.layoutShift ?? 0, undefined);
}

/** Runs inside the page: it may use nothing from around it. */
function observe(rows: number): void {
  const times: { -readonly [K in keyof RowTimes]?: RowTimes[K] } = {};
  window.rowTimes = times;
  const count = (selector: string) => document.querySelectorAll(selector).length;
  const observer = new MutationObserver(() => {
    const now = performance.timeOrigin + performance.now();
    if (times.rowsAt === undefined && count('[data-testid^="repotagsImageList-"]') >= rows) {
      times.rowsAt = now;
    }
    if (times.firstAt === undefined && document.querySelector('digest-lens[data-digest]')) {
      times.firstAt = now;
    }
    if (times.firstAt === undefined || times.rowsAt === undefined) return;
    if (times.annotatedAt === undefined && count('digest-lens[data-digest]') >= rows) {
      times.annotatedAt = now;
    }
    if (times.annotatedAt === undefined) return;
    if (count('digest-lens[data-evidence="registry"]') < rows) return;
    times.confirmedAt = now;
    observer.disconnect();
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['data-evidence', 'data-digest'],
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const score: unknown = Reflect.get(entry, 'value');
      window.layoutShift = (window.layoutShift ?? 0) + Number(score);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
