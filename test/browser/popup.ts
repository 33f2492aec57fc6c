/** The popup, opened as a tab: what several tests do with it. */
import type { BrowserPage } from './page.ts';
import type { Session } from './session.ts';
import { type Shown, shownBy } from './surface.ts';

/** Opens it and waits until the groups on screen are confirmed; image IDs may still come. */
export async function openSettled(
  session: Session,
  repository: string,
  query: Readonly<Record<string, string>> = {},
): Promise<BrowserPage> {
  const page = await session.openOwn('popup.html', { repository, ...query });
  await confirmedGroups(page);
  return page;
}

/** Waits until the listing has ended and no group on screen rests on the Hub API's word alone. */
export async function confirmedGroups(page: BrowserPage): Promise<void> {
  await page.waitFor(
    'confirmed groups on screen',
    () => {
      const groups = [...document.querySelectorAll<HTMLElement>('[data-alias-group]')];
      const visible = groups.filter((one) => one.getBoundingClientRect().top < innerHeight);
      return (
        visible.length > 0 &&
        visible.every((one) => one.dataset['evidence'] !== 'hub') &&
        document.querySelector('[data-progress]') === null
      );
    },
    undefined,
  );
}

/** Types into the find box, waits for a result of that kind, and gives what it carries. */
export async function findIn(page: BrowserPage, text: string, kind: string): Promise<Shown> {
  await page.type('input[name="find"]', text);
  await page.waitFor(
    `a result of kind ${kind} for ${text}`,
    isShown,
    `[data-find-result][data-kind="${kind}"]`,
  );
  return (await shownBy(page, '[data-find-result]')) ?? {};
}

/** What an element says. */
export function textOf(page: BrowserPage, selector: string): Promise<string> {
  return page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);
}

/** Runs inside the page. */
export function isShown(selector: string): boolean {
  return document.querySelector(selector) !== null;
}
