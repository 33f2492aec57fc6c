/**
 * The "Supported tags" list in the README of an official image: which lines it declares, and where in each there is room
 * for a word. As Docker Hub renders it (2026-03): under a heading of that name, up to the next one of its rank,
 * `li > p > a > code, code, …`; tags shared by several platforms are `li > p > code` without a link, and a nested list
 * below them repeats lines that stand above.
 */
import { isTag } from '../core/tag.ts';
import { allIn, closest, matches, outerOf } from './nodes.ts';
import { README, SUPPORTED_TAGS } from './selectors.ts';

export interface DeclaredLine {
  /** As declared, in that order, each once. */
  readonly tags: readonly string[];
  /** Of the tags: equal for equal lines. */
  readonly key: string;
  /** What the codes stand in. */
  readonly box: Element;
  /** The last of the codes. */
  readonly last: Element;
  /** The child of the box that comes after the words of this line, where there is one. */
  readonly before: Element | null;
}

const HEADINGS = 'h1, h2, h3, h4, h5, h6';
const LISTS = 'ul, ol';

/** All lines that are declared below `root`; none where the README has no such list, or is not there yet. */
export function declaredLines(root: ParentNode): DeclaredLine[] {
  const lines: DeclaredLine[] = [];
  for (const readme of root.querySelectorAll(README)) {
    let rank: string | undefined;
    const declared = new Set<Element>();
    for (const element of allIn(readme, `${HEADINGS}, li`)) {
      if (matches(element, HEADINGS)) {
        if (rank !== undefined && element.tagName <= rank) break;
        if (rank === undefined && isListHeading(element)) rank = element.tagName;
      } else if (rank !== undefined && !isRepetition(element, declared)) {
        const line = lineOf(element);
        if (!line) continue;
        declared.add(element);
        lines.push(line);
      }
    }
  }
  return lines;
}

/** Whether an element is, holds or stands in a README. */
export function concernsReadme(element: Element): boolean {
  return closest(element, README) !== null || allIn(element, README).length > 0;
}

function isListHeading(heading: Element): boolean {
  return wordsOf(heading).startsWith(SUPPORTED_TAGS);
}

function isRepetition(item: Element, declared: ReadonlySet<Element>): boolean {
  for (let outer = outerOf(item); outer; outer = outerOf(outer)) {
    if (declared.has(outer)) return true;
  }
  return false;
}

function lineOf(item: Element): DeclaredLine | undefined {
  const codes = [...item.querySelectorAll('code')].filter((code) => code.closest('li') === item);
  const tags = [...new Set(codes.map(wordsOf).filter(isTag))];
  const last = codes.at(-1);
  if (!last || tags.length === 0) return undefined;
  // In a tight list there is no paragraph, and the nested list follows in the item itself.
  const paragraph = last.closest('p');
  const box = paragraph && item.contains(paragraph) ? paragraph : item;
  const before = [...box.children].find((child) => matches(child, LISTS)) ?? null;
  return { tags, key: tags.join(' '), box, last, before };
}

/** Links of the site end in a word joiner and an icon (docker/docs, captured 2026-03). */
function wordsOf(element: Element): string {
  return (element.textContent ?? '').replaceAll('\u2060', '').trim();
}
