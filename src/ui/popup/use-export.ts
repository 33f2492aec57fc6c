/**
 * The steps of giving a list away: what is not confirmed is confirmed first, and where that takes a while only by a click
 * on its price; a clipboard that then refuses, because a browser opens it for a few seconds after a click only, gets
 * another click.
 */
import { useEffect, useState } from 'preact/hooks';
import type { ListForm } from '../../core/supported-tags/render.ts';
import type { PopupAnswer } from '../../messaging/protocol.ts';
import type { RepositoryView, UnconfirmedView } from '../../messaging/view.ts';
import { type ExportFile, exportFile } from './export-file.ts';

/** A list of all that is known, as the worker has made it. */
export type Exported = Extract<PopupAnswer, { readonly type: 'exported' }>;

export interface ExportActions {
  /** Confirms every known tag by HEAD; the view's `confirming` says how far that is. */
  onConfirm(): void;
  /** Ends that. */
  onStopConfirming(): void;
  /** Has the list made. Never resolves where another repository is opened meanwhile. */
  onExport(form: ListForm): Promise<Exported>;
  /** Resolves to whether the browser took it. */
  onCopy(text: string): Promise<boolean>;
  onDownload(file: ExportFile): void;
}

interface Wish {
  readonly form: ListForm;
  readonly way: 'copy' | 'save';
}

/** A file, and whether some of its lines are not confirmed. */
interface Made {
  readonly file: ExportFile;
  readonly unconfirmed: boolean;
}

export type ExportStep =
  | { readonly at: 'start' }
  /** Waits for the choice between what is known and what is confirmed. */
  | { readonly at: 'offered'; readonly wish: Wish; readonly price: UnconfirmedView }
  /** `began`: the worker has said that it is asking. */
  | { readonly at: 'confirming'; readonly wish: Wish; readonly began: boolean }
  | { readonly at: 'making' }
  /** Waits for a click. */
  | { readonly at: 'ready'; readonly wish: Wish; readonly made: Made }
  | { readonly at: 'refused' }
  | {
      readonly at: 'done';
      readonly wish: Wish;
      readonly name: string;
      readonly unconfirmed: boolean;
    };

export interface Exporting {
  readonly step: ExportStep;
  ask(wish: Wish): void;
  /** First of all, what it was offered for. */
  confirm(): void;
  /** With what is known now, instead of waiting for the registry. */
  goOn(): void;
  /** Not at all. */
  stop(): void;
  /** The click that the clipboard wanted. */
  copyNow(): void;
}

export function useExport(view: RepositoryView, actions: ExportActions): Exporting {
  const [step, setStep] = useState<ExportStep>({ at: 'start' });
  const done = (wish: Wish, { file, unconfirmed }: Made) =>
    setStep({ at: 'done', wish, name: file.name, unconfirmed });

  const give = async (wish: Wish) => {
    setStep({ at: 'making' });
    const { content, isUnconfirmed } = await actions.onExport(wish.form);
    const file = exportFile(view.repository, wish.form, content);
    const made = { file, unconfirmed: isUnconfirmed };
    if (wish.way === 'save') {
      actions.onDownload(file);
      done(wish, made);
    } else if (await actions.onCopy(content)) done(wish, made);
    else setStep({ at: 'ready', wish, made });
  };

  const confirm = (wish: Wish) => {
    actions.onConfirm();
    setStep({ at: 'confirming', wish, began: view.confirming !== undefined });
  };

  useEffect(() => {
    if (step.at !== 'confirming') return;
    if (view.confirming) {
      if (!step.began) setStep({ ...step, began: true });
    } else if (step.began || !view.isUnconfirmed) void give(step.wish);
  }, [view, step]);

  return {
    step,
    ask(wish) {
      const { unconfirmed } = view;
      if (step.at === 'confirming') setStep({ ...step, wish });
      else if (!view.isUnconfirmed) void give(wish);
      else if (unconfirmed) setStep({ at: 'offered', wish, price: unconfirmed });
      else confirm(wish);
    },
    confirm() {
      if (step.at === 'offered') confirm(step.wish);
    },
    goOn() {
      if (step.at !== 'confirming' && step.at !== 'offered') return;
      if (step.at === 'confirming') actions.onStopConfirming();
      void give(step.wish);
    },
    stop() {
      if (step.at === 'confirming') actions.onStopConfirming();
      setStep({ at: 'start' });
    },
    async copyNow() {
      if (step.at !== 'ready') return;
      const { wish, made } = step;
      if (await actions.onCopy(made.file.content)) done(wish, made);
      else setStep({ at: 'refused' });
    },
  };
}
