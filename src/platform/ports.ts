/**
 * Long-lived connections between the worker and those who ask it. What the browsers do differently ends here: a port
 * that is gone throws on use, and after an update or a disable Chromium leaves a content script without an extension
 * ("Extension context invalidated"), which it can notice only by trying.
 */
import type { Browser, Runtime } from 'webextension-polyfill';

/** Who opened a port. The browser writes this, not the other side. */
export interface PortSender {
  /** Address of the document that opened it, as it was loaded. */
  readonly url?: string;
  /** Address of its tab, when the port was opened. */
  readonly tabUrl?: string;
}

export interface Port {
  readonly name: string;
  readonly sender: PortSender;
  /** Whether the message could be handed over; `false` when the port is gone. */
  post(message: unknown): boolean;
  close(): void;
  /** What arrives is input: parse it. */
  onMessage(call: (message: unknown) => void): void;
  /** The other side is gone. Not called for this side's own `close`. */
  onClose(call: () => void): void;
}

/** The asker's end. */
export interface PortOpener {
  /** `undefined` when the extension is gone from under this script, for good. */
  open(name: string): Port | undefined;
  /** Whether this script still belongs to a living extension. */
  alive(): boolean;
}

/** The worker's end. */
export interface PortHost {
  onOpen(call: (port: Port) => void): void;
  /** Where the extension's own pages live, with the slash at its end: `chrome-extension://…/`. */
  readonly ownPages: string;
}

/** @param browser only `runtime` of it is used */
export function portOpener(browser: Pick<Browser, 'runtime'>): PortOpener {
  // An orphan has no `runtime`, no `id`, or an accessor that throws, depending on the browser and its version.
  const alive = (): boolean => {
    try {
      return typeof browser.runtime?.id === 'string';
    } catch {
      return false;
    }
  };
  return {
    alive,
    open(name) {
      if (!alive()) return undefined;
      try {
        return wrap(browser.runtime.connect({ name }));
      } catch {
        return undefined;
      }
    },
  };
}

/** @param browser only `runtime` of it is used */
export function portHost(browser: Pick<Browser, 'runtime'>): PortHost {
  return {
    ownPages: browser.runtime.getURL(''),
    onOpen: (call) => browser.runtime.onConnect.addListener((port) => call(wrap(port))),
  };
}

function wrap(port: Runtime.Port): Port {
  return {
    name: port.name,
    sender: senderOf(port.sender),
    post(message) {
      try {
        port.postMessage(message);
        return true;
      } catch {
        return false;
      }
    },
    close: () => port.disconnect(),
    onMessage: (call) => port.onMessage.addListener((message: unknown) => call(message)),
    onClose: (call) => port.onDisconnect.addListener(() => call()),
  };
}

function senderOf(sender: Runtime.MessageSender | undefined): PortSender {
  const url = sender?.url;
  const tabUrl = sender?.tab?.url;
  return { ...(url !== undefined && { url }), ...(tabUrl !== undefined && { tabUrl }) };
}
