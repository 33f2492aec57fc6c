/** One visit as a person makes it: the tags page of a repository, then the popup. */
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import type { BrowserPage } from '../browser/page.ts';
import {
  annotations,
  type GroupOnScreen,
  popupGroups,
  type Shown,
  shownBy,
} from '../browser/surface.ts';

/** A real page over a real network may take its time, milliseconds. */
const PATIENCE = 45_000;

/** Address of the tags page of a full repository name. */
export function tagsAddress(repository: string): string {
  const path = repository.startsWith('library/')
    ? `_/${repository.slice('library/'.length)}`
    : `r/${repository}`;
  return `https://hub.docker.com/${path}/tags`;
}

/** Opens the tags page and waits until every annotation has come to its end. */
export async function visitTagsPage(
  browser: ExtensionBrowser,
  repository: string,
): Promise<{ page: BrowserPage; rows: readonly Shown[] }> {
  const page = await browser.open(tagsAddress(repository));
  await page.waitFor(
    'annotations that are not loading any more',
    () => {
      const all = [...document.querySelectorAll<HTMLElement>('digest-lens')];
      return all.length > 0 && all.every((one) => one.dataset['state'] !== 'loading');
    },
    undefined,
    PATIENCE,
  );
  return { page, rows: await annotations(page) };
}

/** Opens the popup as a tab, as wide as the popup is, and waits until the groups on screen are settled. */
export async function visitPopup(
  browser: ExtensionBrowser,
  repository: string,
): Promise<{ page: BrowserPage; groups: readonly GroupOnScreen[]; meter: Shown }> {
  const page = await browser.open(browser.ownPage('popup.html', { repository }));
  await page.setViewport(600, 760);
  await settledPopup(page);
  const meter = (await shownBy(page, '[data-pull-meter]')) ?? {};
  return { page, groups: await popupGroups(page), meter };
}

/**
 * Settled: the listing has ended, and each group on screen is confirmed and shows its image ID, unless the pulls for
 * that are not to be had without a click.
 */
export async function settledPopup(page: BrowserPage): Promise<void> {
  await page.waitFor(
    'a popup whose groups on screen are settled',
    () => {
      const groups = [...document.querySelectorAll<HTMLElement>('[data-alias-group]')];
      const visible = groups.filter((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      });
      const spent = Number(
        document.querySelector<HTMLElement>('[data-pull-meter]')?.dataset['spent'],
      );
      const ended = document.querySelector('[data-progress]') === null;
      return (
        ended &&
        visible.length > 0 &&
        visible.every((one) => {
          const button = one.querySelector('button[data-action="reveal-image-id"]');
          const waits =
            button !== null && spent < 10 && one.querySelector('[data-failure]') === null;
          return one.dataset['evidence'] !== 'hub' && !waits;
        })
      );
    },
    undefined,
    PATIENCE,
  );
}

/** Sets how many manifests may be fetched in an hour without a click, as a person does. */
export async function setAllowance(browser: ExtensionBrowser, pulls: number): Promise<void> {
  const address = browser.ownPage('options.html');
  const page = await browser.open(address);
  await page.type('input[name="allowance"]', String(pulls));
  await page.press('Enter');
  // What a newly loaded page shows is what was kept.
  await page.goto(`${address}kept`);
  await page.waitFor(
    `an allowance of ${pulls}`,
    (wanted: string) =>
      document.querySelector<HTMLInputElement>('input[name="allowance"]')?.value === wanted,
    String(pulls),
  );
  await page.close();
}

/** Forgets tags, digests and manifests, as a person does. */
export async function forgetAll(browser: ExtensionBrowser): Promise<void> {
  const page = await browser.open(browser.ownPage('options.html'));
  await page.click('button[data-action="clear"]');
  await page.waitFor(
    'the word that it is done',
    () =>
      document.querySelector('button[data-action="clear"]')?.nextElementSibling?.textContent !== '',
    undefined,
  );
  await page.close();
}
