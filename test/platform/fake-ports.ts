import type { Port, PortHost, PortOpener, PortSender } from '../../src/platform/ports.ts';

/** Both ends of one connection; messages are copied, as the browser does, and arrive at once. */
export class FakePort implements Port {
  readonly name: string;
  readonly sender: PortSender;
  other: FakePort | undefined;
  readonly #onMessage: ((message: unknown) => void)[] = [];
  readonly #onClose: (() => void)[] = [];
  /** What this end has sent. */
  readonly sent: unknown[] = [];

  constructor(name: string, sender: PortSender) {
    this.name = name;
    this.sender = sender;
  }

  post(message: unknown): boolean {
    if (this.other === undefined) return false;
    this.sent.push(structuredClone(message));
    for (const call of this.other.#onMessage) call(structuredClone(message));
    return true;
  }

  close(): void {
    const { other } = this;
    this.other = undefined;
    if (other === undefined) return;
    other.other = undefined;
    for (const call of other.#onClose) call();
  }

  onMessage(call: (message: unknown) => void): void {
    this.#onMessage.push(call);
  }

  onClose(call: () => void): void {
    this.#onClose.push(call);
  }
}

/** The browser between askers and a worker. */
export class FakePorts implements PortHost, PortOpener {
  readonly ownPages = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/';
  /** Who the next port is opened by. */
  sender: PortSender = {};
  isAlive = true;
  /** The asker's ends, in the order in which they were opened. */
  readonly opened: FakePort[] = [];
  #accept: ((port: Port) => void) | undefined;

  onOpen(call: (port: Port) => void): void {
    this.#accept = call;
  }

  alive(): boolean {
    return this.isAlive;
  }

  open(name: string): FakePort | undefined {
    if (!this.isAlive) return undefined;
    const asker = new FakePort(name, {});
    const worker = new FakePort(name, this.sender);
    asker.other = worker;
    worker.other = asker;
    this.opened.push(asker);
    this.#accept?.(worker);
    return asker;
  }

  /** The asker's end that was opened last. */
  get latest(): FakePort | undefined {
    return this.opened.at(-1);
  }

  /** The worker goes away, as browsers make it: its ends close. */
  stopWorker(): void {
    this.#accept = undefined;
    for (const port of this.opened) port.other?.close();
  }
}
