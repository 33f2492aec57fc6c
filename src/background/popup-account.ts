/** What one own page asks of the account. Once it has asked anything it is told of every change. */
import type { PopupAnswer } from '../messaging/protocol.ts';
import type { CheckedPopupRequest } from '../messaging/schemas-popup.ts';
import type { Account } from './account.ts';

type AboutAccount = Extract<
  CheckedPopupRequest,
  { type: 'account' | 'sign-in' | 'account-choices' | 'sign-out' }
>;

export interface PopupAccount {
  /** Never rejects. */
  act(request: AboutAccount): Promise<void>;
  end(): void;
}

export function popupAccount(
  account: Account,
  answer: (message: PopupAnswer) => void,
): PopupAccount {
  let stop: (() => void) | undefined;
  let ended = false;

  const tell = () => {
    if (!ended) answer({ type: 'account', account: account.view() });
  };

  return {
    async act(request) {
      await account.loaded;
      if (!ended) stop ??= account.onChange(tell);
      switch (request.type) {
        case 'sign-in':
          await account.signIn(request);
          break;
        case 'account-choices':
          await account.choose(request);
          break;
        case 'sign-out':
          await account.signOut();
          break;
      }
      tell();
    },
    end() {
      ended = true;
      stop?.();
    },
  };
}
