/** Below the buttons that give a list away: what came of a click, what it would take to confirm all first, and how far that is. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ListForm } from '../../core/supported-tags/render.ts';
import type { ConfirmingView, RepositoryView } from '../../messaging/view.ts';
import { useText } from '../shared/text-context.ts';
import { confirmCost, exportSaid, priceOf } from './export-words.ts';
import { spanText } from './listing-words.ts';
import type { Exporting } from './use-export.ts';

interface FeedbackProps {
  readonly view: RepositoryView;
  readonly exporting: Exporting;
}

export function ExportFeedback({ view, exporting }: FeedbackProps) {
  const { step } = exporting;
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const form = useRef<ListForm>('markdown');
  if ('wish' in step) form.current = step.wish.form;
  const hadFocus = box.current?.contains(document.activeElement) === true;
  // A button that goes with its step leaves the focus to one of the next step, or to the one that began it.
  useLayoutEffect(() => {
    if (!hadFocus || box.current?.contains(document.activeElement)) return;
    const buttons = box.current?.querySelectorAll('button');
    // The last one costs nothing when Enter is pressed twice.
    const next = buttons?.item(buttons.length - 1) ?? buttonOf(form.current, box.current);
    next?.focus();
  }, [step.at]);
  const figures = step.at === 'confirming' ? view.confirming : undefined;
  return (
    <div class="export-feedback" data-export-step={step.at} ref={box}>
      {figures && <Figures {...figures} />}
      <span role="status" class={figures ? 'unseen' : undefined}>
        {exportSaid(text, step, view)}
      </span>
      <Buttons view={view} exporting={exporting} />
    </div>
  );
}

/** They change many times a second: they are shown and not read out. */
function Figures({ done, total, seconds }: ConfirmingView) {
  const text = useText();
  return (
    <span class="export-figures" aria-hidden="true">
      {total > 0 && <progress value={done} max={total} />}
      {text('exportConfirmed', done, total)}
      {seconds !== undefined && <span> {text('listingLeft', spanText(text, seconds))}</span>}
    </span>
  );
}

function Buttons({ view, exporting }: FeedbackProps) {
  const text = useText();
  const { step, confirm, goOn, stop, copyNow } = exporting;
  switch (step.at) {
    case 'offered': {
      const price = priceOf(step.price, view);
      return (
        <>
          <button
            key="known"
            type="button"
            class="button main"
            data-action="export-known"
            onClick={goOn}
          >
            {text('exportKnown')}
          </button>
          <button
            key="confirm"
            type="button"
            class="button plain"
            data-action="export-confirm"
            data-heads={price.tags}
            data-seconds={price.seconds}
            onClick={confirm}
          >
            {text('exportConfirm', price.tags)}
          </button>
          <span class="note">{confirmCost(text, price)}</span>
        </>
      );
    }
    case 'confirming':
      return (
        <>
          <button
            key="anyway"
            type="button"
            class="button plain"
            data-action="export-anyway"
            onClick={goOn}
          >
            {text('exportAnyway')}
          </button>
          <button
            key="stop"
            type="button"
            class="button plain"
            data-action="export-stop"
            onClick={stop}
          >
            {text('exportStop')}
          </button>
        </>
      );
    case 'ready':
      return (
        <button
          key="copy"
          type="button"
          class="button main"
          data-action="export-copy"
          onClick={copyNow}
        >
          {text('exportCopyNow')}
        </button>
      );
    default:
      return null;
  }
}

function buttonOf(form: ListForm, box: HTMLElement | null): HTMLElement | null | undefined {
  return box?.parentElement?.querySelector<HTMLElement>(`[data-action="export-${form}"]`);
}
