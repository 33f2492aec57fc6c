/** One row of the table of faults. */
import type { FailureKind } from '../../src/core/failure.ts';
import type { RequestKind } from '../standin/exchange.ts';
import type { Bench, Place } from './bench.ts';

export interface Fault {
  /** What is wrong. */
  readonly name: string;
  /** Puts it into the stand-in; left out where only `ask` can make it. */
  make?(place: Place): Made;
  /** Asks a client, and gives what the client says. */
  ask(bench: Bench): Promise<unknown>;
  /** What the client must say: a part of its result. */
  readonly says: object;
  /** All that was sent to the stand-in, in its order; left out where nothing of it got there. */
  readonly sent?: readonly RequestKind[];
  /** Milliseconds for an answer, where the fault is about time. */
  readonly timeoutMs?: number;
  readonly seen: Seen;
}

/** Takes the fault away again. */
export interface Made {
  remove(): void;
}

/** What a person sees of it, while it lasts. */
export type Seen =
  /** On the tags page of the place's repository, in the row of its tag. The other rows are as on a good day. */
  | { readonly row: RowSeen; readonly afterSeconds?: number }
  /** There, in every row. */
  | { readonly rows: RowSeen; readonly afterSeconds?: number }
  /** In the popup, when the image ID of the place's digest is to be revealed; without a failure it is revealed. */
  | { readonly popup: { readonly failure?: FailureKind } }
  /** A browser cannot be made to meet it, or it looks like another; why. */
  | { readonly nobody: string };

/** What the annotation carries (test/CONTRACT.md, section 3). Without a failure there is none. */
export interface RowSeen {
  readonly state: 'ready' | 'partial' | 'failed';
  readonly evidence?: 'hub' | 'registry';
  readonly failure?: FailureKind;
  /** Whether it says that the Hub API named another digest. */
  readonly conflict?: true;
}

export const failed = (error: object) => ({ ok: false, error });
export const got = (value: object) => ({ ok: true, value });

/** The registry has not told, and the Hub API has. */
export const unconfirmed = (failure: FailureKind): RowSeen => ({
  state: 'partial',
  evidence: 'hub',
  failure,
});

/** The registry has told, and the Hub API has not. */
export const withoutPlatforms = (failure: FailureKind): RowSeen => ({
  state: 'partial',
  evidence: 'registry',
  failure,
});

export const AS_EVER: RowSeen = { state: 'ready', evidence: 'registry' };
