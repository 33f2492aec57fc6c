/** Whether requests are made with an account. */
import type { AccountView } from '../../messaging/view.ts';

export function isSignedIn({ state }: AccountView): boolean {
  return state === 'session' || state === 'remembered';
}
