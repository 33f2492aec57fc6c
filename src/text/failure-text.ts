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

/** `not-found` of the web API: what is there, the registry alone can say. */
const UNLISTED: FailureKeys = {
  what: 'unlistedWhat',
  why: 'failureUnlistedWhy',
  todo: 'failureUnlistedDo',
};

const HUB_HOST = 'hub.docker.com';
const TOKEN_HOST = 'auth.docker.io';

const HOSTS: Readonly<Record<string, TextKey>> = {
  'registry-1.docker.io': 'registryName',
  [HUB_HOST]: 'hubName',
  [TOKEN_HOST]: 'authName',
};

/** Only the three known hosts are named; anything else, which a server may have put there, is not repeated. */
function hostName(text: Text, failure: Failure): string {
  const known = failure.host === undefined ? undefined : HOSTS[failure.host];
  if (!known) return text('serviceName');
  // The browser's settings list sites by their address, so a missing permission is told by it.
  return failure.kind === 'permission' && failure.host ? failure.host : text(known);
}

/** `now`: milliseconds since 1970; an end that has passed is not told. */
export function failureText(text: Text, failure: Failure, now: number): FailureText {
  return wordsOf(text, isUnlisted(failure) ? UNLISTED : KEYS[failure.kind], failure, now);
}

/**
 * The same for a manifest that was to be read, which costs a pull: it is the limit of those that a 429 speaks of. HEADs go
 * on meanwhile.
 */
export function readFailureText(text: Text, failure: Failure, now: number): FailureText {
  if (failure.kind !== 'rate-limited' || failure.host === TOKEN_HOST) {
    return failureText(text, failure, now);
  }
  const end = untilText(text, failure, now);
  return {
    what: text('failurePullsWhat'),
    why: end === undefined ? text('failurePullsWhy') : text('failurePullsWhyUntil', end),
    todo: text('failurePullsDo'),
  };
}

/** The time of day at which it ends, where that is known and still to come. */
export function untilText(text: Text, { until }: Failure, now: number): string | undefined {
  if (until === undefined || until <= now) return undefined;
  return formatUntil(text('languageTag'), until, now);
}

/** Whether only the web API has nothing of that name: it says the same of what is private, and what is new. */
export function isUnlisted({ kind, host }: Failure): boolean {
  return kind === 'not-found' && host === HUB_HOST;
}

function wordsOf(text: Text, keys: FailureKeys, failure: Failure, now: number): FailureText {
  const host = hostName(text, failure);
  const end = untilText(text, failure, now);
  const todo = keys.todoUntil && end !== undefined ? text(keys.todoUntil, end) : text(keys.todo);
  return { what: text(keys.what), why: whyText(text, keys, failure.status, host), todo };
}

function whyText(text: Text, keys: FailureKeys, status: number | undefined, host: string): string {
  if (status === undefined) return text(keys.why, host);
  if (keys.whyHalf && status >= 200 && status < 300) return text(keys.whyHalf, host);
  return keys.whyStatus ? text(keys.whyStatus, host, String(status)) : text(keys.why, host);
}
