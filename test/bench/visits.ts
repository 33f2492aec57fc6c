/** Visits to a tags page of 25 rows over a long wire: the first, and two more within five minutes. */
import type { BrowserPage } from '../browser/page.ts';
import { TOKEN_HOST } from '../standin/exchange.ts';
import { type RecordedRequest, type Standin, startStandin } from '../standin/standin.ts';
import { type BenchBrowser, withBrowser } from './bench-browser.ts';
import { type RowTimes, rowTimes, watchRows } from './row-times.ts';

const ADDRESS = 'https://hub.docker.com/_/nginx/tags';
/** As many as the site shows; `library/nginx` of the stand-in has more. */
export const ROWS = 25;
/** Milliseconds after the last row, for whatever a visit asks late. */
const AFTERWARDS = 500;

export interface Visit {
  /** From all rows in the document to all rows confirmed, milliseconds. */
  readonly ms: number;
  /** Requests of the extension; those of the site itself are left out. */
  readonly requests: number;
  readonly pulls: number;
}

export interface Visits {
  readonly first: Visit;
  /** To reach the token service: TCP through the proxy and TLS, milliseconds. */
  readonly setUpMs: number;
  readonly second: Visit;
  /** After the browser has stopped the worker, as it does when it was idle. */
  readonly afterStop: Visit;
  /** What was asked in the first visit, by milliseconds since the rows were there. */
  readonly timeline: readonly string[];
}

/** In a browser that was started for it, so that nothing is known and no connection is open. */
export async function measureVisits(program: BenchBrowser, roundTripMs: number): Promise<Visits> {
  const standin = await startStandin({ roundTripMs });
  return withBrowser(program, standin, async (browser) => {
    const page = await browser.open('about:blank');
    await watchRows(page, ROWS);
    const { times, ...first } = await visit(page, standin);
    const timeline = timelineOf(standin, times);
    const setUpMs = standin.connections.find(({ host }) => host === TOKEN_HOST)?.setUpMs;
    if (setUpMs === undefined) throw new Error('The token service was never reached.');
    const second = await visit(page, standin);
    await browser.stopWorker();
    const afterStop = await visit(page, standin);
    return { first, setUpMs, second, afterStop, timeline };
  });
}

async function visit(
  page: BrowserPage,
  standin: Standin,
): Promise<Visit & { readonly times: RowTimes }> {
  standin.forget();
  await page.goto(ADDRESS);
  const times = await rowTimes(page);
  await new Promise((resolve) => setTimeout(resolve, AFTERWARDS));
  return {
    times,
    ms: times.confirmedAt - times.rowsAt,
    requests: standin.requests.filter(({ kind }) => kind !== 'page').length,
    pulls: standin.requestsOf('manifest-get').length,
  };
}

function timelineOf(standin: Standin, { rowsAt, confirmedAt }: RowTimes): string[] {
  const line = (at: number, what: string) => ({ at: at - rowsAt, what });
  const ofRequest = ({ at, kind, path }: RecordedRequest) => line(at, `${kind} ${path}`);
  return [
    ...standin.requests.map(ofRequest),
    ...standin.connections.flatMap(({ at, host, refused, setUpMs = 0 }) =>
      refused ? [] : [line(at, `connection to ${host}`), line(at + setUpMs, `${host} reached`)],
    ),
    line(rowsAt, 'all rows are there'),
    line(confirmedAt, 'all rows are confirmed'),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `${at.toFixed(0).padStart(6)} ms  ${what}`);
}
