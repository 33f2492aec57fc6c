/** The options page: image IDs and pulls, the account, the browser's menu, and what is stored. */
import { useEffect } from 'preact/hooks';
import type { PlatformKey } from '../../core/platform.ts';
import type { AccountView, StoredView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import { AccessNotice, type AccessNoticeProps } from '../shared/access-notice.tsx';
import { ForgetfulNote } from '../shared/forgetful-note.tsx';
import { TextContext } from '../shared/text-context.ts';
import type { AccountActions } from './account-props.ts';
import { AccountSection } from './account-section.tsx';
import { MenuField } from './menu-field.tsx';
import { NumberField } from './number-field.tsx';
import { PlatformField } from './platform-field.tsx';
import { StoredSection } from './stored-section.tsx';

/** What a person can set here; the settings layer keeps it. */
export interface Choices {
  readonly preferredPlatform: 'auto' | PlatformKey;
  /** Manifest GETs in a rolling hour. */
  readonly allowance: number;
  /** What may be stored, in megabytes. */
  readonly storeMegabytes: number;
}

export interface OptionsPageProps extends AccountActions {
  readonly text: Text;
  readonly choices: Choices;
  /** What `auto` comes to on this machine. */
  readonly machinePlatform?: PlatformKey;
  /** Whether the menu of selected text has an entry; left out where the browser cannot have one. */
  readonly contextMenu?: boolean;
  /** Hosts that the browser keeps this extension from. */
  readonly access: AccessNoticeProps;
  /** Left out until the worker has answered. */
  readonly account?: AccountView;
  /** Left out until the worker has answered. */
  readonly stored?: StoredView;
  /** Milliseconds since 1970; given in tests and pictures, else the clock's. */
  readonly now?: number;
  /** Resolves to whether it was kept. */
  onChange(change: Partial<Choices>): Promise<boolean>;
  /** Called in the very click. Resolves to whether it is so now. */
  onContextMenu(on: boolean): Promise<boolean>;
  /** Asks how much is stored now. */
  onAskStored(): void;
  /** Resolves to whether it was cleared. */
  onClear(): Promise<boolean>;
}

export function OptionsPage(props: OptionsPageProps) {
  const { text, choices, machinePlatform, contextMenu, access, account, stored, onChange } = props;
  // Who signs in or out begins with nothing, and what was counted before is gone.
  useEffect(() => {
    if (account && !account.isBusy) props.onAskStored();
  }, [account]);
  return (
    <TextContext.Provider value={text}>
      <main class="options" lang={text('languageTag')}>
        <h1>{text('optionsTitle')}</h1>
        <AccessNotice {...access} />
        {stored?.isForgetful && <ForgetfulNote />}
        <section class="fields">
          <h2>{text('optionsImages')}</h2>
          <PlatformField
            value={choices.preferredPlatform}
            machinePlatform={machinePlatform}
            onChange={(preferredPlatform) => onChange({ preferredPlatform })}
          />
          <NumberField
            name="allowance"
            label={text('optionAllowance')}
            hint={text('optionAllowanceHint')}
            least={0}
            most={100}
            value={choices.allowance}
            onChange={(allowance) => onChange({ allowance })}
          />
        </section>
        <AccountSection
          account={account}
          missing={access.missing}
          now={props.now ?? Date.now()}
          onSignIn={props.onSignIn}
          onAccountChoices={props.onAccountChoices}
          onSignOut={props.onSignOut}
        />
        {contextMenu !== undefined && (
          <section class="fields">
            <h2>{text('optionsBrowser')}</h2>
            <MenuField value={contextMenu} onChange={props.onContextMenu} />
          </section>
        )}
        <StoredSection
          stored={stored}
          megabytes={choices.storeMegabytes}
          onMegabytes={(storeMegabytes) => onChange({ storeMegabytes })}
          onClear={props.onClear}
        />
      </main>
    </TextContext.Provider>
  );
}
