/**
 * User name and access token. The token stands in its field only, never in the document's markup or a component's state,
 * and the field is emptied as soon as it was handed over.
 */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AccountView } from '../../messaging/view.ts';
import type { TextKey } from '../../text/keys.ts';
import { useText } from '../shared/text-context.ts';
import type { SignIn } from './account-props.ts';
import { AccountSwitches } from './account-switches.tsx';
import { type SignInProblems, signInProblems } from './sign-in-problems.ts';

interface SignInFormProps {
  readonly account: AccountView;
  readonly now: number;
  readonly onSignIn: (given: SignIn) => void;
}

export function SignInForm({ account, now, onSignIn }: SignInFormProps) {
  const text = useText();
  const id = useId();
  const username = useRef<HTMLInputElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<SignInProblems>({});
  // From the click until the worker says how it stands: a second click must not be a second try.
  const [isSent, setSent] = useState(false);
  useEffect(() => setSent(false), [account]);

  const submit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const [name, secret] = [username.current, token.current];
    if (isSent || account.isBusy || !name || !secret) return;
    const given = { username: name.value.trim(), token: secret.value.trim() };
    const found = signInProblems(given.username, given.token);
    setProblems(found);
    if (found.username || found.token) {
      (found.username ? name : secret).focus();
      return;
    }
    const ticked = new FormData(event.currentTarget);
    setSent(true);
    onSignIn({
      ...given,
      remember: ticked.has('remember'),
      useForListing: ticked.has('use-for-listing'),
    });
    secret.value = '';
  };
  return (
    <form class="fields" onSubmit={submit}>
      <div class="field">
        <label for={`${id}-username`}>{text('accountUsername')}</label>
        <div class="control">
          <input
            ref={username}
            id={`${id}-username`}
            name="username"
            type="text"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            defaultValue={account.username ?? ''}
            {...describedBy(problems.username, `${id}-username-problem`)}
          />
          <Problem id={`${id}-username-problem`} problem={problems.username} />
        </div>
      </div>
      <div class="field">
        <label for={`${id}-token`}>{text('accountToken')}</label>
        <div class="control">
          <input
            ref={token}
            id={`${id}-token`}
            name="token"
            type="password"
            autocomplete="off"
            {...describedBy(problems.token, `${id}-token-problem`, `${id}-token-hint`)}
          />
          <Problem id={`${id}-token-problem`} problem={problems.token} />
        </div>
        <div class="note" id={`${id}-token-hint`}>
          <p>{text('accountTokenHint')}</p>
          <p>{text('accountTokenSent')}</p>
        </div>
      </div>
      <AccountSwitches account={account} now={now} />
      <div class="control">
        <button
          type="submit"
          class="button main"
          data-action="sign-in"
          aria-disabled={isSent || account.isBusy}
        >
          {text('signIn')}
        </button>
        <span role="status" class="note">
          {isSent || account.isBusy ? text('accountAsking') : ''}
        </span>
      </div>
    </form>
  );
}

function describedBy(problem: TextKey | undefined, problemId: string, hintId?: string) {
  const ids = [problem && problemId, hintId].filter((id) => id !== undefined).join(' ');
  return { 'aria-invalid': problem !== undefined, ...(ids && { 'aria-describedby': ids }) };
}

function Problem({ id, problem }: { readonly id: string; readonly problem: TextKey | undefined }) {
  const text = useText();
  if (!problem) return null;
  return (
    <span role="alert" class="input-error" id={id}>
      {text(problem)}
    </span>
  );
}
