/**
 * A page of a hundred rows: what the content script costs the page's own thread, and whether anything on the page moves.
 * Chromium only, whose trace names every task and the scripts that ran in it.
 */
import type { BrowserPage } from '../browser/page.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { type BenchBrowser, withBrowser } from './bench-browser.ts';
import { rowTimes, watchRows } from './row-times.ts';
import { type Tasks, tasksOf } from './tasks.ts';

const NAME = 'example/crowded';
const ADDRESS = `https://hub.docker.com/r/${NAME}/tags`;
export const CROWD = 100;
/** Milliseconds after the last row, for tasks that come late. */
const AFTERWARDS = 500;

export interface CrowdedPage extends Tasks {
  /** Sum of the scores of all layout shifts (web.dev, "Cumulative Layout Shift"). */
  readonly shift: number;
}

/** With the extension, or the same page without it, for comparison. */
export async function measureCrowdedPage(
  program: BenchBrowser,
  hasExtension: boolean,
): Promise<CrowdedPage> {
  const standin = await startStandin({ site: { rows: CROWD } });
  addCrowd(standin);
  return withBrowser(program, standin, async (browser) => {
    if (!hasExtension) await browser.removeExtension();
    const page = await browser.open('about:blank');
    await watchRows(page, CROWD);
    await watchShifts(page);
    await page.inner.tracing.start({
      categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'],
    });
    await page.goto(ADDRESS);
    if (hasExtension) await rowTimes(page);
    else await page.waitFor('rows', () => window.rowTimes?.rowsAt, undefined);
    await new Promise((resolve) => setTimeout(resolve, AFTERWARDS));
    const trace = await page.inner.tracing.stop();
    const shift = await page.evaluate(() => window.layoutShift ?? 0, undefined);
    return { ...tasksOf(new TextDecoder().decode(trace)), shift };
  });
}

declare global {
  interface Window {
    layoutShift?: number;
  }
}

async function watchShifts(page: BrowserPage): Promise<void> {
  await page.inner.evaluateOnNewDocument(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const score: unknown = Reflect.get(entry, 'value');
        window.layoutShift = (window.layoutShift ?? 0) + Number(score);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The tags of nginx, as often as it takes, each time under other names. */
function addCrowd({ world }: Standin): void {
  const { tags, manifests } = world.repository('library/nginx');
  const more = Array.from({ length: Math.ceil(CROWD / tags.size) }, (_, round) =>
    [...tags].map(([tag, { digest }]) => [round === 0 ? tag : `${tag}-${round}`, digest] as const),
  );
  const crowd = new Map(more.flat().slice(0, CROWD));
  world.addRepository({ name: NAME, date: '2024-05-14', tags: crowd, manifests });
}
