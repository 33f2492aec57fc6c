/**
 * The catalogue's file read without a browser: for tests, and for looking at the user interface outside an extension.
 * Format: Chrome's and Firefox's `messages.json` (`$NAME$` stands for a placeholder, whose content is `$1`, `$2`, …).
 */
import type { Lookup } from './text.ts';

export type Catalog = Readonly<
  Record<
    string,
    {
      readonly message: string;
      readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
    }
  >
>;

/** A lookup over the parsed file. An unknown key gives an empty text, as the browsers do. */
export function catalogLookup(catalog: Catalog): Lookup {
  return (key, substitutions) => {
    const entry = catalog[key];
    if (!entry) return '';
    return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
      const content = entry.placeholders?.[name.toLowerCase()]?.content ?? '';
      return content.replace(
        /\$(\d)/g,
        (_, digit: string) => substitutions[Number(digit) - 1] ?? '',
      );
    });
  };
}
