/**
 * How long the popup takes to show what a key did, and between two frames while it is scrolled. Of keys the browser itself
 * tells (Event Timing: from the key to the next frame painted, in steps of 8 ms); 0 where none took 16 ms.
 */
import type { BrowserPage } from '../browser/page.ts';

export interface Interactions {
  readonly slowestInputMs: number;
  readonly slowestFrameMs: number;
}

const FIND = 'input[name="find"]';
/** Turns of the wheel, one a frame, and how far each goes in pixels. */
const TURNS = 60;
const TURN = 400;

declare global {
  interface Window {
    slowestInput?: number;
  }
}

/** @param words each typed into the find box, letter by letter; the last is deleted in the end */
export async function measureInteractions(
  page: BrowserPage,
  words: readonly string[],
): Promise<Interactions> {
  await page.evaluate(() => {
    window.slowestInput = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        window.slowestInput = Math.max(window.slowestInput ?? 0, duration);
      }
      // As low as it goes (Event Timing); TypeScript's library does not know the option yet.
    }).observe(Object.assign({ type: 'event' }, { durationThreshold: 16 }));
  }, undefined);
  for (const word of words) {
    await page.type(FIND, word);
    await settled(page);
  }
  await page.type(FIND, ' ');
  await page.press('Backspace');
  await settled(page);
  const slowestFrameMs = await scroll(page);
  return {
    slowestInputMs: await page.evaluate(() => window.slowestInput ?? 0, undefined),
    slowestFrameMs,
  };
}

/** The worker has answered what stands in the find box, and that is drawn. */
async function settled(page: BrowserPage): Promise<void> {
  await page.waitFor(
    'an answer to what was typed',
    () =>
      document.querySelector('[aria-busy="true"]') === null &&
      new Promise<boolean>((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
      }),
    undefined,
  );
}

async function scroll(page: BrowserPage): Promise<number> {
  await page.front();
  await page.evaluate(() => scrollTo(0, 0), undefined);
  return page.evaluate(
    async ([turns, turn]) => {
      const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
      let slowest = 0;
      let before = await frame();
      for (let count = 0; count < turns; count += 1) {
        scrollBy(0, turn);
        const now = await frame();
        slowest = Math.max(slowest, now - before);
        before = now;
      }
      return slowest;
    },
    [TURNS, TURN] as const,
  );
}
