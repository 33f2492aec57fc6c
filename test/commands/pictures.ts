/** What each picture of the README shows, as a person would come there. */
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import type { BrowserPage } from '../browser/page.ts';
import { findIn } from '../browser/popup.ts';
import { annotationOf, groupOf, openSheet } from '../browser/sheet.ts';
import { generatedLarge } from '../fixtures/generated-large.ts';
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
const EXPLORER = { width: 1400, height: 640 };
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
    height: 1700,
    take: takeSheet,
    clip: (page) => around(page, '.row', 1),
  },
  {
    name: 'overview',
    theme: 'light',
    ...PAGE,
    take: takeOverview,
    clip: (page) => between(page, '.readme h1:has(code)', '.readme h1:has(code) ~ h1'),
  },
  { name: 'popup', theme: 'light', ...POPUP, take: takePopup },
  { name: 'find', theme: 'light', ...POPUP, height: 360, take: takeFinding },
  { name: 'explorer', theme: 'light', ...EXPLORER, take: takeExplorer },
  { name: 'exports', theme: 'dark', ...POPUP, height: 760, take: takeExports },
  {
    name: 'options',
    theme: 'light',
    width: 556,
    height: 1300,
    take: takeOptions,
    clip: (page) => around(page, '[data-account]', 1),
  },
];

/** By name: neighbours then point to different images. */
async function takeRows(
  browser: ExtensionBrowser,
  _standin: Standin,
  query = 'ordering=-name',
): Promise<BrowserPage> {
  const page = await browser.open(`${tagsAddress(REPOSITORY)}?${query}`);
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

/** Of a tag with two platforms. */
async function takeSheet(browser: ExtensionBrowser, standin: Standin): Promise<BrowserPage> {
  const tag = '1-alpine-otel';
  const page = await takeRows(browser, standin, 'name=alpine-otel&ordering=-name');
  await openSheet(page, annotationOf(tag));
  return page;
}

/** Generated, so that one line lags on one platform and another declares a tag that is not there. */
async function takeOverview(browser: ExtensionBrowser, { world }: Standin): Promise<BrowserPage> {
  const name = 'library/example';
  const relations = generatedRelations();
  const isOf = (tag: string) => relations.tags.get(tag) ?? '';
  const lines = ['3.1.4 3.1 3 latest 3.1.4-trixie trixie', '3.1.3 3.1.3-trixie', 'rebuilt rc'];
  const tags = lines.flatMap((line) => {
    const [first = '', ...others] = line.split(' ');
    return [first, ...others].map((tag) => [tag, isOf(first)] as const);
  });
  world.addRepository({ ...relations, name, tags: new Map(tags) });
  world.moveTag(name, 'latest', isOf('stable'));
  world.removeTag(name, 'rc');
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

/** Generated, as large as the largest: what is listed by itself, and the offer to list the rest. */
async function takeExplorer(
  browser: ExtensionBrowser,
  { world, hubLimit }: Standin,
): Promise<BrowserPage> {
  // What Docker Hub states (2026-10): the offer says how long that takes.
  hubLimit.limit = 180;
  const { name: repository } = world.addRepository(generatedLarge(23_907));
  const page = await browser.open(browser.ownPage('explorer.html', { repository }));
  await page.setViewport(EXPLORER.width, EXPLORER.height);
  await page.waitFor(
    'an offer to list all tags',
    () => document.querySelector('[data-action="list-all"]') !== null,
    undefined,
  );
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

/** The list copied, and below it the one group that was looked for, opened. */
async function takeExports(browser: ExtensionBrowser, { world }: Standin): Promise<BrowserPage> {
  const page = await takePopup(browser);
  await findIn(page, 'latest', 'tag');
  await page.front();
  await openSheet(
    page,
    groupOf(world.repository(DEMO_REPOSITORY).tags.get('latest')?.digest ?? ''),
  );
  await page.click('button[data-action="export-markdown"]');
  await page.waitFor(
    'a copied list',
    () => document.querySelector('button[data-outcome="copied"]') !== null,
    undefined,
  );
  await page.evaluate(() => scrollTo(0, 0), undefined);
  return page;
}

/** Signed in with an account of the stand-in. */
async function takeOptions(browser: ExtensionBrowser, { accounts }: Standin): Promise<BrowserPage> {
  const token = 'dckr_pat_of-the-stand-in';
  accounts.add('alice', token);
  const page = await browser.open(browser.ownPage('options.html'));
  await page.waitFor(
    'a form to sign in with',
    () => document.querySelector('input[name="token"]') !== null,
    undefined,
  );
  await page.type('input[name="username"]', 'alice');
  await page.type('input[name="token"]', token);
  await page.click('input[name="use-for-listing"]');
  await page.click('button[data-action="sign-in"]');
  await page.waitFor(
    'an account that is signed in',
    () => document.querySelector('[data-account-state="session"]') !== null,
    undefined,
  );
  return page;
}

/** From one element to where another begins. */
function between(page: BrowserPage, first: string, end: string): Promise<Clip> {
  return page.evaluate(
    ({ first, end, margin }) => {
      const from = document.querySelector(first)?.getBoundingClientRect();
      const to = document.querySelector(end)?.getBoundingClientRect();
      const top = (from?.top ?? 0) - margin;
      const right = (from?.right ?? 0) + margin;
      return { x: 0, y: top, width: right, height: (to?.top ?? 0) - top };
    },
    { first, end, margin: MARGIN },
  );
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
