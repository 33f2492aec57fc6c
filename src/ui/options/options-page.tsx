/** The options page: which platform's image ID is shown, how many pulls may go by themselves, and what is stored. */
import type { PlatformKey } from '../../core/platform.ts';
import type { StoredView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import { TextContext } from '../shared/text-context.ts';
import { AllowanceField } from './allowance-field.tsx';
import { MenuField } from './menu-field.tsx';
import { PlatformField } from './platform-field.tsx';
import { StoredSection } from './stored-section.tsx';

/** What a person can set here; the settings layer keeps it. */
export interface Choices {
  readonly preferredPlatform: 'auto' | PlatformKey;
  /** Manifest GETs in a rolling hour. */
  readonly allowance: number;
}

export interface OptionsPageProps {
  readonly text: Text;
  readonly choices: Choices;
  /** What `auto` comes to on this machine. */
  readonly machinePlatform?: PlatformKey;
  /** Whether the menu of selected text has an entry; left out where the browser cannot have one. */
  readonly contextMenu?: boolean;
  /** Left out until the worker has answered. */
  readonly stored?: StoredView;
  /** Resolves to whether it was kept. */
  onChange(change: Partial<Choices>): Promise<boolean>;
  /** Called in the very click. Resolves to whether it is so now. */
  onContextMenu(on: boolean): Promise<boolean>;
  /** Resolves to whether it was cleared. */
  onClear(): Promise<boolean>;
}

export function OptionsPage(props: OptionsPageProps) {
  const { text, choices, machinePlatform, contextMenu, stored, onChange, onClear } = props;
  return (
    <TextContext.Provider value={text}>
      <main class="options" lang={text('languageTag')}>
        <h1>{text('optionsTitle')}</h1>
        <PlatformField
          value={choices.preferredPlatform}
          machinePlatform={machinePlatform}
          onChange={(preferredPlatform) => onChange({ preferredPlatform })}
        />
        <AllowanceField
          value={choices.allowance}
          onChange={(allowance) => onChange({ allowance })}
        />
        {contextMenu !== undefined && (
          <MenuField value={contextMenu} onChange={props.onContextMenu} />
        )}
        <StoredSection stored={stored} onClear={onClear} />
      </main>
    </TextContext.Provider>
  );
}
