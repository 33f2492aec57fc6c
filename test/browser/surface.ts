/** What the extension shows, read by the names of the stable surface (test/CONTRACT.md) and by nothing else. */
import type { BrowserPage } from './page.ts';

/** The `data-…` attributes of an element, by their names in `dataset`. */
export type Shown = Readonly<Record<string, string>>;

/** Every annotation of the document, the dock's included, in document order. */
export function annotations(page: BrowserPage): Promise<Shown[]> {
  return page
    .evaluate(() => {
      const under = (root: ParentNode) => [...root.querySelectorAll<HTMLElement>('digest-lens')];
      const docks = [...document.querySelectorAll('digest-lens-dock')];
      const inDocks = docks.flatMap((dock) => (dock.shadowRoot ? under(dock.shadowRoot) : []));
      return [...under(document), ...inDocks].map((element) => ({ ...element.dataset }));
    }, undefined)
    .then((all) => all.map(withoutGaps));
}

/**
 * Waits until exactly these tags are annotated, each once, and none of them is loading.
 * @returns by tag
 */
export async function settledRows(
  page: BrowserPage,
  tags: readonly string[],
  patience?: number,
): Promise<ReadonlyMap<string, Shown>> {
  await page.waitFor(
    `settled annotations of ${tags.length} tags`,
    (wanted: string[]) => {
      const under = (root: ParentNode) => [...root.querySelectorAll<HTMLElement>('digest-lens')];
      const docks = [...document.querySelectorAll('digest-lens-dock')];
      const all = [document, ...docks.flatMap((dock) => dock.shadowRoot ?? [])].flatMap(under);
      const seen = all.map((element) => element.dataset['tag'] ?? '').sort();
      const settled = all.every((element) => element.dataset['state'] !== 'loading');
      return settled && seen.join(' ') === wanted.join(' ');
    },
    [...tags].sort(),
    patience,
  );
  return new Map((await annotations(page)).map((one) => [one['tag'] ?? '', one]));
}

/** What the annotation of a tag says in words, in its shadow root. */
export function wordsOf(page: BrowserPage, tag: string): Promise<string> {
  return page.evaluate((wanted) => {
    const root = document.querySelector(`digest-lens[data-tag="${wanted}"]`)?.shadowRoot;
    return [...(root?.children ?? [])]
      .filter((child) => child.localName !== 'style')
      .map((child) => child.textContent)
      .join(' ');
  }, tag);
}

export interface GroupOnScreen {
  readonly group: Shown;
  readonly platforms: readonly Shown[];
  /** `data-pulls` of the button that reveals the image ID, where there is one. */
  readonly revealPulls?: string;
}

/** The alias groups of the popup, in its order. */
export async function popupGroups(page: BrowserPage): Promise<GroupOnScreen[]> {
  const groups = await page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('[data-alias-group]')].map((group) => ({
        group: { ...group.dataset },
        platforms: [...group.querySelectorAll<HTMLElement>('[data-platform]')].map((element) => ({
          ...element.dataset,
        })),
        reveal: group.querySelector<HTMLElement>('button[data-action="reveal-image-id"]')?.dataset[
          'pulls'
        ],
      })),
    undefined,
  );
  return groups.map(({ group, platforms, reveal }) => ({
    group: withoutGaps(group),
    platforms: platforms.map(withoutGaps),
    ...(reveal !== undefined && { revealPulls: reveal }),
  }));
}

/** Attributes of the first match, or `undefined`. */
export async function shownBy(page: BrowserPage, selector: string): Promise<Shown | undefined> {
  const found = await page.evaluate((wanted) => {
    const element = document.querySelector<HTMLElement>(wanted);
    return element ? { ...element.dataset } : undefined;
  }, selector);
  return found && withoutGaps(found);
}

/** The words of an attribute that holds a list: one space between, empty for none. */
export function wordsIn(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(' ');
}

function withoutGaps(dataset: Readonly<Record<string, string | undefined>>): Shown {
  return Object.fromEntries(
    Object.entries(dataset).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
