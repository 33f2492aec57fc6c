/** Host permissions, which a person can take back at any time (Firefox offers it for every extension). */
import { HOSTS } from '../core/hosts.ts';

export interface HostPermissions {
  /** Whether requests to that host are allowed at this moment. */
  has(host: string): Promise<boolean>;
  /**
   * Whether that host is known not to be allowed, without asking the browser: as `missing` last found, and every change
   * since. A browser sends such requests all the same (CORS), and only keeps the answer from us.
   */
  barred(host: string): boolean;
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

interface Change {
  readonly origins?: string[];
}

/** The part of the extension API that is used here. */
export interface PermissionsApi {
  readonly permissions: {
    contains(permissions: { origins: string[] }): Promise<boolean>;
    request(permissions: { origins: string[] }): Promise<boolean>;
    readonly onAdded: { addListener(call: (change: Change) => void): void };
    readonly onRemoved: { addListener(call: (change: Change) => void): void };
  };
}

export function hostPermissions({ permissions }: PermissionsApi): HostPermissions {
  const has = (...hosts: string[]) => permissions.contains({ origins: hosts.map(originOf) });
  const barred = new Set<string>();

  function note(host: string, isHeld: boolean): void {
    if (isHeld) barred.delete(host);
    else barred.add(host);
  }

  function noteChange({ origins = [] }: Change, isHeld: boolean): void {
    for (const host of HOSTS) if (origins.includes(originOf(host))) note(host, isHeld);
  }

  permissions.onAdded.addListener((change) => noteChange(change, true));
  permissions.onRemoved.addListener((change) => noteChange(change, false));

  return {
    has: (host) => has(host),
    barred: (host) => barred.has(host),
    async missing(hosts) {
      try {
        const isAll = await has(...hosts);
        const held = isAll
          ? hosts.map(() => true)
          : await Promise.all(hosts.map((host) => has(host)));
        for (const [place, host] of hosts.entries()) note(host, held[place] !== false);
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
