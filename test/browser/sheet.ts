/** The opened part of an annotation or of a group: opened, and read by the attributes that say what its controls do. */
import type { BrowserPage } from './page.ts';

/** Names of the parts of a sheet (`data-sheet`). */
export type SheetPart = 'digests' | 'pin' | 'same' | 'checked' | 'accepts' | 'commands';

export interface ShownPart {
  readonly words: string;
  /** What its controls copy. */
  readonly copies: readonly string[];
  /** Of its first table: for each row the name of the row, and every digest in it, in full. */
  readonly rows: readonly { readonly words: string; readonly digests: readonly string[] }[];
  /** `data-action` of its buttons, with `data-pulls` where they have a price. */
  readonly actions: readonly string[];
}

/** Of a row on a page. */
export function annotationOf(tag: string): string {
  return `digest-lens[data-tag="${tag}"]`;
}

/** Of a group in the popup. */
export function groupOf(digest: string): string {
  return `[data-alias-group][data-digest="${digest}"]`;
}

/** A selector of something inside, in the shadow root where there is one. */
export function inside(host: string, selector: string): string {
  return host.startsWith('digest-lens') ? `${host} >>> ${selector}` : `${host} ${selector}`;
}

/** Opens it as a person does, and waits until the sheet is there. */
export async function openSheet(page: BrowserPage, host: string): Promise<void> {
  await page.click(inside(host, 'button[aria-expanded="false"]'));
  await page.waitFor(`the sheet of ${host}`, hasPart, { host, part: 'digests', says: '' });
}

/** Waits until a part says something, and gives the part. */
export async function partThatSays(
  page: BrowserPage,
  host: string,
  part: SheetPart,
  says: string,
): Promise<ShownPart> {
  await page.waitFor(`"${says}" in the part ${part}`, hasPart, { host, part, says });
  return shownPart(page, host, part);
}

/** Opens a part that is closed at first. */
export function openPart(page: BrowserPage, host: string, part: SheetPart): Promise<void> {
  return page.click(inside(host, `[data-sheet="${part}"] > summary`));
}

export function shownPart(page: BrowserPage, host: string, part: SheetPart): Promise<ShownPart> {
  return page.evaluate(
    ({ host, part }) => {
      const outer = document.querySelector(host);
      const found = (outer?.shadowRoot ?? outer)?.querySelector(`[data-sheet="${part}"]`);
      if (!found) throw new Error(`${host} has no part ${part}`);
      const all = (selector: string) => [...found.querySelectorAll<HTMLElement>(selector)];
      const rows = [...(found.querySelector('table')?.querySelectorAll('tbody > tr') ?? [])];
      return {
        words: found.textContent,
        copies: all('[data-copies]').map(({ dataset }) => dataset['copies'] ?? ''),
        rows: rows.map((row) => ({
          words: row.textContent,
          digests: [...row.querySelectorAll('code.digest')].map(
            (code) => code.getAttribute('title') ?? '',
          ),
        })),
        actions: all('[data-action]').map(({ dataset: { action = '', pulls } }) =>
          pulls === undefined ? action : `${action} ${pulls}`,
        ),
      };
    },
    { host, part },
  );
}

/** Runs inside the page. */
function hasPart({ host, part, says }: { host: string; part: string; says: string }): boolean {
  const outer = document.querySelector(host);
  const found = (outer?.shadowRoot ?? outer)?.querySelector(`[data-sheet="${part}"]`);
  return found?.textContent.includes(says) ?? false;
}
