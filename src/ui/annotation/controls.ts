/**
 * What clicks and keys do in our elements on a page: heard in one place for each, because the markup says by data
 * attributes what its controls are for (messaging/sheet.ts), wherever it was drawn.
 */
import { ROW_ACTIONS, type RowAction } from '../../messaging/sheet.ts';
import type { Text } from '../../text/text.ts';
import { closedGuard, onSheetClick, type SheetCalls } from '../sheet/clicks.ts';

/** Id of the opened part, in whose shadow root nothing else has one. */
export const OPENED_ID = 'opened';

export interface Controls extends SheetCalls {
  readonly text: Text;
  readonly isOpen: boolean;
  open(isOpen: boolean): void;
  unfold(): void;
  retry(): void;
}

/** @param now what holds at the time of the event */
export function hearControls(box: Element, now: () => Controls | undefined): void {
  box.addEventListener('click', (event) => {
    const controls = now();
    if (!controls || !(event instanceof MouseEvent) || !isPlain(event)) return;
    switch (actionOf(event)) {
      case 'toggle':
        return controls.open(!controls.isOpen);
      case 'unfold':
        return controls.unfold();
      case 'retry':
        return controls.retry();
      case undefined:
        onSheetClick(event, controls, controls.text);
    }
  });
  box.addEventListener('keydown', (event) => {
    const controls = now();
    if (!controls?.isOpen || !(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
    if (!isPlain(event)) return;
    if (closedGuard(event)) return;
    // The page must not close something of its own by the same key.
    event.preventDefault();
    event.stopPropagation();
    box.querySelector<HTMLElement>(`[aria-controls="${OPENED_ID}"]`)?.focus();
    controls.open(false);
  });
}

function actionOf({ target }: Event): RowAction | undefined {
  if (!(target instanceof Element)) return undefined;
  const action = target.closest('[data-action]')?.getAttribute('data-action');
  return ROW_ACTIONS.find((one) => one === action);
}

/** We have no forms. One that the page has put here may answer to any name with a control of its own. */
function isPlain({ target }: Event): boolean {
  return !(target instanceof HTMLFormElement);
}
