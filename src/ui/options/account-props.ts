/** What the account's part of the options page calls back. What came of it is told by the next `AccountView`. */
import type { PopupRequest } from '../../messaging/protocol.ts';

type Request<Type> = Omit<Extract<PopupRequest, { readonly type: Type }>, 'type'>;

/** What a person gives to sign in. It holds the access token: handed over once, and kept nowhere here. */
export type SignIn = Request<'sign-in'>;
export type AccountChoices = Request<'account-choices'>;

export interface AccountActions {
  onSignIn(given: SignIn): void;
  onAccountChoices(choices: AccountChoices): void;
  onSignOut(): void;
}
