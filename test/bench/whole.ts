/** What it takes to know every tag of a repository, from the popup: all that it asks, how long, and what it weighs then. */
import type { BrowserPage } from '../browser/page.ts';
import { generatedLarge, type LargeSize, largeName } from '../fixtures/generated-large.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { createWorld } from '../standin/world.ts';
import { type BenchBrowser, withBrowser } from './bench-browser.ts';
import type { WholeFigures } from './figures-file.ts';
import { pageHeap, workerHeap } from './heap.ts';
import { measureInteractions } from './interactions.ts';

/** Milliseconds. */
const ROUND_TRIP = 50;
/** What Docker Hub states (2026-10): requests to its web API in a minute. */
const HUB_LIMIT = 180;
/** The most that a listing may take before the benchmark gives up, milliseconds: the largest takes minutes by design. */
const PATIENCE = 15 * 60_000;

/** What is typed into the find box: something that many tags have, something that few have, and a hash. */
const WORDS = ['alpine', '1-fix', 'sha256:0123456789ab'];

export async function measureWhole(program: BenchBrowser, size: LargeSize): Promise<WholeFigures> {
  const standin = await wholeStandin(size);
  return withBrowser(program, standin, async (browser) => {
    const began = Date.now();
    const page = await browser.open(browser.ownPage('popup.html', { repository: largeName(size) }));
    const known = await listWhole(page, size);
    const seconds = (Date.now() - began) / 1000;
    const asked = {
      hub: standin.requestsOf('hub-api').length,
      names: standin.requestsOf('tags-list').length,
      head: standin.requestsOf('head').length,
      token: standin.requestsOf('token').length,
    };
    const pulls = standin.requestsOf('manifest-get').length;
    const receivedBytes = standin.traffic.reduce((all, { down }) => all + down, 0);
    const interactions = await measureInteractions(page, WORDS);
    return {
      tags: size,
      roundTripMs: ROUND_TRIP,
      hubLimit: HUB_LIMIT,
      seconds,
      requests: asked,
      pulls,
      receivedBytes,
      pageHeapBytes: await pageHeap(page),
      workerHeapBytes: await workerHeap(page),
      ...interactions,
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

/** Starts the listing where it is offered, and waits for its end. Gives back how many tags are known then. */
async function listWhole(page: BrowserPage, size: number): Promise<number> {
  const offer = 'button[data-action="list-all"]';
  if (size > 1_000) {
    await page.waitFor('an offer to list all tags', isThere, offer, PATIENCE);
    await page.click(offer);
    await page.waitFor('a listing that runs', isThere, '[data-progress]');
  }
  return page.waitFor(
    'a repository that is known whole',
    (total) => {
      const text = document.querySelector('[data-known]')?.getAttribute('data-known') ?? '';
      const [known, all] = text.split('/').map(Number);
      const isRunning = document.querySelector('[data-progress]') !== null;
      return !isRunning && all === total && known === total && known;
    },
    size,
    PATIENCE,
  );
}

function isThere(selector: string): boolean {
  return document.querySelector(selector) !== null;
}
