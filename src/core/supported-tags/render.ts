/** The forms in which a list is written. */
import { toHtml } from './html.ts';
import { layOut } from './layout.ts';
import type { SupportedTagsList } from './list.ts';
import { toMarkdown } from './markdown.ts';
import { toScript } from './script.ts';
import type { ListWords } from './words.ts';

export const LIST_FORMS = ['markdown', 'html', 'script', 'json'] as const;
export type ListForm = (typeof LIST_FORMS)[number];

/** A whole file, with a line break at its end. */
export function render(list: SupportedTagsList, form: ListForm, words: ListWords): string {
  if (form === 'json') return `${JSON.stringify(list, null, 2)}\n`;
  const layout = layOut(list, words);
  if (form === 'markdown') return toMarkdown(layout);
  return form === 'html' ? toHtml(layout) : toScript(layout);
}
