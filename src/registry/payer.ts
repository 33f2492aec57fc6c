/**
 * Who pays for pulls, and may read more than everybody: an account, by its credentials, or nobody. Docker Hub locks a name
 * for minutes after a few wrong tokens in a row (seen 2026), so that wrong ones must be sent once and never again: until they
 * were taken once only one request carries them at a time, and refused ones are remembered.
 */
import { type Failure, failure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import type { Credentials, CredentialsSource } from '../http/credentials.ts';
import { TOKEN_HOST } from './endpoints.ts';

export interface PayerDeps {
  /** Gives the same object for as long as the same account pays. */
  readonly credentials?: CredentialsSource;
  /** Told once of each that pays and is refused. */
  onRefused?(credentials: Credentials): void;
}

export interface Payers {
  /** Undefined where there is no account, and where its credentials were refused. */
  current(): Promise<Credentials | undefined>;
  /**
   * Asks with them, when it is their turn. A `denied` says that they are refused.
   * @param ask never called where they were refused meanwhile
   */
  present<T>(
    credentials: Credentials,
    ask: () => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>>;
}

export function createPayers(deps: PayerDeps): Payers {
  const refused = new WeakSet<Credentials>();
  const taken = new WeakSet<Credentials>();
  /** The request that finds out whether they are taken. */
  const tests = new WeakMap<Credentials, Promise<unknown>>();

  return {
    async current() {
      const credentials = await deps.credentials?.();
      return credentials && !refused.has(credentials) ? credentials : undefined;
    },

    async present(credentials, ask) {
      // Not a function of its own: between the end of the wait and the claim below nobody may come.
      while (!taken.has(credentials)) {
        const test = tests.get(credentials);
        if (test === undefined) break;
        await test;
      }
      if (refused.has(credentials)) {
        return err(failure('denied', { host: TOKEN_HOST, detail: 'refused before' }));
      }
      const request = ask();
      if (!taken.has(credentials)) tests.set(credentials, request);
      const found = await request;
      if (tests.get(credentials) === request) tests.delete(credentials);
      if (found.ok) taken.add(credentials);
      else if (found.error.kind === 'denied' && !refused.has(credentials)) {
        refused.add(credentials);
        const paying = await deps.credentials?.();
        if (paying === credentials) deps.onRefused?.(credentials);
      }
      return found;
    },
  };
}
