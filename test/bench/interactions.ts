/**
 * How long popup or explorer takes to show what a key did, and between two frames while they are scrolled. Two things show
 * what a key did: its letter in the box, of which the browser itself tells (Event Timing: from the key to the next frame
 * painted, in steps of 8 ms), and the groups that the worker has answered it with, painted. A word is typed as fast as the
 * browser takes it, so that keys fall into each other's answers, and then with each letter answered before the next.
 */
import type { BrowserPage } from '../browser/page.ts';

export interface Interactions {
  readonly slowestInputMs: number;
  readonly slowestFrameMs: number;
}

const FIND = 'input[name="find"]';
/** Turns of the wheel, and how far each goes in pixels. */
const TURNS = 60;
const TURN = 400;

declare global {
  interface Window {
    slowestInput?: number;
    /** Keys whose answer was painted. */
    answered?: number;
    scrolling?: { slowest: number; isOver: boolean };
  }
}

/** @param words each typed into the find box, in one go and letter by letter; the last is deleted in the end */
export async function measureInteractions(
  page: BrowserPage,
  words: readonly string[],
): Promise<Interactions> {
  await page.evaluate(() => {
    window.slowestInput = 0;
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) {
        // The pointer comes over other groups while the list is scrolled: nobody waits for that.
        if (!name.startsWith('key')) continue;
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
  await watchAnswers(page);
  for (const word of words) {
    for (const letter of word) await answered(page, () => page.inner.keyboard.type(letter));
    for (const _ of word) await answered(page, () => page.press('Backspace'));
  }
  const slowestFrameMs = await scroll(page);
  return {
    slowestInputMs: await page.evaluate(() => window.slowestInput ?? 0, undefined),
    slowestFrameMs,
  };
}

/** The list says while it waits for an answer to what stands in the box. Its end is drawn with the next frame. */
async function watchAnswers(page: BrowserPage): Promise<void> {
  await page.evaluate(() => {
    let pressed: number | undefined;
    window.answered = 0;
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        pressed = timeStamp;
      },
      true,
    );
    const painted = (since: number) => {
      window.slowestInput = Math.max(window.slowestInput ?? 0, performance.now() - since);
      window.answered = (window.answered ?? 0) + 1;
    };
    new MutationObserver(() => {
      if (pressed === undefined || document.querySelector('[aria-busy="true"]')) return;
      const since = pressed;
      pressed = undefined;
      // After the paint: a task that is made in the frame comes behind it.
      requestAnimationFrame(() => setTimeout(() => painted(since)));
    }).observe(document.body, { subtree: true, attributeFilter: ['aria-busy'] });
  }, undefined);
}

async function answered(page: BrowserPage, press: () => Promise<void>): Promise<void> {
  const before = await page.evaluate(() => window.answered, undefined);
  await press();
  await page.waitFor('a key’s answer', (last) => window.answered !== last, before);
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

/** By the wheel over the middle of the list, as a person does it, whatever it is that scrolls there. */
async function scroll(page: BrowserPage): Promise<number> {
  await page.front();
  const middle = await page.evaluate(() => {
    const list = document.querySelector('[data-alias-group]')?.getBoundingClientRect();
    return { x: (list?.left ?? 0) + 60, y: innerHeight * 0.75 };
  }, undefined);
  await page.inner.mouse.move(middle.x, middle.y);
  await page.evaluate(() => {
    const watch = { slowest: 0, isOver: false };
    window.scrolling = watch;
    let before = performance.now();
    const look = (now: number) => {
      watch.slowest = Math.max(watch.slowest, now - before);
      before = now;
      if (!watch.isOver) requestAnimationFrame(look);
    };
    requestAnimationFrame((now) => {
      before = now;
      requestAnimationFrame(look);
    });
  }, undefined);
  for (let turn = 0; turn < TURNS; turn += 1) await page.inner.mouse.wheel({ deltaY: TURN });
  return page.evaluate(() => {
    const { scrolling } = window;
    if (scrolling) scrolling.isOver = true;
    return scrolling?.slowest ?? 0;
  }, undefined);
}
