/** The tests that a page of docs/ names: links whose text is a test's title and whose target is its file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface NamedTest {
  readonly title: string;
  /** From the root of the project. */
  readonly file: string;
}

const LINK = /\[([^[\]]+)\]\((\.\.\/test\/[^()\s]+\.test\.tsx?)\)/g;

export function namedTests(page: string): readonly NamedTest[] {
  return [...page.matchAll(LINK)].map(([, title = '', target = '']) => ({
    title,
    file: join('docs', target),
  }));
}

/** Whether the file declares a test, or a row of tests, under that title. */
export function isDeclared({ title, file }: NamedTest): boolean {
  const source = readFileSync(file, 'utf8').replace(/\s+/g, ' ');
  return ["'", '"', '`'].some(
    (quote) =>
      source.includes(`(${quote}${title}${quote}`) || source.includes(`( ${quote}${title}${quote}`),
  );
}
