/** Gives the repository's "Supported tags" list away: to the clipboard or as a file, in four forms. */
import { LIST_FORMS, type ListForm } from '../../core/supported-tags/render.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import type { TextKey } from '../../text/keys.ts';
import { isComplete } from '../shared/known.ts';
import { useText } from '../shared/text-context.ts';
import { exportName } from './export-file.ts';
import { type ExportActions, type Exporting, useExport } from './use-export.ts';

export interface ExportBarProps extends ExportActions {
  readonly view: RepositoryView;
}

const NAMES: Readonly<Record<ListForm, TextKey>> = {
  markdown: 'exportMarkdown',
  html: 'exportHtml',
  script: 'exportScript',
  json: 'exportJson',
};

/** Nothing where there is no group to list. */
export function ExportBar({ view, ...actions }: ExportBarProps) {
  const text = useText();
  const exporting = useExport(view, actions);
  if (view.groupCount === 0) return null;
  return (
    <section class="export" aria-labelledby="export-title">
      <span class="export-title" id="export-title">
        {text('exportTitle')}
      </span>
      <ul class="export-forms">
        {LIST_FORMS.map((form) => (
          <li key={form}>
            <FormButtons form={form} repository={view.repository} exporting={exporting} />
          </li>
        ))}
      </ul>
      <Feedback view={view} exporting={exporting} />
    </section>
  );
}

interface FormButtonsProps {
  readonly form: ListForm;
  readonly repository: string;
  readonly exporting: Exporting;
}

function FormButtons({ form, repository, exporting }: FormButtonsProps) {
  const text = useText();
  const { step, ask } = exporting;
  const copyName = text('exportCopyName', text(NAMES[form]));
  const saveName = text('exportSaveName', exportName(repository, form));
  const isCopied = step.at === 'done' && step.wish.way === 'copy' && step.wish.form === form;
  return (
    <>
      <button
        type="button"
        class="button plain"
        data-action={`export-${form}`}
        data-outcome={isCopied ? 'copied' : 'none'}
        title={copyName}
        aria-label={copyName}
        onClick={() => ask({ form, way: 'copy' })}
      >
        {text(NAMES[form])}
      </button>
      <button
        type="button"
        class="button plain save"
        data-action={`download-${form}`}
        title={saveName}
        aria-label={saveName}
        onClick={() => ask({ form, way: 'save' })}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13.5h10" />
        </svg>
      </button>
    </>
  );
}

type FeedbackProps = Pick<ExportBarProps, 'view'> & { readonly exporting: Exporting };

function Feedback({ view, exporting }: FeedbackProps) {
  const text = useText();
  const { step, goOn, copyNow } = exporting;
  return (
    <div class="export-feedback" data-export-step={step.at}>
      {/* The figures change many times a second: they are shown and not read out. */}
      {step.at === 'confirming' && view.confirming && (
        <span aria-hidden="true">
          {text('exportConfirmed', view.confirming.done, view.confirming.total)}
        </span>
      )}
      <span
        role="status"
        class={step.at === 'confirming' && view.confirming ? 'unseen' : undefined}
      >
        <Said exporting={exporting} view={view} />
      </span>
      {step.at === 'confirming' && (
        <button type="button" class="button plain" data-action="export-anyway" onClick={goOn}>
          {text('exportAnyway')}
        </button>
      )}
      {step.at === 'ready' && (
        <button type="button" class="button main" data-action="export-copy" onClick={copyNow}>
          {text('exportCopyNow')}
        </button>
      )}
    </div>
  );
}

function Said({ exporting: { step }, view: { known, total } }: FeedbackProps) {
  const text = useText();
  switch (step.at) {
    case 'start':
    case 'making':
      return null;
    case 'confirming':
      return text('exportConfirming');
    case 'ready':
      return text('exportReady', text(NAMES[step.wish.form]));
    case 'refused':
      return text('exportRefused');
    case 'done': {
      const { wish, name, unconfirmed } = step;
      const what =
        wish.way === 'save'
          ? text('exportSaved', name)
          : text('exportCopied', text(NAMES[wish.form]));
      const isPart = total !== undefined && !isComplete(known, total);
      return [
        what,
        ...(unconfirmed ? [text('exportUnconfirmed')] : []),
        ...(isPart ? [text('exportRests', known, total)] : []),
      ].join(' ');
    }
  }
}
