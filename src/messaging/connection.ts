/**
 * A port that comes back. The browser stops the worker after some 30 idle seconds and every port with it; whoever still
 * waits for an answer must ask again, and whoever does not must let the worker sleep.
 */
import type { Clock } from '../platform/clock.ts';
import type { Port, PortOpener } from '../platform/ports.ts';
import type { PageRequest, PopupRequest } from './protocol.ts';
import type { FailureView } from './view.ts';

/** Milliseconds before the first new try; doubled up to the second. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;
/** The same where there is an answer, and a better one may be had by and by. */
const FIRST_REST = 30_000;
const LONGEST_REST = 5 * 60_000;
/** Nobody silences a page for longer than a day, whatever an answer says. */
const LONGEST_NAMED = 24 * 60 * 60_000;

const RESUME: Extract<PageRequest & PopupRequest, { type: 'resume' }> = { type: 'resume' };

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
  /**
   * What the last answers named that passes by itself. Where there is any, a lost port is opened again: when the first of
   * it is over, as far as all of it says when that is; else after a while, ever more rarely.
   */
  passing(): readonly FailureView[];
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

  function open(...before: unknown[]): Port | undefined {
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
      // That somebody has begun to ask says nothing: each worker says so first.
      if (!options.waiting() && options.passing().length === 0) rest = FIRST_REST;
    });
    opened.onClose(() => lost(opened));
    for (const message of [...before, ...options.questions()]) opened.post(message);
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
    else muchLater(options.passing());
  }

  /** Nobody has come: it is a clock that opens the port. */
  function resume(): void {
    open(RESUME);
  }

  function later(): void {
    callOff ??= clock.after(wait, resume);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function muchLater(failures: readonly FailureView[]): void {
    if (failures.length === 0) return;
    const left = Math.min(...failures.map(({ until = 0 }) => until)) - clock.now();
    if (left > 0) {
      callOff ??= clock.after(Math.min(left, LONGEST_NAMED), resume);
      return;
    }
    callOff ??= clock.after(rest, resume);
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
