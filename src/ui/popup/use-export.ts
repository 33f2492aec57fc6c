/**
 * The steps of giving a list away: what is not confirmed is confirmed first; a clipboard that then refuses, because a
 * browser opens it for a few seconds after a click only, gets another click.
 */
import { useEffect, useState } from 'preact/hooks';
import { needsConfirming } from '../../core/supported-tags/list.ts';
import type { ListForm } from '../../core/supported-tags/render.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { useText } from '../shared/text-context.ts';
import { type ExportFile, exportFile } from './export-file.ts';

export interface ExportActions {
  /** Confirms every known tag by HEAD; the view's `confirming` says how far that is. */
  onConfirm(): void;
  /** Resolves to whether the browser took it. */
  onCopy(text: string): Promise<boolean>;
  onDownload(file: ExportFile): void;
}

interface Wish {
  readonly form: ListForm;
  readonly way: 'copy' | 'save';
}

export type ExportStep =
  | { readonly at: 'start' }
  /** `began`: the worker has said that it is asking. */
  | { readonly at: 'confirming'; readonly wish: Wish; readonly began: boolean }
  | { readonly at: 'copying' }
  /** Waits for a click. */
  | { readonly at: 'ready'; readonly wish: Wish; readonly file: ExportFile }
  | { readonly at: 'refused' }
  /** `unconfirmed`: some of its lines are. */
  | {
      readonly at: 'done';
      readonly wish: Wish;
      readonly name: string;
      readonly unconfirmed: boolean;
    };

export interface Exporting {
  readonly step: ExportStep;
  ask(wish: Wish): void;
  /** With what is known now, instead of waiting for the registry. */
  goOn(): void;
  /** The click that the clipboard wanted. */
  copyNow(): void;
}

/** @param now milliseconds since 1970, else the clock's */
export function useExport(view: RepositoryView, actions: ExportActions, now?: number): Exporting {
  const text = useText();
  const [step, setStep] = useState<ExportStep>({ at: 'start' });
  const done = (wish: Wish, name: string) =>
    setStep({ at: 'done', wish, name, unconfirmed: needsConfirming(view) });

  const give = async (wish: Wish) => {
    const file = exportFile(view, wish.form, text, now ?? Date.now());
    if (wish.way === 'save') {
      actions.onDownload(file);
      done(wish, file.name);
      return;
    }
    setStep({ at: 'copying' });
    if (await actions.onCopy(file.content)) done(wish, file.name);
    else setStep({ at: 'ready', wish, file });
  };

  useEffect(() => {
    if (step.at !== 'confirming') return;
    if (view.confirming) {
      if (!step.began) setStep({ ...step, began: true });
    } else if (step.began || !needsConfirming(view)) void give(step.wish);
  }, [view, step]);

  return {
    step,
    ask(wish) {
      if (!needsConfirming(view)) {
        void give(wish);
        return;
      }
      if (step.at !== 'confirming') actions.onConfirm();
      setStep({ at: 'confirming', wish, began: view.confirming !== undefined });
    },
    goOn() {
      if (step.at === 'confirming') void give(step.wish);
    },
    async copyNow() {
      if (step.at !== 'ready') return;
      const { wish, file } = step;
      if (await actions.onCopy(file.content)) done(wish, file.name);
      else setStep({ at: 'refused' });
    },
  };
}
