/** Texts by key, with the lookup injected: the browser's own in an extension, the catalogue's file elsewhere. */
import { formatNumber } from './format.ts';
import type { PluralStem, TextKey } from './keys.ts';

/** Gives the text of a key with its placeholders filled in, in the order `$1`, `$2`, … of the catalogue. */
export type Text = (key: TextKey, ...substitutions: readonly (string | number)[]) => string;

/** `browser.i18n.getMessage`, or anything shaped like it. */
export type Lookup = (key: string, substitutions: string[]) => string;

/** Stands for the first substitution, the next character for the second: in no catalogue (Unicode’s private use area). */
const FIRST_MARK = 0xe000;
const MARKS = /([\ue000-\ue008])/;

/** Makes the one function that the whole user interface speaks through. Numbers are written as its language does. */
export function createText(lookup: Lookup): Text {
  const language = lookup('languageTag', []);
  /** A browser's own lookup takes its time, and hundreds of rows say the same words. By key and number of substitutions. */
  const known = new Map<string, readonly string[]>();
  return (key, ...substitutions) => {
    const name = `${key} ${substitutions.length}`;
    const pieces = known.get(name) ?? piecesOf(lookup, key, substitutions.length);
    known.set(name, pieces);
    const fill = (piece: string, at: number) => {
      // Every second piece is a mark.
      const part = at % 2 === 0 ? piece : substitutions[piece.charCodeAt(0) - FIRST_MARK];
      return typeof part === 'number' ? formatNumber(language, part) : part;
    };
    return pieces.map(fill).join('');
  };
}

/** A text around its marks, and these. */
function piecesOf(lookup: Lookup, key: TextKey, count: number): readonly string[] {
  const marks = Array.from({ length: count }, (_, at) => String.fromCharCode(FIRST_MARK + at));
  return lookup(key, marks).split(MARKS);
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
