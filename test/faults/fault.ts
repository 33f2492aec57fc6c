/** One row of the table of faults. */
import type { RequestKind } from '../standin/exchange.ts';
import type { Bench } from './bench.ts';

export interface Fault {
  /** What is wrong. */
  readonly name: string;
  /** Makes it, asks a client, and gives what the client says. */
  ask(bench: Bench): Promise<unknown>;
  /** What the client must say: a part of its result. */
  readonly says: object;
  /**
   * All that was sent to the stand-in, in its order: a client asks once, and once more with a fresh token after a
   * 401.
   */
  readonly sent?: readonly RequestKind[];
  /** Milliseconds for an answer, where the fault is about time. */
  readonly timeoutMs?: number;
  /** The test in test/browser where a person sees it; left out where nobody has one yet. */
  readonly seen?: string;
}

export const failed = (error: object) => ({ ok: false, error });
export const got = (value: object) => ({ ok: true, value });
