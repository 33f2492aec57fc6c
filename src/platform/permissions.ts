/** Host permissions, which a person can take back at any time (Firefox offers it for every extension). */

export interface HostPermissions {
  /** Whether requests to that host are allowed at this moment. */
  has(host: string): Promise<boolean>;
  /** Which of these hosts may not be asked at this moment. A browser that does not tell counts as one that allows. */
  missing(hosts: readonly string[]): Promise<readonly string[]>;
  /**
   * Asks the person for these hosts. To be called in the very click, or the browser refuses to ask. Resolves to whether
   * they are allowed now; never rejects.
   */
  ask(hosts: readonly string[]): Promise<boolean>;
  /** Calls when any permission was given. */
  onGiven(call: () => void): void;
  /** Calls when any permission was taken away. */
  onTaken(call: () => void): void;
}

/** The part of the extension API that is used here. */
export interface PermissionsApi {
  readonly permissions: {
    contains(permissions: { origins: string[] }): Promise<boolean>;
    request(permissions: { origins: string[] }): Promise<boolean>;
    readonly onAdded: { addListener(call: () => void): void };
    readonly onRemoved: { addListener(call: () => void): void };
  };
}

export function hostPermissions({ permissions }: PermissionsApi): HostPermissions {
  const has = (...hosts: string[]) => permissions.contains({ origins: hosts.map(originOf) });

  return {
    has: (host) => has(host),
    async missing(hosts) {
      try {
        if (await has(...hosts)) return [];
        const held = await Promise.all(hosts.map((host) => has(host)));
        return hosts.filter((_, place) => held[place] === false);
      } catch {
        return [];
      }
    },
    async ask(hosts) {
      try {
        return await permissions.request({ origins: hosts.map(originOf) });
      } catch {
        // Not asked in a click, or not allowed by whoever administers this browser.
        return false;
      }
    },
    onGiven: (call) => permissions.onAdded.addListener(() => call()),
    onTaken: (call) => permissions.onRemoved.addListener(() => call()),
  };
}

function originOf(host: string): string {
  return `https://${host}/*`;
}
