/** The "Supported tags" list of an overview: what it declares, and what the extension says of each line. */
import type { WorldRepository } from '../standin/world.ts';
import type { BrowserPage } from './page.ts';
import { wordsIn } from './surface.ts';

export interface JudgedLine {
  readonly tags: readonly string[];
  readonly verdict: string;
  /** What stands there in words. */
  readonly words: string;
}

/** The lines of the README as it was written, by their tags: one for each digest of that time. */
export function linesOf({ declared }: WorldRepository): readonly (readonly string[])[] {
  const lines = new Map<string, string[]>();
  for (const [tag, digest] of declared) lines.set(digest, [...(lines.get(digest) ?? []), tag]);
  return [...lines.values()];
}

/** The line that declares a tag. */
export function lineWith(lines: readonly JudgedLine[], tag: string): JudgedLine {
  const found = lines.find(({ tags }) => tags.includes(tag));
  if (!found) throw new Error(`no line declares ${tag}`);
  return found;
}

/** Waits until exactly these lines have a verdict of those, and gives all of them in document order. */
export async function judgedLines(
  page: BrowserPage,
  wanted: readonly (readonly string[])[],
  verdicts: readonly ('same' | 'split' | 'missing' | 'unknown')[] = ['same', 'split', 'missing'],
): Promise<readonly JudgedLine[]> {
  await page.waitFor(
    `${wanted.length} lines with a verdict`,
    ({ lines, known }: { lines: string[]; known: string[] }) => {
      const all = [...document.querySelectorAll<HTMLElement>('digest-lens-line')];
      const tags = all.map((line) => line.dataset['tags'] ?? '').sort();
      const judged = all.every((line) => known.includes(line.dataset['verdict'] ?? ''));
      return judged && tags.join('\n') === lines.join('\n');
    },
    { lines: wanted.map((tags) => tags.join(' ')).sort(), known: [...verdicts] },
  );
  return shownLines(page);
}

/** All of them as they are now. */
export async function shownLines(page: BrowserPage): Promise<readonly JudgedLine[]> {
  const all = await page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('digest-lens-line')].map((line) => ({
        tags: line.dataset['tags'] ?? '',
        verdict: line.dataset['verdict'] ?? '',
        words: [...(line.shadowRoot?.children ?? [])]
          .filter(({ localName }) => localName !== 'style')
          .map(({ textContent }) => textContent)
          .join(' '),
      })),
    undefined,
  );
  return all.map(({ tags, verdict, words }) => ({ tags: wordsIn(tags), verdict, words }));
}
