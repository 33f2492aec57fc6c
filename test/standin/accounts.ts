/**
 * The accounts of this Docker Hub. One reads the private repositories of its own namespace and has pulls of its own. A
 * name that was given a wrong access token three times is locked, for the token service and the web API alike, so that a
 * test sees who tries again: Docker Hub does that for ten minutes, the stand-in until it is told otherwise.
 */
import type { PullLimits } from './pull-limits.ts';

export interface Account {
  readonly name: string;
  readonly limits: PullLimits;
}

/** One try to sign in. The access token is not written down. */
export interface SignInTry {
  readonly name: string;
  /** Where: auth.docker.io or hub.docker.com. */
  readonly host: string;
  readonly outcome: 'ok' | 'refused' | 'locked';
}

export interface Accounts {
  /** Every try since the last `clear`, in order. */
  readonly tries: readonly SignInTry[];
  add(name: string, accessToken: string, limits?: Partial<PullLimits>): Account;
  /** As a person who deletes the access token: it is refused from now on. */
  revoke(name: string): void;
  /** No accounts, no locks, no tries. */
  clear(): void;
}

export interface AccountDesk extends Accounts {
  signIn(host: string, name: string, accessToken: string): Account | 'refused' | 'locked';
}

/** Wrong tries before a name is locked. */
const PATIENCE = 3;

export function createAccounts(): AccountDesk {
  const known = new Map<string, { readonly account: Account; accessToken: string | undefined }>();
  const tries: SignInTry[] = [];

  function judge(name: string, accessToken: string): Account | 'refused' | 'locked' {
    const wrong = tries.filter((one) => one.name === name && one.outcome === 'refused');
    if (wrong.length >= PATIENCE) return 'locked';
    const found = known.get(name);
    return found?.accessToken === accessToken ? found.account : 'refused';
  }

  return {
    tries,

    add(name, accessToken, limits = {}) {
      const usual = { limit: 200, remaining: 200, windowSeconds: 3600 };
      const account: Account = { name, limits: { ...usual, ...limits } };
      known.set(name, { account, accessToken });
      return account;
    },

    revoke(name) {
      const found = known.get(name);
      if (found) found.accessToken = undefined;
    },

    clear() {
      known.clear();
      tries.length = 0;
    },

    signIn(host, name, accessToken) {
      const said = judge(name, accessToken);
      tries.push({ name, host, outcome: typeof said === 'string' ? said : 'ok' });
      return said;
    },
  };
}

/** Whether this account (or nobody) may read a repository. */
export function mayRead(
  account: Pick<Account, 'name'> | undefined,
  repository: { readonly name: string; readonly private: boolean },
): boolean {
  return !repository.private || repository.name.startsWith(`${account?.name}/`);
}
