/** Host permissions, which a person can take back at any time (Firefox offers it for every extension). */

export interface HostPermissions {
  /** Whether requests to that host are allowed at this moment. */
  has(host: string): Promise<boolean>;
  /** Calls when any permission was given. */
  onGiven(call: () => void): void;
}

/** The part of the extension API that is used here. */
export interface PermissionsApi {
  readonly permissions: {
    contains(permissions: { origins: string[] }): Promise<boolean>;
    readonly onAdded: { addListener(call: () => void): void };
  };
}

export function hostPermissions(browser: PermissionsApi): HostPermissions {
  return {
    has: (host) => browser.permissions.contains({ origins: [`https://${host}/*`] }),
    onGiven: (call) => browser.permissions.onAdded.addListener(() => call()),
  };
}
