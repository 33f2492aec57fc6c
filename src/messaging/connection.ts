/**
 * A port that comes back. The browser stops the worker after some 30 idle seconds and every port with it; whoever still
 * waits for an answer must ask again, and whoever does not must let the worker sleep.
 */
import type { Clock } from '../platform/clock.ts';
import type { Port, PortOpener } from '../platform/ports.ts';

/** Milliseconds before the first new try; doubled up to the second. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;
/** The same where there is an answer, and a better one may be had by and by. */
const FIRST_REST = 30_000;
const LONGEST_REST = 5 * 60_000;

export interface ConnectionOptions {
  readonly name: string;
  readonly opener: PortOpener;
  readonly clock: Clock;
  /** Takes a message; says whether it was a valid one, which counts as a sign of life. */
  receive(message: unknown): boolean;
  /** What a new port has to be told, in order, for the worker behind it to know all that was asked. */
  questions(): readonly unknown[];
  /** Whether an answer is still to come. Where none is, a lost port stays lost until the next `send`. */
  waiting(): boolean;
  /** Whether an answer was bad in a way that passes: then a lost port is opened again after a while, ever more rarely. */
  hoping?(): boolean;
  /** The extension is gone from under this script (disabled, updated): nothing will ever be answered. */
  orphaned(): void;
}

export interface Connection {
  /** Sends on the open port; where there is none, opens one and asks all `questions` first. */
  send(message: unknown): void;
  /** Where the port was lost, opens one and asks all `questions` again: much may have changed since. */
  wake(): void;
  close(): void;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { opener, clock } = options;
  let port: Port | undefined;
  let wait = FIRST_WAIT;
  let rest = FIRST_REST;
  let callOff: (() => void) | undefined;
  let closed = false;

  function open(): Port | undefined {
    callOff?.();
    callOff = undefined;
    const opened = opener.open(options.name);
    if (opened === undefined) {
      closed = true;
      options.orphaned();
      return undefined;
    }
    port = opened;
    opened.onMessage((message) => {
      if (port !== opened || !options.receive(message)) return;
      wait = FIRST_WAIT;
      if (!options.hoping?.()) rest = FIRST_REST;
    });
    opened.onClose(() => lost(opened));
    for (const message of options.questions()) opened.post(message);
    return opened;
  }

  function lost(gone: Port): void {
    if (port !== gone) return;
    port = undefined;
    if (closed) return;
    if (!opener.alive()) {
      closed = true;
      options.orphaned();
    } else if (options.waiting()) later();
    else if (options.hoping?.()) muchLater();
  }

  function later(): void {
    callOff ??= clock.after(wait, open);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function muchLater(): void {
    callOff ??= clock.after(rest, open);
    rest = Math.min(rest * 2, LONGEST_REST);
  }

  return {
    send(message) {
      // A port may be gone before anybody was told so.
      if (closed || port?.post(message)) return;
      const opened = open();
      if (!options.questions().includes(message)) opened?.post(message);
    },
    wake() {
      if (!closed && port === undefined && options.questions().length > 0) open();
    },
    close() {
      closed = true;
      callOff?.();
      port?.close();
      port = undefined;
    },
  };
}
