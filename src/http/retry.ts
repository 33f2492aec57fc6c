/**
 * Asks again what may succeed a moment later: a connection that broke, a service that stumbled. Only questions that say of
 * themselves that they cost nothing; never after a refusal, nor for an account that has gone; a little later each time, by
 * chance, so that questions which failed together do not come back together ("full jitter", AWS Architecture Blog, 2015);
 * and where the answer names the time (`Retry-After`), not before it.
 */
import { type Failure, failure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import { retryAfter } from './retry-after.ts';
import type { HttpAnswer, HttpRequest, Send } from './transport.ts';

/** Time and chance, as whoever waits needs them. */
export interface Patience {
  /** Settles after so many milliseconds, or as soon as the signal fires. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 to below 1. */
  random(): number;
}

export interface RetryDeps {
  /** Milliseconds since 1970. */
  now(): number;
  readonly patience: Patience;
}

const MOST_TRIES = 3;
/** Milliseconds that the first wait lasts at most; each further one twice as long, up to the longest. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2_000;
/** A wait that a service asks for is kept where it is as short as this, milliseconds; else the failure names its end. */
const LONGEST_NAMED_MS = 5_000;
/**
 * Milliseconds after which nothing is tried again: two deadlines in a row are what a person waits for, and what a worker
 * lives to see; one that was stopped in the third would begin with the first again, and never say what failed.
 */
const LATEST_MS = 15_000;
/** Of 5xx those that pass; 501 and 505 do not (RFC 9110, section 15.6). */
const PASSING: readonly number[] = [408, 500, 502, 503, 504];

type Found = Result<HttpAnswer, Failure>;

/** The same `Send`, which tries a request that is `repeatable` up to three times. */
export function withRetries(send: Send, { now, patience }: RetryDeps): Send {
  return async (request) => {
    const start = now();
    let answered: Found | undefined;
    for (let tries = 1; ; tries += 1) {
      const last = await send(request);
      const found: Found = answered && isSilence(last) ? answered : last;
      if (found.ok) answered = found;
      if (!request.repeatable || tries >= MOST_TRIES || now() - start > LATEST_MS) return found;
      if (request.isObsolete?.()) return found;
      const named = waitNamed(last, now());
      if (named === undefined || named > LONGEST_NAMED_MS) return found;
      const longest = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
      if (await left(request, named + patience.random() * longest, patience))
        return aborted(request);
      if (request.isObsolete?.()) return found;
    }
  };
}

/**
 * Whether no answer came, and nobody knows why. What an earlier try was answered says more then: after several 5xx from one
 * address Chromium fails requests of extensions without sending them (`net::ERR_TEMPORARILY_THROTTLED`).
 */
function isSilence(found: Found): boolean {
  if (found.ok) return false;
  const { kind, detail, until } = found.error;
  return kind === 'unavailable' && detail !== 'aborted' && until === undefined;
}

/** Milliseconds to wait at least, where trying again may help: 0 unless the other side has named a time. */
function waitNamed(found: Found, now: number): number | undefined {
  if (found.ok) {
    const { status, headers } = found.value;
    if (!PASSING.includes(status)) return undefined;
    return Math.max(0, (retryAfter(headers, now) ?? now) - now);
  }
  const { kind, detail, until = now } = found.error;
  if (kind !== 'unavailable' || detail === 'aborted') return undefined;
  return Math.max(0, until - now);
}

/** Waits; says whether the asker has left meanwhile. */
async function left(request: HttpRequest, ms: number, patience: Patience): Promise<boolean> {
  try {
    await patience.wait(ms, request.signal);
  } catch {
    // A wait that can be called off rejects then: the signal says the same.
  }
  return request.signal?.aborted === true;
}

function aborted({ url }: HttpRequest): Result<never, Failure> {
  return err(failure('unavailable', { host: url.host, detail: 'aborted' }));
}
