/**
 * What a click in a sheet does, and Escape, for both places that show one. The markup says it by data attributes (messaging/sheet.ts);
 * a copy says on its button, and to screen readers in the sheet's live region, whether it worked.
 */
import { type Digest, isDigest } from '../../core/digest.ts';
import { SHEET_ACTIONS, type SheetAction } from '../../messaging/sheet.ts';
import type { Text } from '../../text/text.ts';

export interface SheetCalls {
  /** Resolves to whether the browser took it. */
  copy(text: string): Promise<boolean>;
  goTo(tag: string): void;
  /** `digest`: of the manifest to read. */
  act(action: SheetAction, digest: Digest | undefined): void;
}

/** Milliseconds for which the feedback stays. */
const FEEDBACK = 2_000;

/** For the `onClick` of the element around a sheet. */
export function onSheetClick(event: MouseEvent, calls: SheetCalls, text: Text): void {
  const { target, currentTarget } = event;
  if (!(target instanceof Element) || !(currentTarget instanceof Element)) return;
  const control = target.closest<HTMLElement>('[data-copies],[data-go-to],[data-action]');
  if (!control) return;
  const { copies, goTo, action, digest } = control.dataset;
  const known = SHEET_ACTIONS.find((one) => one === action);
  if (copies !== undefined) void copy(control, currentTarget, calls.copy(copies), text);
  // A link goes by itself.
  else if (goTo !== undefined && !control.hasAttribute('href')) calls.goTo(goTo);
  else if (known) calls.act(known, isDigest(digest) ? digest : undefined);
}

/**
 * Whether this was Escape inside an open guard, which it closed: for the `keydown` of the element around a sheet, before
 * the key closes anything around the guard.
 */
export function closedGuard(event: KeyboardEvent): boolean {
  const { key, target } = event;
  if (key !== 'Escape' || !(target instanceof Element)) return false;
  const guard = target.closest('.guard[open]');
  if (!guard) return false;
  event.preventDefault();
  event.stopPropagation();
  guard.querySelector('summary')?.focus();
  guard.removeAttribute('open');
  return true;
}

async function copy(button: HTMLElement, sheet: Element, copying: Promise<boolean>, text: Text) {
  const copied = await copying;
  const region = sheet.querySelector('[role="status"]');
  const words = text(copied ? 'copied' : 'copyFailed');
  button.dataset['outcome'] = copied ? 'copied' : 'failed';
  if (region) {
    region.textContent = words;
    // What did not work has to be seen; what did is seen on the button.
    region.classList.toggle('unseen', copied);
  }
  setTimeout(() => {
    delete button.dataset['outcome'];
    if (region?.textContent !== words) return;
    region.textContent = '';
    region.classList.add('unseen');
  }, FEEDBACK);
}
