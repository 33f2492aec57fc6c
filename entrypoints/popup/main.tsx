/**
 * The toolbar popup, the same page as a tab (`?repository=library/nginx&tag=1.27`), and the explorer: which of them is said
 * by the document. Wiring only.
 */
import { render } from 'preact';
import { HOSTS } from '../../src/core/hosts.ts';
import { familiarName } from '../../src/core/repository.ts';
import { connectPopup } from '../../src/messaging/popup-client.ts';
import type { AccountView } from '../../src/messaging/view.ts';
import { onLook } from '../../src/platform/attention.ts';
import { browser } from '../../src/platform/browser.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { systemConnectivity } from '../../src/platform/connectivity.ts';
import { hostPermissions } from '../../src/platform/permissions.ts';
import { portOpener } from '../../src/platform/ports.ts';
import { createText } from '../../src/text/text.ts';
import { Explorer } from '../../src/ui/explorer/explorer.tsx';
import { createWaiting } from '../../src/ui/popup/find-waiting.ts';
import { explorerAddress, openedFor, type PopupSubject } from '../../src/ui/popup/opened-for.ts';
import { Popup } from '../../src/ui/popup/popup.tsx';
import type { LookedUp, PopupActions, PopupProps, Sought } from '../../src/ui/popup/props.ts';
import { saveFile } from '../../src/ui/popup/save-file.ts';
import { tabHistory } from '../../src/ui/popup/tab-history.ts';
import type { Exported } from '../../src/ui/popup/use-export.ts';
import { copyText } from '../../src/ui/shared/copy-text.ts';

const text = createText((key, substitutions) => browser.i18n.getMessage(key, substitutions));
const app = document.getElementById('app');
const permissions = hostPermissions(browser);
const inPopup = browser.extension.getViews({ type: 'popup' }).includes(window);
const addresses = inPopup ? undefined : tabHistory(window, open);
const Page = document.documentElement.dataset['page'] === 'explorer' ? Explorer : Popup;
let shown: PopupSubject & Pick<PopupProps, 'view' | 'details' | 'seeking'> = { details: new Map() };
let missing: readonly string[] = [];
let account: AccountView | undefined;

const lookups = createWaiting<LookedUp>();
const seeks = createWaiting<Sought>();
const exports = createWaiting<Exported>();

const client = connectPopup({
  opener: portOpener(browser),
  clock: systemClock,
  onLook,
  onView: (view) => show({ ...shown, view }),
  onDetail: (detail) =>
    show({ ...shown, details: new Map([...shown.details, [detail.view.tag, detail]]) }),
  onAccount(told) {
    account = told;
    show(shown);
  },
  onSeeking: (hex, pulls) => show({ ...shown, seeking: { hex, pulls } }),
  onLookedUp: (answer) => lookups.settle(answer.digest, answer),
  onSought: (answer) => seeks.settle(answer.hex, answer),
  onExported: (answer) => exports.settle(answer.form, answer),
  onBack(call) {
    systemConnectivity.onBack(call);
    permissions.onGiven(call);
  },
});

function show(next: typeof shown): void {
  shown = next;
  if (!app) return;
  // A text that was given without a repository waits for one.
  const waiting = shown.repository ? undefined : shown.find;
  const actions: PopupActions = {
    onRepository: (repository, tag) =>
      goTo({ repository, ...(tag !== undefined && { tag }), ...(waiting && { find: waiting }) }),
    onWindow: client.window,
    onVisible: client.visible,
    onReveal: client.reveal,
    onOpened: client.opened,
    onAccepts: client.accepts,
    onRead: client.read,
    onLookup: (digest) => lookups.ask(digest, () => client.lookup(digest)),
    onSeek(hex, groups, pulls) {
      show({ ...shown, seeking: { hex, pulls: 0 } });
      return seeks.ask(hex, () => client.seek(hex, groups, pulls));
    },
    onOpenElsewhere: (repository, find) => goTo({ repository, find }),
    onListAll: client.listAll,
    onPauseListing: client.pauseListing,
    onExplorer: openExplorer,
    onConfirm: client.confirm,
    onStopConfirming: client.stopConfirming,
    onExport: (form) => exports.ask(form, () => client.export(form)),
    onDownload: saveFile,
    onRetry: client.retry,
    onCopy: copyText,
    onOptions: () => void browser.runtime.openOptionsPage(),
  };
  const access = { missing, onAsk: () => permissions.ask(HOSTS) };
  render(
    <Page
      text={text}
      access={access}
      inPopup={inPopup}
      {...(account && { account })}
      {...actions}
      {...shown}
    />,
    app,
  );
}

function goTo(subject: PopupSubject): void {
  addresses?.goTo(subject);
  open(subject);
}

function open(subject: PopupSubject): void {
  const { repository } = subject;
  document.title = repository ? text('tabTitle', familiarName(repository)) : text('extensionName');
  show({ ...subject, details: new Map() });
  if (subject.repository) client.open(subject.repository, subject.tag);
}

async function openExplorer(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(explorerAddress(shown)) });
  // A popup that stays open would go on beside it.
  if (inPopup) window.close();
}

async function tabAddress(): Promise<string | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  // Told for hub.docker.com alone: the extension may not see other addresses.
  return tab?.url;
}

async function lookForAccess(): Promise<void> {
  missing = await permissions.missing(HOSTS);
  show(shown);
}

permissions.onGiven(lookForAccess);
permissions.onTaken(lookForAccess);
document.documentElement.dataset['frame'] = inPopup ? 'popup' : 'tab';
open(openedFor(location.search, await tabAddress()));
client.account();
await lookForAccess();
