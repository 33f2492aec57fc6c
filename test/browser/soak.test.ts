import { expect, it } from 'vitest';
import { createDraw } from '../fuzz/draw.ts';
import { chosenSeed } from '../fuzz/fuzzed.ts';
import type { WorldRepository } from '../standin/world.ts';
import { footprintInChromium, noteWorkerErrors } from './chromium-footprint.ts';
import { judgedLines, linesOf } from './declared.ts';
import { footprintInFirefox, takeErrorsInFirefox } from './firefox-footprint.ts';
import { type Footprint, inWords, overgrown } from './footprint.ts';
import type { BrowserPage } from './page.ts';
import { expectRight, tagsOfPage } from './rows.ts';
import { inBrowsers, type Session } from './session.ts';
import { soakFaults } from './soak-faults.ts';
import { expectNothingWrong, go, LONG, settle } from './soak-page.ts';
import { Walk } from './soak-walk.ts';
import { isOfficial, overviewAddress, pagesOf, soakWorld, tagsAddress } from './soak-world.ts';
import { annotations } from './surface.ts';

const SEED = chosenSeed(process.env['SOAK_SEED']);
const NAVIGATIONS = 200;
const WARM = 20;
/** Until here the worker is stopped now and then; from here it is one and the same. */
const HALF = 110;

/** A request that a fault met, as Chromium writes it to the console of the page that made it. */
const FAILED_BY_FAULT =
  /^error: Failed to load resource: [^/]+(?:https:\/\/hub\.docker\.com\/v2\/\S+)?$/;

/**
 * Each of these, put into the code on purpose, failed the test: an observer of a visit that is never disconnected, a port
 * that a page never closes, a session of the worker that never ends, listeners left on a port (in Firefox), a rejection that
 * nobody catches.
 *
 * What may be more in the end than after a few steps: nothing, but for what is made once, at its first use, and what a
 * browser keeps of its own for each page.
 */
const MAY_GROW: Readonly<Record<Session['name'], Footprint>> = {
  chromium: {
    tab: {
      nodes: 0,
      jsEventListeners: 0,
      documents: 0,
      closures: 5,
      ports: 0,
      annotations: 0,
      // Sources of what the test itself runs in the page, and the browser's notes on resources, are among these.
      dataBytes: 2_000_000,
    },
    worker: { closures: 10, ports: 0, dataBytes: 500_000 },
  },
  firefox: {
    // Firefox is late to let go of a page whose rows were opened: it was seen to hold up to ten of them (4 MB), now more and
    // now fewer. Had it kept every page, this would be 70 MB.
    tab: { listeners: 0, orphanBytes: 8_000_000, scriptBytes: 4_000_000, ghostWindows: 0 },
    worker: { listeners: 0, heapBytes: 1_000_000 },
  },
};

inBrowsers(`a week on Docker Hub (SOAK_SEED=${SEED})`, (session) => {
  it('leaves nothing behind, shows nothing wrong, and is right in the end', async () => {
    const { standin, browser } = session;
    const draw = createDraw(SEED);
    const repositories = soakWorld(session);
    const page = await session.visit('/search?q=nothing-like-it');
    const errors = errorsOf(session, page);
    // Of the site's own page, whose requests go wrong like all others.
    session.expectConsole(FAILED_BY_FAULT);

    const walk = new Walk(session, repositories, page, draw);
    let met = 0;
    const until = async (navigations: number, mayStop = false) => {
      const faults = soakFaults(standin, draw);
      while (walk.navigations < navigations) {
        if (mayStop && draw.chance(0.05)) await browser.stopWorker();
        await walk.step();
        await errors.look();
      }
      met += faults.remove();
      await walk.rest();
      return footprintOf(session, page);
    };
    const warm = await until(WARM);
    const half = await until(HALF, true);
    const end = await until(NAVIGATIONS);
    for (const repository of repositories) await expectAllRight(session, page, repository);
    const last = await footprintOf(session, page);
    await errors.look();

    const lines = [
      `SOAK_SEED=${SEED}, ${session.name}: ${walk.navigations} navigations`,
      `${standin.requests.length} requests, ${met} of them met a fault`,
      `tab: ${inWords(warm.tab, end.tab)}`,
      `worker: ${inWords(half.worker, end.worker)}`,
    ];
    process.stdout.write(`${lines.join('\n  ')}\n`);
    expect(errors.all).toEqual([]);
    if (session.name === 'chromium') {
      for (const { tab, worker } of [warm, half, end]) {
        expect(tab).toMatchObject({ ports: 0, annotations: 0 });
        expect(worker).toMatchObject({ ports: 0 });
      }
      // One page is open, which has rows.
      expect(last).toMatchObject({ tab: { ports: 1 }, worker: { ports: 1 } });
    }
    expect(overgrown(warm.tab, end.tab, MAY_GROW[session.name].tab)).toEqual({});
    expect(overgrown(half.worker, end.worker, MAY_GROW[session.name].worker)).toEqual({});
  }, 600_000);
});

function footprintOf({ name, browser }: Session, page: BrowserPage): Promise<Footprint> {
  return name === 'chromium'
    ? footprintInChromium(page)
    : footprintInFirefox(page, browser.ownPage(''));
}

/** What nobody caught in the worker, and in Firefox in any script of ours; consoles of pages are held to silence anyway. */
function errorsOf({ name, browser }: Session, page: BrowserPage) {
  const all: string[] = name === 'chromium' ? noteWorkerErrors(page) : [];
  return {
    all,
    async look(): Promise<void> {
      if (name === 'firefox') all.push(...(await takeErrorsInFirefox(page, browser.ownPage(''))));
    },
  };
}

/** Every page of its tags, and its overview where that declares them, on a good day again. */
async function expectAllRight(
  session: Session,
  page: BrowserPage,
  repository: WorldRepository,
): Promise<void> {
  for (let number = 1; number <= pagesOf(repository); number += 1) {
    await go(page, tagsAddress(repository, number));
    await settle(page);
    await retry(page);
    const tags = tagsOfPage(repository, number);
    await page.waitFor(
      `all of ${repository.name}, page ${number}`,
      ({ count, known }: { count: number; known: string }) => {
        const rows = [...document.querySelectorAll<HTMLElement>('digest-lens')];
        const isDone = ({ dataset }: HTMLElement) =>
          dataset['state'] === 'ready' && dataset['known'] === known;
        return rows.length === count && rows.every(isDone);
      },
      { count: tags.length, known: `${repository.tags.size}/${repository.tags.size}` },
      LONG,
    );
    await expectNothingWrong(page, session.standin.world);
    const rows = new Map((await annotations(page)).map((row) => [row['tag'] ?? '', row]));
    expect([...rows.keys()].sort()).toEqual([...tags].sort());
    expectRight(rows, repository, ['registry', 'bytes']);
  }
  if (!isOfficial(repository)) return;
  await go(page, overviewAddress(repository));
  await settle(page);
  const lines = linesOf(repository);
  const judged = await judgedLines(page, lines);
  expect(judged.map(({ verdict }) => verdict)).toEqual(lines.map(() => 'same'));
}

/** As a person does who reads that something went wrong. */
async function retry(page: BrowserPage): Promise<void> {
  const tag = await page.evaluate(
    () => document.querySelector<HTMLElement>('digest-lens[data-failure]')?.dataset['tag'],
    undefined,
  );
  if (tag) await page.click(`digest-lens[data-tag="${tag}"] >>> [data-failure] button`);
}
