/**
 * An entry in the menu that a browser shows for selected text. Its permission is one that a person gives and takes back
 * on the options page; Firefox cannot make it optional (MDN, `optional_permissions`), so its build has no such entry.
 */
import { errorName, type Log } from './log.ts';

/** What was selected when the entry was chosen. */
export interface Selection {
  readonly text: string;
  readonly pageAddress?: string;
}

interface Chosen {
  readonly selectionText?: string | undefined;
  readonly pageUrl?: string | undefined;
}

/** The names are open: the polyfill's types have those alone that are optional in Firefox. */
interface Asked {
  permissions?: string[];
}

/** The part of the extension API that is used here. */
export interface ContextMenuApi {
  /** Absent without the permission, and there from the moment on when it is given. */
  readonly contextMenus?:
    | {
        create(
          item: { id: string; title: string; contexts: ['selection'] },
          done: () => void,
        ): number | string;
        removeAll(): Promise<void>;
        readonly onClicked: { addListener(call: (chosen: Chosen) => void): void };
      }
    | undefined;
  readonly permissions: {
    contains(permissions: Asked): Promise<boolean>;
    request(permissions: Asked): Promise<boolean>;
    remove(permissions: Asked): Promise<boolean>;
    readonly onAdded: { addListener(call: () => void): void };
    readonly onRemoved: { addListener(call: () => void): void };
  };
  readonly runtime: {
    readonly lastError?: unknown;
    getManifest(): { readonly optional_permissions?: readonly string[] };
    readonly onInstalled: { addListener(call: () => void): void };
  };
}

const PERMISSION: Asked = { permissions: ['contextMenus'] };

/**
 * For the worker, to be called while it starts: a browser wakes it for a click only if it listened then. The entry
 * itself outlives the worker, and goes with an update of the extension.
 */
export function offerContextMenu(
  browser: ContextMenuApi,
  title: string,
  onChosen: (selection: Selection) => void,
  log: Log,
): void {
  // Once for a worker's life: a listener outlasts the permission's being taken away and given back, and hears the next
  // click (tried with Chromium 156, 2026-11-23).
  let isListening = false;
  const listen = () => {
    const menus = browser.contextMenus;
    if (!menus || isListening) return;
    isListening = true;
    menus.onClicked.addListener(({ selectionText = '', pageUrl }) =>
      onChosen({ text: selectionText, ...(pageUrl !== undefined && { pageAddress: pageUrl }) }),
    );
  };
  const offer = async () => {
    listen();
    try {
      await browser.contextMenus?.removeAll();
      // Two that run at once make the same entry twice; the second fails, which reading the error settles.
      browser.contextMenus?.create(
        { id: 'find', title, contexts: ['selection'] },
        () => void browser.runtime.lastError,
      );
    } catch (thrown) {
      log.warn('menu entry cannot be made', { error: errorName(thrown) });
    }
  };
  listen();
  browser.runtime.onInstalled.addListener(() => void offer());
  browser.permissions.onAdded.addListener(() => void offer());
}

/** For the options page. */
export interface ContextMenuSwitch {
  isOn(): Promise<boolean>;
  /** To be called in the very click, or the browser refuses to ask. Resolves to whether it is so now. */
  set(on: boolean): Promise<boolean>;
  onChange(call: () => void): void;
}

/** Undefined in a build without the entry. */
export function contextMenuSwitch(browser: ContextMenuApi): ContextMenuSwitch | undefined {
  if (!browser.runtime.getManifest().optional_permissions?.includes('contextMenus')) {
    return undefined;
  }
  return {
    isOn: () => browser.permissions.contains(PERMISSION),
    async set(on) {
      if (on) return browser.permissions.request(PERMISSION);
      // Nothing takes the entry away once the permission is gone.
      await browser.contextMenus?.removeAll();
      return browser.permissions.remove(PERMISSION);
    },
    onChange(call) {
      browser.permissions.onAdded.addListener(() => call());
      browser.permissions.onRemoved.addListener(() => call());
    },
  };
}
