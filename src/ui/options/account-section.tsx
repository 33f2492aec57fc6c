/** The account at Docker Hub: none, being tested, signed in, or not taken (any more). */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountView, FailureView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { isSignedIn } from '../shared/signed-in.ts';
import { useText } from '../shared/text-context.ts';
import { accountFailureText, isLeft } from './account-failure-text.ts';
import type { AccountActions } from './account-props.ts';
import { AccountSwitches } from './account-switches.tsx';
import { SignInForm } from './sign-in-form.tsx';

interface AccountSectionProps extends AccountActions {
  /** Left out until the worker has answered. */
  readonly account: AccountView | undefined;
  /** Hosts that the browser keeps this extension from: the notice above has the button for them. */
  readonly missing: readonly string[];
  readonly now: number;
}

export function AccountSection({ account, missing, now, ...actions }: AccountSectionProps) {
  const text = useText();
  const title = useRef<HTMLHeadingElement>(null);
  const isIn = account !== undefined && isSignedIn(account);
  const [said, setSaid] = useState('');
  const last = useRef<AccountView>(undefined);
  useEffect(() => {
    const before = last.current;
    last.current = account;
    // What came of the next try is the news then.
    if (account?.isBusy) setSaid('');
    if (!before || !account || isSignedIn(before) === isIn) return;
    // What had the focus is gone: screen readers and the Tab key go on from here.
    if (document.activeElement === document.body) title.current?.focus();
    setSaid(isIn || account.state !== 'none' ? '' : text('accountSignedOut'));
  }, [account]);
  return (
    <section
      class="fields"
      data-account=""
      {...(account && { 'data-account-state': account.state })}
    >
      <h2 ref={title} tabIndex={-1}>
        {text('optionAccount')}
      </h2>
      <p class="note">{text('accountWhy')}</p>
      <p class="account-status" role="status">
        {account && isIn ? statusText(text, account) : isLeft(account) ? '' : said}
      </p>
      {account && <AccountFailure account={account} missing={missing} now={now} />}
      {account && !isIn && <SignInForm account={account} now={now} onSignIn={actions.onSignIn} />}
      {account && isIn && <SignedIn account={account} now={now} {...actions} />}
    </section>
  );
}

function statusText(text: Text, { state, username = '' }: AccountView): string {
  return text(state === 'remembered' ? 'accountRemembered' : 'accountSession', username);
}

function SignedIn({
  account,
  now,
  onAccountChoices,
  onSignOut,
}: AccountActions & { readonly account: AccountView; readonly now: number }) {
  const text = useText();
  return (
    <>
      <AccountSwitches account={account} now={now} onChange={onAccountChoices} />
      <div class="field">
        <div class="control">
          <button
            type="button"
            class="button plain"
            data-action="sign-out"
            aria-describedby="sign-out-hint"
            onClick={onSignOut}
          >
            {text('signOut')}
          </button>
        </div>
        <p class="note" id="sign-out-hint">
          {text('signOutHint')}
        </p>
      </div>
    </>
  );
}

type AccountFailureProps = Pick<AccountSectionProps, 'missing' | 'now'> & {
  readonly account: AccountView;
};

/** Not while the next try is under way, which may mend it. */
function AccountFailure({ account, missing, now }: AccountFailureProps) {
  const text = useText();
  const refused: FailureView | undefined =
    account.state === 'refused' ? { kind: 'denied' } : undefined;
  const failure = account.failure ?? refused;
  if (!failure || account.isBusy) return null;
  // Access was given since.
  if (failure.kind === 'permission' && missing.length === 0) return null;
  return (
    <FailureLine
      failure={failure}
      words={accountFailureText(text, account, failure, now)}
      now={now}
      alert
    />
  );
}
