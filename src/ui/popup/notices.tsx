/** What a person should know before the tags: access that is missing, a browser that keeps nothing, an account that is lost. */
import { AccessNotice } from '../shared/access-notice.tsx';
import { ForgetfulNote } from '../shared/forgetful-note.tsx';
import { Icon } from '../shared/icons.tsx';
import { useText } from '../shared/text-context.ts';
import type { PopupProps } from './props.ts';
import { ToOptions } from './to-options.tsx';

type NoticesProps = Pick<PopupProps, 'access' | 'account' | 'view' | 'onOptions'>;

export function Notices({ access, account, view, onOptions }: NoticesProps) {
  return (
    <div class="notices">
      <AccessNotice {...access} />
      {account?.state === 'refused' && (
        <AccountLost username={account.username ?? ''} onOptions={onOptions} />
      )}
      {view?.isForgetful && <ForgetfulNote />}
    </div>
  );
}

/** Not an alert: what is public is shown all the same. */
function AccountLost({
  username,
  onOptions,
}: Pick<NoticesProps, 'onOptions'> & { readonly username: string }) {
  const text = useText();
  return (
    <div class="account-lost" role="status">
      <Icon name="warning" />
      <p>{text('accountLost', username)}</p>
      <ToOptions label="openSignIn" onOptions={onOptions} />
    </div>
  );
}
