/** How the account stands, as the worker holds it: what it is when read, when kept, and when told. */
import { type Failure, failure } from '../core/failure.ts';
import { Credentials } from '../http/credentials.ts';
import { HUB_HOST } from '../hub/endpoints.ts';
import type { AccountView } from '../messaging/view.ts';
import type { AccountRecord } from './account-record.ts';
import { failureView } from './tag-view.ts';

export interface SignedIn {
  readonly state: 'signed-in';
  readonly credentials: Credentials;
  /** Whether it is kept on this machine, and not only until the browser is closed. */
  readonly remember: boolean;
  readonly useForListing: boolean;
  /** Why tags are listed without it, where it may be used for that. */
  readonly listingFailure?: Failure;
}

/** The token service does not take it (any more). */
export interface Refused {
  readonly state: 'refused';
  readonly username: string;
  /** Where its name is kept. */
  readonly remember: boolean;
}

export type Standing = { readonly state: 'none' } | Refused | SignedIn;

export const NONE: Standing = { state: 'none' };

export function recordOf(standing: Refused | SignedIn): AccountRecord {
  if (standing.state === 'refused') {
    return { version: 1, state: 'refused', username: standing.username };
  }
  const { credentials, useForListing, listingFailure } = standing;
  return {
    version: 1,
    state: 'signed-in',
    ...credentials.reveal(),
    useForListing,
    isListingRefused: listingFailure?.kind === 'denied',
  };
}

/** @param remember whether the record was kept on this machine */
export function standingOf(record: AccountRecord | undefined, remember: boolean): Standing {
  switch (record?.state) {
    case 'signed-in': {
      const { username, secret, useForListing, isListingRefused } = record;
      const listingFailure = failure('denied', { host: HUB_HOST });
      return {
        state: 'signed-in',
        credentials: new Credentials(username, secret),
        remember,
        useForListing,
        ...(isListingRefused && { listingFailure }),
      };
    }
    case 'refused':
      return { state: 'refused', username: record.username, remember };
    default:
      return NONE;
  }
}

export function nameOf(standing: Standing): string | undefined {
  if (standing.state === 'none') return undefined;
  return standing.state === 'refused' ? standing.username : standing.credentials.username;
}

/** @param problem why the last sign-in, or the last change, came to nothing */
export function accountView(
  standing: Standing,
  isBusy: boolean,
  problem: Failure | undefined,
): AccountView {
  const username = nameOf(standing);
  const listing = standing.state === 'signed-in' ? standing : undefined;
  return {
    state: viewState(standing),
    ...(username !== undefined && { username }),
    useForListing: listing?.useForListing === true,
    isBusy,
    ...(problem && { failure: failureView(problem) }),
    ...(listing?.listingFailure && { listingFailure: failureView(listing.listingFailure) }),
  };
}

function viewState(standing: Standing): AccountView['state'] {
  if (standing.state !== 'signed-in') return standing.state;
  return standing.remember ? 'remembered' : 'session';
}
