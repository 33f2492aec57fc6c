/** What is in the find box, and whether the view answers that already: the worker filters and finds. */
import { useEffect, useState } from 'preact/hooks';
import type { Finding } from '../../core/finding.ts';
import { MAX_SOUGHT } from '../../messaging/protocol.ts';
import { TYPED_WINDOW } from './list-rows.ts';
import type { PopupProps } from './props.ts';

export interface SoughtText {
  readonly sought: string;
  /** Puts a text into the box, and asks for what it leaves. */
  search(text: string): void;
  readonly isTold: boolean;
  /** What the text in the box names; left out while nobody has said so. */
  readonly finding: Finding | undefined;
}

export function useSought({
  find = '',
  view,
  onWindow,
}: Pick<PopupProps, 'find' | 'view' | 'onWindow'>): SoughtText {
  const [sought, setSought] = useState(find.slice(0, MAX_SOUGHT));
  useEffect(() => {
    if (sought !== '') onWindow(sought, 0, TYPED_WINDOW);
  }, []);
  const isTold = view?.window.sought === sought;
  return {
    sought,
    search(text) {
      const next = text.slice(0, MAX_SOUGHT);
      setSought(next);
      onWindow(next, 0, TYPED_WINDOW);
    },
    isTold,
    finding: isTold ? view.window.finding : undefined,
  };
}
