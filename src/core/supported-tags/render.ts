/** The forms in which a list is written. */
import { inOneGo, type Steps } from '../steps.ts';
import { toHtml } from './html.ts';
import { toJson } from './json.ts';
import { layOut, layOutLine } from './layout.ts';
import type { SupportedTagsLine, SupportedTagsList } from './list.ts';
import { toMarkdown } from './markdown.ts';
import { toScript } from './script.ts';
import type { ListWords } from './words.ts';
import type { Written } from './written.ts';

export const LIST_FORMS = ['markdown', 'html', 'script', 'json'] as const;
export type ListForm = (typeof LIST_FORMS)[number];

/** Lines to write between two stops. */
const STEP = 100;

/** A whole file, with a line break at its end. */
export function render(list: SupportedTagsList, form: ListForm, words: ListWords): string {
  return inOneGo(renderInSteps(list, form, words));
}

/** The same where others must not wait until thousands of lines are written. */
export function* renderInSteps(
  list: SupportedTagsList,
  form: ListForm,
  words: ListWords,
): Steps<string> {
  if (form === 'json') return yield* write(toJson(list), list.lines);
  const written = FORMS[form](layOut(list, words));
  const line = (one: SupportedTagsLine, place: number) =>
    written.line(layOutLine(one, words), place);
  return yield* write({ ...written, line }, list.lines);
}

const FORMS = { markdown: toMarkdown, html: toHtml, script: toScript };

function* write<Line>(
  { before, line, after }: Written<Line>,
  lines: readonly Line[],
): Steps<string> {
  const pieces = [before];
  for (const [place, one] of lines.entries()) {
    if (place % STEP === 0) yield;
    pieces.push(line(one, place));
  }
  pieces.push(after);
  return pieces.join('');
}
