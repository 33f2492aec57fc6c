import type { ApiPort, PortsApi } from '../../src/platform/ports.ts';

/** As Firefox has it: who is taken off while the others are called is not called any more. */
class FakeEvent<Argument> {
  readonly #calls = new Set<(argument: Argument) => void>();
  /** Its extension is gone. */
  isOrphaned = false;

  /** How many listen. */
  get size(): number {
    return this.#calls.size;
  }

  addListener(call: (argument: Argument) => void): void {
    this.#calls.add(call);
  }

  removeListener(call: (argument: Argument) => void): void {
    if (this.isOrphaned) throw new Error('Extension context invalidated.');
    this.#calls.delete(call);
  }

  fire(argument: Argument): void {
    for (const call of this.#calls) call(argument);
  }
}

/** A port as the browser gives it to one end. */
class FakeApiPort implements ApiPort {
  readonly name = 'page';
  readonly sender?: NonNullable<ApiPort['sender']>;
  readonly posted: unknown[] = [];
  #broken = false;
  readonly onMessage = new FakeEvent<unknown>();
  readonly onDisconnect = new FakeEvent<void>();

  constructor(sender?: ApiPort['sender']) {
    if (sender) this.sender = sender;
  }

  postMessage(message: unknown): void {
    if (this.#broken) throw new Error('Attempting to use a disconnected port object');
    this.posted.push(message);
  }

  disconnect(): void {
    if (this.onDisconnect.isOrphaned) throw new Error('Extension context invalidated.');
    this.#broken = true;
  }

  /** As in a page whose extension was disabled, before the page has noticed. */
  orphan(): void {
    this.onMessage.isOrphaned = true;
    this.onDisconnect.isOrphaned = true;
  }

  breakDown(): void {
    this.#broken = true;
  }

  deliver(message: unknown): void {
    this.onMessage.fire(message);
  }

  disconnectFromAfar(): void {
    this.#broken = true;
    this.onDisconnect.fire();
  }
}

export type FakeRuntime = { readonly id?: string | undefined; readonly connectThrows?: boolean };

/** The part of the extension API that ports need. `throws`: an orphan's accessors do, in some versions. */
export function fakeBrowser(runtime: FakeRuntime | 'throws' = { id: 'abc' }) {
  const ports: FakeApiPort[] = [];
  const looks = { count: 0 };
  const calls: ((port: ApiPort) => void)[] = [];
  const browser: PortsApi = {
    get runtime() {
      if (runtime === 'throws') throw new Error('Extension context invalidated.');
      return {
        ...(runtime.id !== undefined && { id: runtime.id }),
        get lastError() {
          looks.count += 1;
          return undefined;
        },
        getURL: (path: string) => `chrome-extension://abc/${path}`,
        connect() {
          if (runtime.connectThrows) throw new Error('Extension context invalidated.');
          const port = new FakeApiPort();
          ports.push(port);
          return port;
        },
        onConnect: { addListener: (call: (port: ApiPort) => void) => void calls.push(call) },
      };
    },
  };
  const connectFrom = (sender: ApiPort['sender']) => {
    for (const call of calls) call(new FakeApiPort(sender));
  };
  return { browser, ports, connectFrom, looks };
}
