/** The opened part of an annotation or of a group: opened, and read by the attributes that say what its controls do. */
import { expect } from 'vitest';
import { forgetAll, setAllowance } from '../commands/visit.ts';
import { expectedTag } from './expected.ts';
import type { BrowserPage } from './page.ts';
import { openSettled } from './popup.ts';
import type { Session } from './session.ts';
import { settledRows } from './surface.ts';

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

/** A tags page with the row of a tag opened. */
export async function openRow(session: Session, name: string, asked?: string) {
  const repository = session.freshCopy(name);
  const tags = [...repository.tags.keys()].slice(0, 25);
  const tag = asked ?? tags[0] ?? '';
  const page = await session.visit(`/r/${repository.name}/tags`);
  await settledRows(page, tags);
  const host = annotationOf(tag);
  await openSheet(page, host);
  return { page, host, repository, tag };
}

/** A popup that reads nothing by itself, with the group of a tag opened. */
export async function openGroup(session: Session, name: string, tag: string) {
  await setAllowance(session.browser, 0);
  // A manifest is kept by its hash, whatever repository it came from.
  await forgetAll(session.browser);
  const repository = session.freshCopy(name);
  const page = await openSettled(session, repository.name);
  const host = groupOf(expectedTag(repository, tag).digest);
  await openSheet(page, host);
  expect(session.standin.requestsOf('manifest-get')).toEqual([]);
  return { page, host, repository };
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

/** Waits until no row of that part's table is still to be asked. */
export async function answeredAccepts(page: BrowserPage, host: string): Promise<ShownPart['rows']> {
  await page.waitFor(
    'four answers',
    (selector: string) => {
      const outer = document.querySelector(selector);
      const part = (outer?.shadowRoot ?? outer)?.querySelector('[data-sheet="accepts"]');
      return (
        part?.textContent.includes('not asked') === false && !part.textContent.includes('asking')
      );
    },
    host,
  );
  return (await shownPart(page, host, 'accepts')).rows;
}
