/** Host permissions, which a person can take back at any time (Firefox offers it for every extension). */
import type { Browser } from 'webextension-polyfill';

export interface HostPermissions {
  /** Whether requests to that host are allowed at this moment. */
  has(host: string): Promise<boolean>;
  /** Calls when any permission was given. */
  onGiven(call: () => void): void;
}

/** @param browser only `permissions` of it is used */
export function hostPermissions(browser: Pick<Browser, 'permissions'>): HostPermissions {
  return {
    has: (host) => browser.permissions.contains({ origins: [`https://${host}/*`] }),
    onGiven: (call) => browser.permissions.onAdded.addListener(() => call()),
  };
}
