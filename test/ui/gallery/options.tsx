/** The options page in its states (`&state=`). */
import type { AccountView } from '../../../src/messaging/view.ts';
import type { Text } from '../../../src/text/text.ts';
import { OptionsPage, type OptionsPageProps } from '../../../src/ui/options/options-page.tsx';
import { NOW } from '../samples.ts';

const NONE: AccountView = { state: 'none', useForListing: false, isBusy: false };
const SIGNED_IN: AccountView = { ...NONE, state: 'session', username: 'alice' };

const STATES: Readonly<Record<string, Partial<OptionsPageProps>>> = {
  none: { account: NONE },
  asking: { account: { ...NONE, username: 'alice', isBusy: true } },
  session: { account: SIGNED_IN },
  remembered: {
    account: {
      ...SIGNED_IN,
      state: 'remembered',
      useForListing: true,
      listingFailure: { kind: 'denied', host: 'hub.docker.com', status: 401 },
    },
  },
  refused: { account: { ...NONE, state: 'refused', username: 'alice' } },
  failed: {
    account: { ...NONE, failure: { kind: 'unavailable', host: 'auth.docker.io', status: 503 } },
  },
  locked: {
    account: {
      ...NONE,
      failure: { kind: 'rate-limited', host: 'auth.docker.io', until: NOW + 300_000 },
    },
  },
  'no-access': {
    account: { ...NONE, failure: { kind: 'permission', host: 'auth.docker.io' } },
    access: { missing: ['auth.docker.io'], onAsk: async () => false },
  },
  bare: {
    account: NONE,
    access: { missing: ['hub.docker.com', 'registry-1.docker.io'], onAsk: async () => false },
    stored: { tags: 0, manifests: 0, bytes: 0, isForgetful: true },
  },
};

export function Options({ text, state }: { readonly text: Text; readonly state: string }) {
  return (
    <OptionsPage
      text={text}
      now={NOW}
      choices={{ preferredPlatform: 'auto', allowance: 10, storeMegabytes: 64 }}
      machinePlatform="linux/amd64"
      contextMenu={false}
      stored={{ tags: 1339, manifests: 31, bytes: 1_234_567 }}
      access={{ missing: [], onAsk: async () => true }}
      onAskStored={() => {}}
      onChange={async () => true}
      onContextMenu={async () => true}
      onClear={async () => true}
      onSignIn={() => {}}
      onAccountChoices={() => {}}
      onSignOut={() => {}}
      {...STATES[state]}
    />
  );
}
