/**
 * What the content script costs the page's own thread. Over a wire without length, where answers come fastest and most of
 * them at once. Chromium only, whose trace names every task and the scripts that ran in it.
 */
import { type BenchBrowser, withBrowser } from './bench-browser.ts';
import { rowTimes, watchRows } from './row-times.ts';
import { type Tasks, tasksOf } from './tasks.ts';
import { ADDRESS, crowdedStandin } from './visits.ts';

/** Milliseconds after the last row, for tasks that come late. */
const AFTERWARDS = 500;

/** With the extension, or the same page without it, for comparison. */
export async function measureTasks(
  program: BenchBrowser,
  rows: number,
  hasExtension: boolean,
): Promise<Tasks> {
  const standin = await crowdedStandin(0, rows);
  return withBrowser(program, standin, async (browser) => {
    if (!hasExtension) await browser.removeExtension();
    const page = await browser.open('about:blank');
    await watchRows(page, rows);
    await page.inner.tracing.start({
      categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
    });
    await page.goto(ADDRESS);
    if (hasExtension) await rowTimes(page);
    else await page.waitFor('rows', () => window.rowTimes?.rowsAt, undefined);
    await new Promise((resolve) => setTimeout(resolve, AFTERWARDS));
    const trace = await page.inner.tracing.stop();
    return tasksOf(new TextDecoder().decode(trace));
  });
}
