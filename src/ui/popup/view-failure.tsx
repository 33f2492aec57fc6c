/** What kept a repository from being shown, or shown whole, with the way out that fits the account. */
import { failureText } from '../../text/failure-text.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { isSignedIn } from '../shared/signed-in.ts';
import { useText } from '../shared/text-context.ts';
import { SignInButton } from './notices.tsx';
import type { PopupProps } from './props.ts';

type ViewFailureProps = Pick<
  PopupProps,
  'view' | 'access' | 'account' | 'onRetry' | 'onOptions'
> & { readonly now: number };

export function ViewFailure({ view, access, account, now, onRetry, onOptions }: ViewFailureProps) {
  const text = useText();
  const failure = view?.failure;
  // The notice above says which host, and has the button.
  if (!failure || (failure.kind === 'permission' && access.missing.length > 0)) return null;
  if (failure.kind !== 'denied' || !account) {
    return <FailureLine failure={failure} now={now} onRetry={onRetry} alert />;
  }
  const usual = failureText(text, failure, now);
  const isIn = isSignedIn(account);
  const todo = isIn ? text('deniedDoSignedIn', account.username ?? '') : text('deniedDoSignIn');
  return (
    <FailureLine failure={failure} words={{ ...usual, todo }} now={now} onRetry={onRetry} alert>
      {!isIn && <SignInButton onOptions={onOptions} />}
    </FailureLine>
  );
}
