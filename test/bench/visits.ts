/** Visits to a tags page over a long wire: the first, and two more within five minutes. */
import type { BrowserPage } from '../browser/page.ts';
import { generatedLarge, largeName } from '../fixtures/generated-large.ts';
import { SITE_HOST, TOKEN_HOST } from '../standin/exchange.ts';
import { type RecordedRequest, type Standin, startStandin } from '../standin/standin.ts';
import { createWorld } from '../standin/world.ts';
import { type BenchBrowser, withBrowser } from './bench-browser.ts';
import { mostInFlight } from './figures.ts';
import { pageHeap, workerHeap } from './heap.ts';
import { layoutShift, type RowTimes, rowTimes, watchRows } from './row-times.ts';

/** As many tags as nginx has, eight platforms each: listing them is part of what a visit does. */
const SIZE = 1_339;
export const ADDRESS = `https://${SITE_HOST}/r/${largeName(SIZE)}/tags`;
/** Milliseconds without a request of the extension after which a visit has asked all that it asks. */
const QUIET = 700;

export interface Visit {
  readonly firstMs: number;
  readonly annotatedMs: number;
  readonly confirmedMs: number;
  readonly requests: number;
  readonly pulls: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly shift: number;
}

export interface Visits {
  readonly tokenSetUpMs: number;
  readonly hubSetUpMs: number;
  readonly inFlight: number;
  readonly pageHeapBytes: number;
  readonly workerHeapBytes: number;
  readonly cold: Visit;
  readonly warm: Visit;
  readonly afterStop: Visit;
  /** What was asked in the first visit, by milliseconds since the rows were there. */
  readonly timeline: readonly string[];
}

/** In a browser that was started for it, so that nothing is known and no connection is open. */
export async function measureVisits(
  program: BenchBrowser,
  roundTripMs: number,
  rows: number,
): Promise<Visits> {
  const standin = await crowdedStandin(roundTripMs, rows);
  return withBrowser(program, standin, async (browser) => {
    const page = await browser.open('about:blank');
    await watchRows(page, rows);
    const { times, ...cold } = await visit(page, standin);
    const timeline = timelineOf(standin, times);
    const inFlight = mostInFlight(standin.requestsOf('head'), roundTripMs);
    const tokenSetUpMs = setUp(standin, TOKEN_HOST);
    const hubSetUpMs = setUp(standin, SITE_HOST);
    const { times: _, ...warm } = await visit(page, standin);
    const pageHeapBytes = await pageHeap(page);
    const workerHeapBytes = await workerHeap(page);
    await browser.stopWorker();
    const { times: __, ...afterStop } = await visit(page, standin);
    return {
      tokenSetUpMs,
      hubSetUpMs,
      inFlight,
      pageHeapBytes,
      workerHeapBytes,
      cold,
      warm,
      afterStop,
      timeline,
    };
  });
}

/** A stand-in with one large repository, whose pages of tags have so many rows. */
export async function crowdedStandin(roundTripMs: number, rows: number): Promise<Standin> {
  const world = createWorld();
  world.addRepository(generatedLarge(SIZE));
  return startStandin({ world, roundTripMs, site: { rows } });
}

async function visit(
  page: BrowserPage,
  standin: Standin,
): Promise<Visit & { readonly times: RowTimes }> {
  standin.forget();
  await page.goto(ADDRESS);
  const times = await rowTimes(page);
  await quiet(standin);
  const ours = ownConnections(standin);
  const bytes = (way: 'up' | 'down') =>
    standin.traffic.reduce((all, one) => all + (ours.has(one.id) ? one[way] : 0), 0);
  return {
    times,
    firstMs: times.firstAt - times.rowsAt,
    annotatedMs: times.annotatedAt - times.rowsAt,
    confirmedMs: times.confirmedAt - times.rowsAt,
    requests: standin.requests.filter(isOurs).length,
    pulls: standin.requestsOf('manifest-get').length,
    sentBytes: bytes('up'),
    receivedBytes: bytes('down'),
    shift: await layoutShift(page),
  };
}

/** Waits until the extension has asked nothing for a while. */
async function quiet(standin: Standin): Promise<void> {
  const began = Date.now();
  const last = () => Math.max(began, ...standin.requests.filter(isOurs).map(({ at }) => at));
  while (Date.now() - last() < QUIET + standin.wire.roundTripMs) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isOurs({ kind }: RecordedRequest): boolean {
  return kind !== 'page';
}

/** The site's own are others: a browser keeps the connections of pages and of extensions apart. */
function ownConnections(standin: Standin): ReadonlySet<number> {
  return new Set(standin.requests.filter(isOurs).map(({ connection }) => connection));
}

function setUp(standin: Standin, host: string): number {
  const ours = ownConnections(standin);
  const found = standin.connections.find((one) => one.host === host && ours.has(one.id));
  if (found?.setUpMs === undefined) throw new Error(`${host} was never reached.`);
  return found.setUpMs;
}

function timelineOf(standin: Standin, { rowsAt, firstAt, confirmedAt }: RowTimes): string[] {
  const line = (at: number, what: string) => ({ at: at - rowsAt, what });
  const ofRequest = ({ at, kind, path }: RecordedRequest) => line(at, `${kind} ${path}`);
  return [
    ...standin.requests.map(ofRequest),
    ...standin.connections.flatMap(({ at, host, refused, setUpMs = 0 }) =>
      refused ? [] : [line(at, `connection to ${host}`), line(at + setUpMs, `${host} reached`)],
    ),
    line(rowsAt, 'all rows are there'),
    line(firstAt, 'one row is annotated'),
    line(confirmedAt, 'all rows are confirmed'),
  ]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, what }) => `${at.toFixed(0).padStart(6)} ms  ${what}`);
}
