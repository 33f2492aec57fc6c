/**
 * The closed set of things that can go wrong between a person's question and Docker Hub's answer.
 * The names are part of the stable surface (test/CONTRACT.md, section 3).
 */
import type { Digest } from './digest.ts';

export const FAILURE_KINDS = [
  'offline',
  'permission',
  'rate-limited',
  'not-found',
  'denied',
  'unavailable',
  'malformed',
  'digest-mismatch',
  'budget-spent',
  'unsupported',
] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

/** The bytes that came in place of those that were asked for. */
export interface WrongBytes {
  /** What they hash to. */
  readonly computed: Digest;
  /** The `Docker-Content-Digest` that came with them, where there was one. */
  readonly header?: Digest;
  /** Their number. */
  readonly bytes: number;
}

/** One failure. It carries no text for people (`_locales` does) and never a token, an account or an address. */
export interface Failure {
  readonly kind: FailureKind;
  /** Which of the three hosts it speaks of, where it was one. */
  readonly host?: string;
  /** HTTP status, where an answer came. */
  readonly status?: number;
  /** When it ends, where that is known: milliseconds since 1970. */
  readonly until?: number;
  /** With `until`: the other side has named no end; it is when the limit's window is over, as last known. */
  readonly isUntilGuessed?: true;
  /** What exactly was wrong, in a few technical words for a log or a bug report. */
  readonly detail?: string;
  /** With `digest-mismatch`. */
  readonly found?: WrongBytes;
}

/** Short form for the many places that make one. */
export function failure(kind: FailureKind, more: Omit<Failure, 'kind'> = {}): Failure {
  return { kind, ...more };
}
