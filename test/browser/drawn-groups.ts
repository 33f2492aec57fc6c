/** The groups of popup and explorer where they are too many to stand in the document whole: those near the screen do. */
import { expect } from 'vitest';
import type { BrowserPage } from './page.ts';

export interface DrawnGroup {
  /** From 1, among all. */
  readonly place: number;
  /** How many there are in all. */
  readonly of: number;
  readonly digest: string;
}

/** Those in the document, in its order. */
export function drawnGroups(page: BrowserPage): Promise<DrawnGroup[]> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('[data-alias-group]')].map((group) => ({
        place: Number(group.ariaPosInSet),
        of: Number(group.ariaSetSize),
        digest: group.dataset['digest'] ?? '',
      })),
    undefined,
  );
}

/**
 * Scrolls from where the list is to its end. No place may hold another group later than it did before.
 * @returns digests by place
 */
export async function scrolledGroups(page: BrowserPage): Promise<ReadonlyMap<number, string>> {
  const seen = new Map<number, string>();
  for (;;) {
    const drawn = await drawnGroups(page);
    for (const { place, digest } of drawn) {
      expect(seen.get(place) ?? digest).toBe(digest);
      seen.set(place, digest);
    }
    const last = Math.max(...seen.keys());
    if (drawn.some(({ of }) => of === last)) return seen;
    await page.evaluate(() => scrollBy(0, innerHeight * 0.8), undefined);
    await page.waitFor('groups further down', isDrawnPast, last);
  }
}

/** Runs inside the page. */
function isDrawnPast(place: number): boolean {
  const drawn = [...document.querySelectorAll<HTMLElement>('[data-alias-group]')];
  return drawn.some((group) => Number(group.ariaPosInSet) > place);
}
