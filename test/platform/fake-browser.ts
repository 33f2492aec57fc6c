import type { ApiPort, PortsApi } from '../../src/platform/ports.ts';

/** A port as the browser gives it to one end. */
class FakeApiPort implements ApiPort {
  readonly name = 'page';
  readonly sender?: NonNullable<ApiPort['sender']>;
  readonly posted: unknown[] = [];
  #broken = false;
  readonly #messageCalls: ((message: unknown) => void)[] = [];
  readonly #disconnectCalls: (() => void)[] = [];
  readonly onMessage = { addListener: (call: (message: unknown) => void) => this.#hear(call) };
  readonly onDisconnect = { addListener: (call: () => void) => this.#miss(call) };

  constructor(sender?: ApiPort['sender']) {
    if (sender) this.sender = sender;
  }

  postMessage(message: unknown): void {
    if (this.#broken) throw new Error('Attempting to use a disconnected port object');
    this.posted.push(message);
  }

  disconnect(): void {
    this.#broken = true;
  }

  breakDown(): void {
    this.#broken = true;
  }

  deliver(message: unknown): void {
    for (const call of this.#messageCalls) call(message);
  }

  disconnectFromAfar(): void {
    this.#broken = true;
    for (const call of this.#disconnectCalls) call();
  }

  #hear(call: (message: unknown) => void): void {
    this.#messageCalls.push(call);
  }

  #miss(call: () => void): void {
    this.#disconnectCalls.push(call);
  }
}

export type FakeRuntime = { readonly id?: string | undefined; readonly connectThrows?: boolean };

/** The part of the extension API that ports need. `throws`: an orphan's accessors do, in some versions. */
export function fakeBrowser(runtime: FakeRuntime | 'throws' = { id: 'abc' }) {
  const ports: FakeApiPort[] = [];
  const calls: ((port: ApiPort) => void)[] = [];
  const browser: PortsApi = {
    get runtime() {
      if (runtime === 'throws') throw new Error('Extension context invalidated.');
      return {
        ...(runtime.id !== undefined && { id: runtime.id }),
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
  return { browser, ports, connectFrom };
}
