/**
 * When rows came onto a page and when every one of them was confirmed, by the page's own clock: a mutation observer that
 * is there before the page's first script. It sees what any script of the page could see, and nothing of the extension.
 */
import type { BrowserPage } from '../browser/page.ts';

/** Milliseconds since 1970. */
export interface RowTimes {
  /** All rows are in the document. */
  readonly rowsAt: number;
  /** Each row's annotation has the registry's word (`data-evidence`). */
  readonly confirmedAt: number;
}

declare global {
  interface Window {
    rowTimes?: Partial<RowTimes>;
  }
}

/** Puts the observer into every document that this tab loads from now on. */
export async function watchRows(page: BrowserPage, rows: number): Promise<void> {
  await page.inner.evaluateOnNewDocument(`(${observe})(${rows})`);
}

/** Waits until all rows are confirmed. */
export function rowTimes(page: BrowserPage): Promise<RowTimes> {
  return page.waitFor(
    'rows that are all confirmed by the registry',
    () => {
      const { rowsAt, confirmedAt } = { ...window.rowTimes };
      return rowsAt !== undefined && confirmedAt !== undefined && { rowsAt, confirmedAt };
    },
    undefined,
  );
}

/** Runs inside the page: it may use nothing from around it. */
function observe(rows: number): void {
  let rowsAt: number | undefined;
  const count = (selector: string) => document.querySelectorAll(selector).length;
  const observer = new MutationObserver(() => {
    const now = performance.timeOrigin + performance.now();
    if (rowsAt === undefined && count('[data-testid^="repotagsImageList-"]') >= rows) rowsAt = now;
    if (rowsAt === undefined) return;
    const isDone = count('digest-lens[data-evidence="registry"]') >= rows;
    window.rowTimes = isDone ? { rowsAt, confirmedAt: now } : { rowsAt };
    if (isDone) observer.disconnect();
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['data-evidence'],
  });
}
