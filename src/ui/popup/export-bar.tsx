/** Gives the repository's "Supported tags" list away: to the clipboard or as a file, in four forms. */
import { LIST_FORMS, type ListForm } from '../../core/supported-tags/render.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { useText } from '../shared/text-context.ts';
import { ExportFeedback } from './export-feedback.tsx';
import { exportName } from './export-file.ts';
import { FORM_NAMES } from './export-words.ts';
import { type ExportActions, type Exporting, useExport } from './use-export.ts';

export interface ExportBarProps extends ExportActions {
  readonly view: RepositoryView;
}

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
      <ExportFeedback view={view} exporting={exporting} />
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
  const copyName = text('exportCopyName', text(FORM_NAMES[form]));
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
        {text(FORM_NAMES[form])}
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
