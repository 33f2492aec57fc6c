/** What each picture of the README shows, as a person would come there. */
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import type { BrowserPage } from '../browser/page.ts';
import { findIn } from '../browser/popup.ts';
import { annotationOf, groupOf, inside, openSheet, partThatSays } from '../browser/sheet.ts';
import { generatedRelations } from '../fixtures/generated-relations.ts';
import { DEMO_REPOSITORY } from '../standin/default-world.ts';
import type { Standin } from '../standin/standin.ts';
import { settledPopup, tagsAddress } from './visit.ts';

/** A part of a page, in its own pixels. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  readonly name: string;
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  take(browser: ExtensionBrowser, standin: Standin): Promise<BrowserPage>;
  /** Left out for all that the window shows. */
  clip?(page: BrowserPage): Promise<Clip>;
}

const PAGE = { width: 1000, height: 1400 };
const POPUP = { width: 560, height: 600 };
const REPOSITORY = 'library/nginx';
/** Pixels around what is shown. */
const MARGIN = 16;

export const PICTURES: readonly Picture[] = [
  {
    name: 'tags-page',
    theme: 'light',
    ...PAGE,
    take: takeRows,
    clip: (page) => around(page, '.row', 3),
  },
  { name: 'dark', theme: 'dark', ...PAGE, take: takeRows, clip: (page) => around(page, '.row', 3) },
  {
    name: 'sheet',
    theme: 'light',
    ...PAGE,
    take: takeSheet,
    clip: (page) => around(page, '.row', 1),
  },
  {
    name: 'overview',
    theme: 'light',
    ...PAGE,
    take: takeOverview,
    clip: (page) => around(page, '.readme h1:has(code), .readme h1:has(code) + ul', 2),
  },
  { name: 'popup', theme: 'light', ...POPUP, take: takePopup },
  { name: 'find', theme: 'light', ...POPUP, height: 360, take: takeFinding },
  { name: 'exports', theme: 'dark', ...POPUP, height: 760, take: takeExports },
];

/** By name: neighbours then point to different images. */
async function takeRows(browser: ExtensionBrowser): Promise<BrowserPage> {
  const page = await browser.open(`${tagsAddress(REPOSITORY)}?ordering=-name`);
  await page.waitFor(
    'annotations that are not loading any more',
    () => {
      const all = [...document.querySelectorAll<HTMLElement>('digest-lens')];
      return all.length > 0 && all.every((one) => one.dataset['state'] === 'ready');
    },
    undefined,
  );
  return page;
}

async function takeSheet(browser: ExtensionBrowser): Promise<BrowserPage> {
  const page = await takeRows(browser);
  const tag = await page.evaluate(
    () => document.querySelector<HTMLElement>('digest-lens')?.dataset['tag'] ?? '',
    undefined,
  );
  await openSheet(page, annotationOf(tag));
  return page;
}

/** Generated, so that one line lags on one platform and another declares a tag that is not there. */
async function takeOverview(browser: ExtensionBrowser, { world }: Standin): Promise<BrowserPage> {
  const name = 'library/example';
  const { tags } = world.addRepository({ ...generatedRelations(), name });
  world.moveTag(name, 'latest', tags.get('stable')?.digest ?? '');
  world.removeTag(name, '3.1.3-trixie');
  const page = await browser.open('https://hub.docker.com/_/example');
  await page.waitFor(
    'a verdict on every line',
    () => {
      const all = [...document.querySelectorAll<HTMLElement>('digest-lens-line')];
      return all.length > 0 && all.every((line) => line.dataset['verdict'] !== 'unknown');
    },
    undefined,
  );
  return page;
}

async function takePopup(browser: ExtensionBrowser): Promise<BrowserPage> {
  const page = await browser.open(browser.ownPage('popup.html', { repository: DEMO_REPOSITORY }));
  await page.setViewport(POPUP.width, POPUP.height);
  await settledPopup(page);
  return page;
}

/** A line of `docker images`: the image ID of a tag that has a version. */
async function takeFinding(browser: ExtensionBrowser, { world }: Standin): Promise<BrowserPage> {
  const page = await takePopup(browser);
  const { tags, manifests } = world.repository(DEMO_REPOSITORY);
  const image = manifests.get(tags.get('latest')?.digest ?? '')?.children?.[0]?.digest ?? '';
  const id = manifests.get(image)?.configDigest?.slice('sha256:'.length, 'sha256:'.length + 12);
  await findIn(page, `amazonlinux  latest  ${id}  8 years ago  162MB`, 'config');
  return page;
}

/** The group of `latest` opened, below the list that was copied. */
async function takeExports(browser: ExtensionBrowser, { world }: Standin): Promise<BrowserPage> {
  const page = await takePopup(browser);
  await page.front();
  await page.click('button[data-action="export-markdown"]');
  await page.waitFor(
    'a copied list',
    () => document.querySelector('button[data-outcome="copied"]') !== null,
    undefined,
  );
  const host = groupOf(world.repository(DEMO_REPOSITORY).tags.get('latest')?.digest ?? '');
  await openSheet(page, host);
  await page.click(inside(host, '[data-sheet="checked"] > summary'));
  await partThatSays(page, host, 'checked', '');
  return page;
}

/** What holds the first so many matches. */
async function around(page: BrowserPage, selector: string, count: number): Promise<Clip> {
  const { top, bottom, right } = await page.evaluate(
    ({ selector, count }) => {
      const all = [...document.querySelectorAll(selector)].slice(0, count);
      const boxes = all.map((one) => one.getBoundingClientRect());
      return {
        top: Math.min(...boxes.map((box) => box.top)),
        bottom: Math.max(...boxes.map((box) => box.bottom)),
        right: Math.max(...boxes.map((box) => box.right)),
      };
    },
    { selector, count },
  );
  const height = Math.ceil(bottom - top) + 2 * MARGIN;
  return { x: 0, y: Math.max(0, top - MARGIN), width: Math.ceil(right) + MARGIN, height };
}
