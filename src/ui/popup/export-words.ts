/** What is said of a list that is given away. */
import type { ListForm } from '../../core/supported-tags/render.ts';
import type { RepositoryView, UnconfirmedView } from '../../messaging/view.ts';
import type { TextKey } from '../../text/keys.ts';
import type { Text } from '../../text/text.ts';
import { isComplete } from '../shared/known.ts';
import { spanText } from './listing-words.ts';
import type { ExportStep } from './use-export.ts';

export const FORM_NAMES: Readonly<Record<ListForm, TextKey>> = {
  markdown: 'exportMarkdown',
  html: 'exportHtml',
  script: 'exportScript',
  json: 'exportJson',
};

export function exportSaid(text: Text, step: ExportStep, view: RepositoryView): string {
  switch (step.at) {
    case 'start':
    case 'making':
      return '';
    case 'offered':
      return text('exportOffered', priceOf(step.price, view).tags);
    case 'confirming':
      return text('exportConfirming');
    case 'ready':
      return text('exportReady', text(FORM_NAMES[step.wish.form]));
    case 'refused':
      return text('exportRefused');
    case 'done':
      return doneText(text, step, view);
  }
}

function doneText(
  text: Text,
  { wish, name, unconfirmed }: Extract<ExportStep, { readonly at: 'done' }>,
  { known, total }: RepositoryView,
): string {
  const what =
    wish.way === 'save'
      ? text('exportSaved', name)
      : text('exportCopied', text(FORM_NAMES[wish.form]));
  const isPart = total !== undefined && !isComplete(known, total);
  return [
    what,
    ...(unconfirmed ? [text('exportUnconfirmed')] : []),
    ...(isPart ? [text('exportRests', known, total)] : []),
  ].join(' ');
}

/** What the button for that costs. */
export function confirmCost(text: Text, { tags, seconds }: UnconfirmedView): string {
  return text('exportConfirmCost', tags, spanText(text, seconds));
}

/** As it is by now; what was told at the click, where it has become a moment's work since. */
export function priceOf(
  told: UnconfirmedView,
  { unconfirmed = told }: RepositoryView,
): UnconfirmedView {
  return unconfirmed;
}
