/**
 * `npm run screenshot`: the README's pictures (docs/*.png), from the production build in Chromium on the stand-in. They show
 * what is there: run it again when the look has changed.
 */
import { mkdirSync } from 'node:fs';
import { launch } from '../browser/driver.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import type { BrowserPage } from '../browser/page.ts';
import { DEMO_REPOSITORY } from '../standin/default-world.ts';
import { startStandin } from '../standin/standin.ts';
import { build, buildFolder } from './builds.ts';
import { say } from './processes.ts';
import { CHROMIUM, find, installCommand, provide } from './programs.ts';
import { settledPopup, tagsAddress } from './visit.ts';

const FOLDER = 'docs';
/** Pixels of the picture for one of the page: sharp in a README, which shows it smaller than the page is. */
const DENSITY = 1.5;
const PAGE_WIDTH = 1000;
const POPUP = { width: 560, height: 600 };

const REPOSITORY = 'library/nginx';
/** By name: neighbours then point to different images. */
const ORDER = 'ordering=-name';
/** Pixels around the rows. */
const MARGIN = 16;

process.exitCode = await takePictures();

async function takePictures(): Promise<number> {
  await provide([CHROMIUM]);
  const executable = find(CHROMIUM);
  if (executable === undefined) {
    say(`No Chromium is here. This installs it: ${installCommand([CHROMIUM])}`);
    return 2;
  }
  const built = await build('chromium');
  if (built.code !== 0) {
    say(built.output.trimEnd());
    return 1;
  }
  mkdirSync(FOLDER, { recursive: true });
  const standin = await startStandin();
  const browser = await launch('chromium', {
    executable,
    extension: buildFolder('chromium'),
    proxyPort: standin.port,
    headless: true,
  });
  try {
    await takeRows(browser, 'tags-page', 2, true);
    standin.site.theme = 'dark';
    await takeRows(browser, 'dark', 3, false);
    await takePopup(browser, 'popup');
    return 0;
  } finally {
    await browser.close();
    await standin.close();
  }
}

/** The first rows of a tags page, on demand with the first of them opened to its platforms. */
async function takeRows(
  browser: ExtensionBrowser,
  name: string,
  rows: number,
  isOpened: boolean,
): Promise<void> {
  const page = await browser.open(`${tagsAddress(REPOSITORY)}?${ORDER}`);
  await page.inner.setViewport({ width: PAGE_WIDTH, height: 1400, deviceScaleFactor: DENSITY });
  await page.waitFor(
    'annotations that are not loading any more',
    () => {
      const all = [...document.querySelectorAll<HTMLElement>('digest-lens')];
      return all.length > 0 && all.every((one) => one.dataset['state'] === 'ready');
    },
    undefined,
  );
  if (isOpened) await page.click('digest-lens >>> button[aria-expanded="false"]');
  await restPointer(page);
  const { top, bottom } = await page.evaluate((count) => {
    const all = [...document.querySelectorAll('digest-lens')].slice(0, count);
    const boxes = all.map((one) => one.closest('.row')?.getBoundingClientRect());
    return { top: boxes[0]?.top ?? 0, bottom: boxes.at(-1)?.bottom ?? 0 };
  }, rows);
  await page.inner.screenshot({
    path: `${FOLDER}/${name}.png`,
    // Else the page is laid out at other sizes meanwhile, and the picture may show one of them.
    captureBeyondViewport: false,
    clip: {
      x: 0,
      y: top - MARGIN,
      width: PAGE_WIDTH,
      height: Math.ceil(bottom - top) + 2 * MARGIN,
    },
  });
  await page.close();
  say(`${FOLDER}/${name}.png`);
}

async function takePopup(browser: ExtensionBrowser, name: string): Promise<void> {
  const address = browser.ownPage('popup.html', { repository: DEMO_REPOSITORY });
  const page = await browser.open(address);
  await page.inner.setViewport({ ...POPUP, deviceScaleFactor: DENSITY });
  await settledPopup(page);
  await restPointer(page);
  await page.inner.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.close();
  say(`${FOLDER}/${name}.png`);
}

/** Takes pointer and focus to where nothing looks different for them. */
async function restPointer(page: BrowserPage): Promise<void> {
  await page.inner.mouse.move(0, 0);
  await page.evaluate(() => {
    const active = document.activeElement;
    const inner = active?.shadowRoot?.activeElement ?? active;
    if (inner instanceof HTMLElement) inner.blur();
  }, undefined);
}
