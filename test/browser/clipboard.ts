/** What a person would paste now. Both browsers let a page read what was copied in its own origin. */
import type { BrowserPage } from './page.ts';

/** Waits until the clipboard holds a text with this part, and gives the whole of it. */
export function clipboardWith(page: BrowserPage, part: string): Promise<string> {
  return page.waitFor(
    `${part} in the clipboard`,
    async (wanted: string) => {
      const text = await navigator.clipboard.readText();
      return text.includes(wanted) && text;
    },
    part,
  );
}
