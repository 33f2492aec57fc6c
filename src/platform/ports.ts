/**
 * Long-lived connections between the worker and those who ask it. What the browsers do differently ends here: a port
 * that is gone throws on use, and after an update or a disable Chromium leaves a content script without an extension
 * ("Extension context invalidated"), which it can notice only by trying.
 */
/** The part of the extension API that is used here, as every browser has it. */
export interface PortsApi {
  readonly runtime: {
    readonly id?: string;
    /** Why a port ended, while its `onDisconnect` is called (Chromium). */
    readonly lastError?: unknown;
    getURL(path: string): string;
    connect(info: { name: string }): ApiPort;
    readonly onConnect: { addListener(call: (port: ApiPort) => void): void };
  };
}

export interface ApiPort {
  readonly name: string;
  readonly sender?: {
    readonly url?: string;
    readonly tab?: { readonly id?: number; readonly url?: string };
  };
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: ApiEvent<(message: unknown) => void>;
  readonly onDisconnect: ApiEvent<() => void>;
}

interface ApiEvent<Call> {
  addListener(call: Call): void;
  removeListener(call: Call): void;
}

/** Who opened a port. The browser writes this, not the other side. */
export interface PortSender {
  /** Address of the document that opened it, as it was loaded. */
  readonly url?: string;
  /** Address of its tab, when the port was opened. */
  readonly tabUrl?: string;
  /** Of two with the same one both are in the same tab. */
  readonly tabId?: number;
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

export function portOpener(browser: PortsApi): PortOpener {
  // An orphan has no `runtime`, no `id`, or an accessor that throws, depending on the browser and its version.
  const alive = (): boolean => {
    try {
      return typeof browser.runtime?.id === 'string';
    } catch {
      return false;
    }
  };
  // A reason at which nobody looks is an error in the page's console: that of a worker which was stopped just then.
  const lookAtReason = (): void => {
    if (alive()) void browser.runtime.lastError;
  };
  return {
    alive,
    open(name) {
      if (!alive()) return undefined;
      try {
        return wrap(browser.runtime.connect({ name }), lookAtReason);
      } catch {
        return undefined;
      }
    },
  };
}

export function portHost(browser: PortsApi): PortHost {
  return {
    ownPages: browser.runtime.getURL(''),
    onOpen: (call) => browser.runtime.onConnect.addListener((port) => call(wrap(port))),
  };
}

/**
 * Firefox keeps what listens on a port for as long as the script lives, whether or not the port is closed (seen with
 * Firefox ESR 153): a tab would hold all of every page that it ever showed. So a port that ends takes its listeners off.
 */
function wrap(port: ApiPort, lookAtReason?: () => void): Port {
  // An orphan's port throws when it is asked for its events.
  const { onMessage, onDisconnect } = port;
  const messageCalls = new Set<(message: unknown) => void>();
  const closeCalls = new Set<() => void>();

  const release = () =>
    unlessOrphaned(() => {
      for (const call of messageCalls) onMessage.removeListener(call);
      onDisconnect.removeListener(closed);
    });

  function closed(): void {
    lookAtReason?.();
    release();
    for (const call of closeCalls) call();
  }

  onDisconnect.addListener(closed);
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
    close() {
      release();
      unlessOrphaned(() => port.disconnect());
    },
    onMessage(call) {
      const heard = (message: unknown) => call(message);
      messageCalls.add(heard);
      onMessage.addListener(heard);
    },
    onClose: (call) => closeCalls.add(call),
  };
}

/** An orphan's port throws at a touch. It is closed already, and its extension is gone: nothing is left to be done. */
function unlessOrphaned(call: () => void): void {
  try {
    call();
  } catch {}
}

function senderOf(sender: ApiPort['sender']): PortSender {
  const url = sender?.url;
  const { url: tabUrl, id: tabId } = sender?.tab ?? {};
  return {
    ...(url !== undefined && { url }),
    ...(tabUrl !== undefined && { tabUrl }),
    ...(tabId !== undefined && { tabId }),
  };
}
