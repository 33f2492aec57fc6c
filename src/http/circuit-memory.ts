/**
 * What of open circuits outlives the worker. A browser stops it every half minute that nobody asks, and a new one that
 * knew nothing would press on a host that is down as if for the first time.
 */
import { type Failure, failure } from '../core/failure.ts';
import { LONGEST_MS } from './retry-after.ts';

/** For how long a host is left alone. Milliseconds, moments since 1970. */
export interface Rest {
  readonly from: number;
  readonly until: number;
  /** Without the jitter, and without what the host asked for: the next is twice as long. */
  readonly length: number;
  /** What opened the circuit. */
  readonly last: Failure;
}

/** A rest, as it is kept. */
export interface KeptRest extends Omit<Rest, 'last'> {
  readonly host: string;
  /** Of the answer that opened the circuit, where there was one. */
  readonly status?: number;
}

export interface CircuitMemory {
  /** Never rejects: what cannot be read was not kept. */
  read(): Promise<readonly KeptRest[]>;
  /** Replaces what is kept. */
  write(rests: readonly KeptRest[]): void;
}

export function keptRest(host: string, { last, ...rest }: Rest): KeptRest {
  return { host, ...rest, ...(last.status !== undefined && { status: last.status }) };
}

/**
 * The rest that was kept, where it still says anything at `now`.
 * @param memorable milliseconds after its end for which it counts how long it was
 */
export function recalledRest(kept: KeptRest, now: number, memorable: number): Rest | undefined {
  const { host, status, from, until, length } = kept;
  // Begun in the future: the clock was set back. Longer than any host may ask for: no rest of ours.
  if (from > now || until - from > LONGEST_MS || now >= until + memorable) return undefined;
  const last = failure('unavailable', { host, ...(status !== undefined && { status }) });
  return { from, until, length, last };
}
