/** What went wrong, why, and what a person can do: one short sentence each, for every kind of failure. */
import type { Failure, FailureKind } from '../core/failure.ts';
import { formatUntil } from './format.ts';
import type { TextKey } from './keys.ts';
import type { Text } from './text.ts';

export interface FailureText {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

interface FailureKeys {
  readonly what: TextKey;
  readonly why: TextKey;
  readonly todo: TextKey;
  /** In place of `why` where an HTTP status is known. */
  readonly whyStatus?: TextKey;
  /** In place of `why` where an answer began well and did not come to its end. */
  readonly whyHalf?: TextKey;
  /** In place of `todo` where the end is known. */
  readonly todoUntil?: TextKey;
}

const KEYS: Readonly<Record<FailureKind, FailureKeys>> = {
  offline: {
    what: 'failureOfflineWhat',
    why: 'failureOfflineWhy',
    todo: 'failureOfflineDo',
  },
  permission: {
    what: 'failurePermissionWhat',
    why: 'failurePermissionWhy',
    todo: 'failurePermissionDo',
  },
  'rate-limited': {
    what: 'failureRateLimitedWhat',
    why: 'failureRateLimitedWhy',
    todo: 'failureRateLimitedDo',
    todoUntil: 'failureRateLimitedDoUntil',
  },
  'not-found': {
    what: 'failureNotFoundWhat',
    why: 'failureNotFoundWhy',
    todo: 'failureNotFoundDo',
  },
  denied: {
    what: 'failureDeniedWhat',
    why: 'failureDeniedWhy',
    todo: 'failureDeniedDo',
  },
  unavailable: {
    what: 'failureUnavailableWhat',
    why: 'failureUnavailableWhy',
    whyStatus: 'failureUnavailableWhyStatus',
    whyHalf: 'failureUnavailableWhyHalf',
    todo: 'failureUnavailableDo',
    todoUntil: 'failureUnavailableDoUntil',
  },
  malformed: {
    what: 'failureMalformedWhat',
    why: 'failureMalformedWhy',
    todo: 'failureMalformedDo',
  },
  'digest-mismatch': {
    what: 'failureDigestMismatchWhat',
    why: 'failureDigestMismatchWhy',
    todo: 'failureDigestMismatchDo',
  },
  'budget-spent': {
    what: 'failureBudgetSpentWhat',
    why: 'failureBudgetSpentWhy',
    todo: 'failureBudgetSpentDo',
    todoUntil: 'failureBudgetSpentDoUntil',
  },
  unsupported: {
    what: 'failureUnsupportedWhat',
    why: 'failureUnsupportedWhy',
    todo: 'failureUnsupportedDo',
  },
};

const HOSTS: Readonly<Record<string, TextKey>> = {
  'registry-1.docker.io': 'registryName',
  'hub.docker.com': 'hubName',
  'auth.docker.io': 'authName',
};

const MINUTE = 60_000;

/** Only the three known hosts are named; anything else, which a server may have put there, is not repeated. */
function hostName(text: Text, failure: Failure): string {
  const known = failure.host === undefined ? undefined : HOSTS[failure.host];
  if (!known) return text('serviceName');
  // The browser's settings list sites by their address, so a missing permission is told by it.
  return failure.kind === 'permission' && failure.host ? failure.host : text(known);
}

/** `now`: milliseconds since 1970; an end that has passed is not told. */
export function failureText(text: Text, failure: Failure, now: number): FailureText {
  const keys = KEYS[failure.kind];
  const host = hostName(text, failure);
  const todo =
    keys.todoUntil && failure.until !== undefined && failure.until > now
      ? text(keys.todoUntil, formatUntil(text('languageTag'), nextMinute(failure.until), now))
      : text(keys.todo);
  return { what: text(keys.what), why: whyText(text, keys, failure.status, host), todo };
}

/** No time of day that is told is before the end: the seconds are left out, so the minute is full. */
function nextMinute(until: number): number {
  return Math.ceil(until / MINUTE) * MINUTE;
}

function whyText(text: Text, keys: FailureKeys, status: number | undefined, host: string): string {
  if (status === undefined) return text(keys.why, host);
  if (keys.whyHalf && status >= 200 && status < 300) return text(keys.whyHalf, host);
  return keys.whyStatus ? text(keys.whyStatus, host, String(status)) : text(keys.why, host);
}
