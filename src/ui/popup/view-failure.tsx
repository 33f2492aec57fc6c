/** What kept a repository from being shown, or shown whole, with the way out that fits the account. */
import type { AccountView, FailureView, RepositoryView } from '../../messaging/view.ts';
import { type FailureText, failureText, isUnlisted } from '../../text/failure-text.ts';
import type { TextKey } from '../../text/keys.ts';
import type { Text } from '../../text/text.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { isSignedIn } from '../shared/signed-in.ts';
import { useText } from '../shared/text-context.ts';
import type { PopupProps } from './props.ts';
import { ToOptions } from './to-options.tsx';

type ViewFailureProps = Pick<
  PopupProps,
  'view' | 'access' | 'account' | 'onRetry' | 'onOptions'
> & { readonly now: number };

/** Other words than the usual ones, and what a button to the options is called. */
interface Way {
  readonly words: Partial<FailureText>;
  readonly options?: TextKey;
}

export function ViewFailure(props: ViewFailureProps) {
  const text = useText();
  const { view, access, account, now, onRetry, onOptions } = props;
  const failure = view?.failure;
  if (!failure) return null;
  // The notice above says which host, and has the button.
  if (failure.kind === 'permission' && access.missing.length > 0) return null;
  // Only the registry can say that something is not there, and is still being asked.
  if (isUnlisted(failure) && view.state === 'loading') return null;
  const { words, options } = wayOut(text, view, failure, account);
  return (
    <FailureLine
      failure={failure}
      words={{ ...failureText(text, failure, now), ...words }}
      now={now}
      onRetry={onRetry}
      alert
    >
      {options && <ToOptions label={options} onOptions={onOptions} />}
    </FailureLine>
  );
}

function wayOut(
  text: Text,
  { groupCount }: RepositoryView,
  failure: FailureView,
  account: AccountView | undefined,
): Way {
  const isIn = account !== undefined && isSignedIn(account);
  if (failure.kind === 'denied' && account) {
    return isIn
      ? { words: { todo: text('deniedDoSignedIn', account.username ?? '') } }
      : { words: { todo: text('deniedDoSignIn') }, options: 'openSignIn' };
  }
  // The Hub API says the same of what is private as of what is not there; but then the registry would not have it.
  if (isUnlisted(failure) && groupCount > 0) {
    const words = { what: text('unlistedWhat'), why: text('unlistedWhy'), todo: '' };
    return isIn && !account.useForListing
      ? { words: { ...words, todo: text('unlistedDo') }, options: 'openOptions' }
      : { words };
  }
  return { words: {} };
}
