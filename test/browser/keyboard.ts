/** A person without a pointer. */
import type { BrowserPage } from './page.ts';

/** More stops than any page of the stand-in has. */
const STOPS = 250;

/** Presses Tab until the focus is on what matches, in whichever shadow root that is. */
export async function tabTo(page: BrowserPage, selector: string): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.press('Tab');
    if (await page.evaluate(isFocused, selector)) return;
  }
  throw new Error(`Tab comes by no ${selector} within ${STOPS} stops`);
}

/** Whether the focus is on what matches. Runs inside the page. */
export function isFocused(selector: string): boolean {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.matches(selector) ?? false;
}
