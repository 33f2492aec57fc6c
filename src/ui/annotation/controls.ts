/**
 * What clicks and keys do in our elements on a page: heard in one place for each, because the markup says by data
 * attributes what its controls are for (ui/sheet/clicks.ts), wherever it was drawn.
 */
import type { Text } from '../../text/text.ts';
import { closedGuard, onSheetClick, type SheetCalls } from '../sheet/clicks.ts';

/** Id of the opened part, in whose shadow root nothing else has one. */
export const OPENED_ID = 'opened';

export interface Controls extends SheetCalls {
  readonly text: Text;
  readonly isOpen: boolean;
  close(): void;
}

/** @param now what holds at the time of the event */
export function hearControls(box: Element, now: () => Controls | undefined): void {
  box.addEventListener('click', (event) => {
    const controls = now();
    if (controls && event instanceof MouseEvent && isPlain(event))
      onSheetClick(event, controls, controls.text);
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
    controls.close();
  });
}

/** We have no forms. One that the page has put here may answer to any name with a control of its own. */
function isPlain({ target }: Event): boolean {
  return !(target instanceof HTMLFormElement);
}
