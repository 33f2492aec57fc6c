/**
 * What an own page has asked of the account. A sign-in, a sign-out and a change of choices are sent once: a wrong token
 * that is tried again and again locks the account, and nobody can tell how far a worker that is gone has come. A new worker
 * is asked how the account stands instead.
 */
import type { PopupRequest } from './protocol.ts';
import type { AccountView } from './view.ts';

const KINDS = ['account', 'sign-in', 'account-choices', 'sign-out'] as const;
type AboutAccount = Extract<PopupRequest, { type: (typeof KINDS)[number] }>;

const HOW_IT_STANDS: AboutAccount = { type: 'account' };

export class AccountQuestion {
  #request: AboutAccount | undefined;
  #isWaiting = false;

  /** Whether the answer is still to come. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  add(request: AboutAccount): void {
    this.#request = request;
    this.#isWaiting = true;
  }

  sent(): void {
    if (this.#request) this.#request = HOW_IT_STANDS;
  }

  /** Says whether anybody waits for it. Whoever asked once is told of every change. */
  settle({ isBusy }: AccountView): boolean {
    this.#isWaiting = isBusy;
    return this.#request !== undefined;
  }

  /** What a new worker has to be told. */
  again(): AboutAccount | undefined {
    return this.#request;
  }
}

export function isAboutAccount(request: PopupRequest): request is AboutAccount {
  return KINDS.some((kind) => kind === request.type);
}
