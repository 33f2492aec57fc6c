/**
 * What clicks and keys do in our elements on a page: heard in one place for each, because the markup says by data
 * attributes what its controls are for (ui/sheet/clicks.ts), wherever it was drawn.
 */
import type { Text } from '../../text/text.ts';
import { onSheetClick, type SheetCalls } from '../sheet/clicks.ts';

/** Id of the opened part, in whose shadow root nothing else has one. */
export const OPENED_ID = 'opened';

/** What a `data-action` of a row or a line may be, beside those of a sheet. */
export interface Actions {
  /** Opens or closes. */
  toggle(): void;
  /** Asks again about what failed. */
  retry(): void;
  /** Shows all tags of a line, or as many as fit. */
  more?(): void;
}

export interface Controls extends SheetCalls, Actions {
  readonly text: Text;
  readonly isOpen: boolean;
}

const ACTIONS = ['toggle', 'retry', 'more'] as const;

/** @param now what holds at the time of the event */
export function hearControls(box: Element, now: () => Controls | undefined): void {
  box.addEventListener('click', (event) => {
    const controls = now();
    const { target } = event;
    if (!controls || !(event instanceof MouseEvent) || !(target instanceof Element)) return;
    const wanted = target.closest('[data-action]')?.getAttribute('data-action');
    const action = ACTIONS.find((one) => one === wanted);
    if (action) controls[action]?.();
    else onSheetClick(event, controls, controls.text);
  });
  box.addEventListener('keydown', (event) => {
    const controls = now();
    if (!controls?.isOpen || !(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
    // The page must not close something of its own by the same key.
    event.preventDefault();
    event.stopPropagation();
    box.querySelector<HTMLElement>(`[aria-controls="${OPENED_ID}"]`)?.focus();
    controls.toggle();
  });
}
