/** The options page. Wiring only. */
import { render } from 'preact';
import { HOSTS } from '../../src/core/hosts.ts';
import { connectPopup } from '../../src/messaging/popup-client.ts';
import type { AccountView, StoredView } from '../../src/messaging/view.ts';
import { onLook } from '../../src/platform/attention.ts';
import { browser } from '../../src/platform/browser.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { contextMenuSwitch } from '../../src/platform/context-menu.ts';
import { machineArchitecture } from '../../src/platform/machine.ts';
import { hostPermissions } from '../../src/platform/permissions.ts';
import { portOpener } from '../../src/platform/ports.ts';
import { extensionStorage } from '../../src/platform/storage.ts';
import { preferredPlatform } from '../../src/settings/preferred-platform.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/schema.ts';
import { createSettingsStore } from '../../src/settings/store.ts';
import { createText } from '../../src/text/text.ts';
import { type Choices, OptionsPage } from '../../src/ui/options/options-page.tsx';

const text = createText((key, substitutions) => browser.i18n.getMessage(key, substitutions));
const app = document.getElementById('app');
const settings = createSettingsStore(extensionStorage(browser));
const machinePlatform = preferredPlatform(DEFAULT_SETTINGS, await machineArchitecture(browser));
let choices: Choices = await settings.load();
const menuSwitch = contextMenuSwitch(browser);
let contextMenu = await menuSwitch?.isOn();
const permissions = hostPermissions(browser);
let missing = await permissions.missing(HOSTS);
let account: AccountView | undefined;
let stored: StoredView | undefined;
/** Those who wait for the answer to a click on "clear". */
let clearing: ((done: boolean) => void)[] = [];

const client = connectPopup({
  opener: portOpener(browser),
  clock: systemClock,
  onLook,
  onView: () => {},
  onAccount(told) {
    account = told;
    show();
  },
  onStored(told) {
    stored = told;
    for (const resolve of clearing) resolve(true);
    clearing = [];
    show();
  },
});

function show(): void {
  if (!app) return;
  render(
    <OptionsPage
      text={text}
      choices={choices}
      machinePlatform={machinePlatform}
      {...(contextMenu !== undefined && { contextMenu })}
      access={{ missing, onAsk: () => permissions.ask(HOSTS) }}
      {...(account && { account })}
      {...(stored && { stored })}
      onChange={async (change) => (await settings.change(change)).ok}
      onContextMenu={async (on) => (await menuSwitch?.set(on)) === true}
      onAskStored={askStored}
      onClear={() =>
        new Promise((resolve) => {
          clearing.push(resolve);
          client.clear();
        })
      }
      onSignIn={client.signIn}
      onAccountChoices={client.accountChoices}
      onSignOut={client.signOut}
    />,
    app,
  );
}

/** Not while it is being cleared: the answer to that is the count. */
function askStored(): void {
  if (clearing.length === 0) client.stored();
}

// Other pages, and time, change what is stored.
onLook(askStored);
settings.onChange((next) => {
  choices = next;
  show();
});
menuSwitch?.onChange(async () => {
  contextMenu = await menuSwitch.isOn();
  show();
});
for (const listen of [permissions.onGiven, permissions.onTaken]) {
  listen(async () => {
    missing = await permissions.missing(HOSTS);
    show();
  });
}
document.title = text('optionsTitle');
show();
askStored();
client.account();
