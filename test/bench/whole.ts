/** What it takes to know every tag of a repository, from the popup: all that it asks, how long, and what it weighs then. */
import type { BrowserPage } from '../browser/page.ts';
import { generatedLarge, type LargeSize, largeName } from '../fixtures/generated-large.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { createWorld } from '../standin/world.ts';
import { type BenchBrowser, withBrowser } from './bench-browser.ts';
import type { ViewFigures, WholeFigures } from './figures-file.ts';
import { pageHeap, workerHeap } from './heap.ts';
import { measureInteractions } from './interactions.ts';

/** Milliseconds. */
const ROUND_TRIP = 50;
/** What Docker Hub states (2026-10): requests to its web API in a minute. */
const HUB_LIMIT = 180;
/** The most that a listing may take before the benchmark gives up, milliseconds: the largest takes minutes by design. */
const PATIENCE = 10 * 60_000;

/** Tags up to which a repository is listed without being asked to. */
const LISTS_ITSELF = 1_000;
const OFFER = 'button[data-action="list-all"]';

/** What is typed into the find box: something that many tags have, something that few have, and a hash. */
const WORDS = ['alpine', '1-fix', 'sha256:0123456789ab'];

export async function measureWhole(program: BenchBrowser, size: LargeSize): Promise<WholeFigures> {
  const standin = await wholeStandin(size);
  return withBrowser(program, standin, async (browser) => {
    const began = Date.now();
    const page = await browser.open(browser.ownPage('popup.html', { repository: largeName(size) }));
    const { known, offered } = await listWhole(page, size);
    const seconds = (Date.now() - began) / 1000;
    const asked = {
      hub: standin.requestsOf('hub-api').length,
      names: standin.requestsOf('tags-list').length,
      head: standin.requestsOf('head').length,
      token: standin.requestsOf('token').length,
    };
    const pulls = standin.requestsOf('manifest-get').length;
    const receivedBytes = standin.traffic.reduce((all, { down }) => all + down, 0);
    const popup = await measureView(page);
    await page.close();
    const explorer = await browser.open(
      browser.ownPage('explorer.html', { repository: largeName(size) }),
    );
    await isKnownWhole(explorer, size);
    return {
      tags: size,
      roundTripMs: ROUND_TRIP,
      hubLimit: HUB_LIMIT,
      ...(offered && { offered }),
      seconds,
      requests: asked,
      pulls,
      receivedBytes,
      popup,
      explorer: await measureView(explorer),
      workerHeapBytes: await workerHeap(explorer),
      known,
    };
  });
}

/**
 * No pulls are left to anybody, so that the popup reads no image ID of its own accord: what it would spend of its
 * allowance has nothing to do with the table of tags.
 */
export async function wholeStandin(size: LargeSize): Promise<Standin> {
  const world = createWorld();
  world.addRepository(generatedLarge(size));
  return startStandin({
    world,
    roundTripMs: ROUND_TRIP,
    limits: { remaining: 0 },
    hubLimit: { limit: HUB_LIMIT, windowSeconds: 60 },
  });
}

async function measureView(page: BrowserPage): Promise<ViewFigures> {
  const interactions = await measureInteractions(page, WORDS);
  return { ...interactions, heapBytes: await pageHeap(page) };
}

/** Starts the listing where it is offered, and waits for its end. */
async function listWhole(
  page: BrowserPage,
  size: number,
): Promise<Pick<WholeFigures, 'known' | 'offered'>> {
  const offered = size > LISTS_ITSELF ? await start(page) : undefined;
  const { known, state } = await isKnownWhole(page, size);
  if (state === 'paused') throw new Error(`The listing of ${size} tags stopped at ${known}.`);
  return { known, ...(offered && { offered }) };
}

function isKnownWhole(page: BrowserPage, size: number) {
  return page.waitFor(
    'a repository that is known whole',
    (total) => {
      const said = document.querySelector('[data-known]')?.getAttribute('data-known') ?? '';
      const [so = 0, all] = said.split('/').map(Number);
      const listing = document.querySelector('[data-listing]')?.getAttribute('data-listing');
      const isRunning = document.querySelector('[data-progress]') !== null;
      const isEnded = !isRunning && all === total && (so === total || listing === 'done');
      return (isEnded || listing === 'paused') && { known: so, state: listing ?? 'done' };
    },
    size,
    PATIENCE,
  );
}

/** Clicks the button, and gives back what it said it would take. */
async function start(page: BrowserPage): Promise<NonNullable<WholeFigures['offered']>> {
  const offered = await page.waitFor(
    'an offer to list all tags',
    (selector) => {
      const button = document.querySelector<HTMLElement>(selector);
      const told = (name: string) => Number(button?.dataset[name] ?? Number.NaN);
      const [requests, heads, seconds] = [told('requests'), told('heads'), told('seconds')];
      return button !== null && { requests, heads, seconds };
    },
    OFFER,
  );
  await page.click(OFFER);
  return offered;
}
