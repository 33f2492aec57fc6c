/** Texts by key, with the lookup injected: the browser's own in an extension, the catalogue's file elsewhere. */
import { formatNumber } from './format.ts';
import type { PluralStem, TextKey } from './keys.ts';

/** Gives the text of a key with its placeholders filled in, in the order `$1`, `$2`, … of the catalogue. */
export type Text = (key: TextKey, ...substitutions: readonly (string | number)[]) => string;

/** `browser.i18n.getMessage`, or anything shaped like it. */
export type Lookup = (key: string, substitutions: string[]) => string;

/** Makes the one function that the whole user interface speaks through. Numbers are written as its language does. */
export function createText(lookup: Lookup): Text {
  const language = lookup('languageTag', []);
  /** A browser's own lookup takes its time, and hundreds of rows say the same words. */
  const known = new Map<TextKey, string>();
  return (key, ...substitutions) => {
    const parts = substitutions.map((part) =>
      typeof part === 'number' ? formatNumber(language, part) : part,
    );
    if (parts.length > 0) return lookup(key, parts);
    const found = known.get(key) ?? lookup(key, parts);
    known.set(key, found);
    return found;
  };
}

/** Costly to make, so each is made once a language. */
const rules = new Map<string, Intl.PluralRules>();

function rulesOf(language: string): Intl.PluralRules {
  const found = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, found);
  return found;
}

/** The form of a text for a count, which is also its first substitution. */
export function plural(
  text: Text,
  stem: PluralStem,
  count: number,
  ...more: readonly (string | number)[]
): string {
  const one = rulesOf(text('languageTag')).select(count) === 'one';
  return text(one ? `${stem}_one` : `${stem}_many`, count, ...more);
}

/** A list of words with the language's separator. */
export function list(text: Text, items: readonly string[]): string {
  return items.join(text('listSeparator'));
}
