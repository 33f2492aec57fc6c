/** The account at Docker Hub: none, being tested, signed in, or not taken (any more). */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountView, FailureView } from '../../messaging/view.ts';
import { type FailureText, failureText } from '../../text/failure-text.ts';
import type { Text } from '../../text/text.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { isSignedIn } from '../shared/signed-in.ts';
import { useText } from '../shared/text-context.ts';
import type { AccountActions } from './account-props.ts';
import { AccountSwitches } from './account-switches.tsx';
import { SignInForm } from './sign-in-form.tsx';

interface AccountSectionProps extends AccountActions {
  /** Left out until the worker has answered. */
  readonly account: AccountView | undefined;
  readonly now: number;
}

export function AccountSection({ account, now, ...actions }: AccountSectionProps) {
  const text = useText();
  const title = useRef<HTMLHeadingElement>(null);
  const isIn = account !== undefined && isSignedIn(account);
  const [said, setSaid] = useState('');
  const last = useRef<AccountView>(undefined);
  useEffect(() => {
    const before = last.current;
    last.current = account;
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
      {account && <AccountFailure account={account} now={now} />}
      {account && !isIn && <SignInForm account={account} now={now} onSignIn={actions.onSignIn} />}
      {account && isIn && <SignedIn account={account} now={now} {...actions} />}
    </section>
  );
}

/** Signed out, and what was learnt could not be deleted: nothing else fails in the browser while nobody is signed in. */
function isLeft(account: AccountView | undefined): boolean {
  const { state, failure } = account ?? {};
  return state === 'none' && failure?.kind === 'unavailable' && failure.host === undefined;
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

/** Not while the next try is under way, which may mend it. */
function AccountFailure({ account, now }: { readonly account: AccountView; readonly now: number }) {
  const text = useText();
  const refused: FailureView | undefined =
    account.state === 'refused' ? { kind: 'denied' } : undefined;
  const failure = account.failure ?? refused;
  if (!failure || account.isBusy) return null;
  const words = accountWords(text, account, failure, failureText(text, failure, now));
  return <FailureLine failure={failure} words={words} now={now} alert />;
}

function accountWords(
  text: Text,
  account: AccountView,
  { kind, host }: FailureView,
  usual: FailureText,
): FailureText {
  if (kind === 'denied') {
    return {
      what: text('accountRefusedWhat'),
      why: text('accountRefusedWhy'),
      todo: text('accountRefusedDo'),
    };
  }
  if (isLeft(account)) {
    return {
      what: text('accountLeftWhat'),
      why: text('accountLeftWhy'),
      todo: text('accountLeftDo'),
    };
  }
  const what = text(isSignedIn(account) ? 'accountNotChanged' : 'accountNotSignedIn');
  // Nobody was asked: it is the browser that did not keep, or not delete.
  if (kind === 'unavailable' && host === undefined) {
    return { what, why: text('accountStorageWhy'), todo: text('accountStorageDo') };
  }
  return { ...usual, what };
}
