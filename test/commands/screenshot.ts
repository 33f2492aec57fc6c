/**
 * `npm run screenshot`: the README's pictures (docs/*.png), from the production build in Chromium on the stand-in. They show
 * what is there: run it again when the look has changed. Names of pictures after it take those alone.
 */
import { mkdirSync } from 'node:fs';
import { launch } from '../browser/driver.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import type { BrowserPage } from '../browser/page.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { build, buildFolder } from './builds.ts';
import { PICTURES, type Picture } from './pictures.ts';
import { say } from './processes.ts';
import { CHROMIUM, find, installCommand, provide } from './programs.ts';

const FOLDER = 'docs';
/** Pixels of the picture for one of the page: sharp in a README, which shows it smaller than the page is. */
const DENSITY = 1.5;

process.exitCode = await takePictures(process.argv.slice(2));

async function takePictures(names: readonly string[]): Promise<number> {
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
    const wanted = PICTURES.filter(({ name }) => names.length === 0 || names.includes(name));
    for (const picture of wanted) await take(picture, browser, standin);
    return 0;
  } finally {
    await browser.close();
    await standin.close();
  }
}

async function take(picture: Picture, browser: ExtensionBrowser, standin: Standin): Promise<void> {
  const { name, theme, width, height } = picture;
  standin.site.theme = theme;
  const page = await picture.take(browser, standin);
  await page.inner.setViewport({ width, height, deviceScaleFactor: DENSITY });
  await page.emulateDark(theme === 'dark');
  await restPointer(page);
  const clip = await picture.clip?.(page);
  await page.inner.screenshot({
    path: `${FOLDER}/${name}.png`,
    // Else the page is laid out at other sizes meanwhile, and the picture may show one of them.
    captureBeyondViewport: false,
    ...(clip && { clip }),
  });
  await page.close();
  say(`${FOLDER}/${name}.png`);
}

/** Takes pointer and focus to where nothing looks different for them, and waits until all of that is laid out. */
async function restPointer(page: BrowserPage): Promise<void> {
  await page.inner.mouse.move(0, 0);
  await page.evaluate(async () => {
    const active = document.activeElement;
    const inner = active?.shadowRoot?.activeElement ?? active;
    if (inner instanceof HTMLElement) inner.blur();
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  }, undefined);
}
