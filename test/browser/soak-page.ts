/** A tab of the soak: goes from address to address as the site does it, and looks at what stands there. */
import { expect } from 'vitest';
import type { World } from '../standin/world.ts';
import { expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { annotations } from './surface.ts';

/** Milliseconds: what failed is asked again within half a minute, and a machine may be busy. */
export const LONG = 90_000;

/** Without a load, by a link. Settles when the site begins to draw. */
export function go(page: BrowserPage, address: string): Promise<void> {
  return page.evaluate((path) => {
    document.querySelector('main')?.setAttribute('data-before', '');
    history.pushState(null, '', path);
    dispatchEvent(new Event('site:address'));
  }, address);
}

/**
 * Through the browser's own history. Settles when the browser has gone there: a step that is still to come would take away
 * whoever goes elsewhere meanwhile.
 */
export function goBy(page: BrowserPage, steps: -1 | 1): Promise<void> {
  return page.evaluate((by) => {
    document.querySelector('main')?.setAttribute('data-before', '');
    const gone = new Promise<void>((resolve) => {
      addEventListener('popstate', () => resolve(), { once: true });
    });
    history.go(by);
    return gone;
  }, steps);
}

/** Waits until the site has drawn the address, and everything that is annotated has been answered for, well or badly. */
export async function settle(page: BrowserPage): Promise<void> {
  await page.waitFor(
    'a page that is drawn and answered for',
    () => {
      const main = document.querySelector('main:not([data-before])');
      if (!main || main.querySelector('[aria-busy="true"]')) return false;
      const isLoading = ({ dataset }: HTMLElement) => dataset['state'] === 'loading';
      const ours = [...document.querySelectorAll<HTMLElement>('digest-lens')];
      const isDocked = document.querySelector('digest-lens-dock') !== null;
      const rows = [...main.querySelectorAll('.row')];
      const isComplete = isDocked || rows.every((row) => row.querySelector('digest-lens'));
      return isComplete && !ours.some(isLoading);
    },
    undefined,
    LONG,
  );
}

/** Whatever went wrong: nothing is annotated twice, and no digest that is shown is another than the true one. */
export async function expectNothingWrong(page: BrowserPage, world: World): Promise<void> {
  const twice = await page.evaluate(() => {
    const places = new Map<Element | null, number>();
    for (const one of document.querySelectorAll('digest-lens, digest-lens-line')) {
      const place = one.closest('.row') ?? one.parentElement;
      places.set(place, (places.get(place) ?? 0) + 1);
    }
    return [...places].flatMap(([place, count]) => (count > 1 ? [place?.textContent] : []));
  }, undefined);
  expect(twice).toEqual([]);
  const shown = await annotations(page);
  const names = shown.map(({ repository, tag }) => `${repository}:${tag}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  for (const { repository = '', tag = '', digest } of shown) {
    const expected = expectedTag(world.repository(repository), tag);
    if (digest !== undefined) expect(digest, `${repository}:${tag}`).toBe(expected.digest);
  }
}
