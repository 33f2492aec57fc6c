/** The two choices about an account: how long it is kept, and whether it is used for listing tags. */
import type { AccountView } from '../../messaging/view.ts';
import { failureText } from '../../text/failure-text.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { useText } from '../shared/text-context.ts';
import type { AccountChoices } from './account-props.ts';
import { SwitchField } from './switch-field.tsx';

interface AccountSwitchesProps {
  readonly account: AccountView;
  readonly now: number;
  /** Left out in the form, which is sent as a whole. */
  readonly onChange?: (choices: AccountChoices) => void;
}

export function AccountSwitches({ account, now, onChange }: AccountSwitchesProps) {
  const text = useText();
  const choices: AccountChoices = {
    remember: account.state === 'remembered',
    useForListing: account.useForListing,
  };
  const change = (more: Partial<AccountChoices>) => onChange?.({ ...choices, ...more });
  return (
    <>
      <SwitchField
        name="remember"
        label={text('accountRemember')}
        hint={text('accountRememberHint')}
        checked={choices.remember}
        {...(onChange && { onChange: (remember) => change({ remember }) })}
      />
      <div class="field">
        <SwitchField
          name="use-for-listing"
          label={text('accountListing')}
          hint={text('accountListingHint')}
          checked={choices.useForListing}
          {...(onChange && { onChange: (useForListing) => change({ useForListing }) })}
        />
        <ListingFailure account={account} now={now} />
      </div>
    </>
  );
}

/** The account itself is well: words of its own. */
function ListingFailure({ account, now }: Pick<AccountSwitchesProps, 'account' | 'now'>) {
  const text = useText();
  const { listingFailure: failure } = account;
  if (!failure) return null;
  const usual = failureText(text, failure, now);
  const words =
    failure.kind === 'denied'
      ? { why: text('accountListingDeniedWhy'), todo: text('accountListingDeniedDo') }
      : usual;
  return (
    <FailureLine
      failure={failure}
      now={now}
      words={{ ...words, what: text('accountListingFailed') }}
      alert
    />
  );
}
