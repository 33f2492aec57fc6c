/**
 * The registry's tokens: short-lived passes to read one repository, given by the token service to anybody who asks, and to
 * an account for its private repositories too. One is kept for each repository until shortly before it expires, and one
 * request for it is under way at a time. With another account begins another era, in which no token of the one before is
 * used.
 */
import { type Failure, failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Credentials } from '../http/credentials.ts';
import type { Send } from '../http/transport.ts';
import { REGISTRY_HOST, TOKEN_HOST } from './endpoints.ts';
import { createPayers, type PayerDeps } from './payer.ts';
import { challengedTokenUrl, knownTokenUrl, testTokenUrl } from './realm.ts';
import { Token } from './token.ts';
import { requestToken } from './token-request.ts';

export interface Tokens {
  /** The kept token, or a new one. The request for it belongs to all who wait: nobody's abort ends it. */
  get(repository: RepositoryName): Promise<Result<Token, Failure>>;
  /**
   * One fresh token after a 401. `denied` where the refused one was itself such a fresh one.
   * @param challenge the `WWW-Authenticate` header of the 401
   */
  renew(
    repository: RepositoryName,
    refused: Token,
    challenge: string | null,
  ): Promise<Result<Token, Failure>>;
  /** Whether a token is kept or under way. */
  has(repository: RepositoryName): boolean;
  /** Whether it is of this era. */
  isCurrent(token: Token): boolean;
  /** Tests credentials by one request, whose token is not kept. `denied` where they are refused. */
  signIn(credentials: Credentials, signal: AbortSignal | undefined): Promise<Result<void, Failure>>;
  /** Begins another era. */
  forget(): void;
}

export interface TokensDeps extends PayerDeps {
  readonly send: Send;
  /** Milliseconds since 1970. */
  now(): number;
}

/** A time in which one account pays, or nobody's does. */
interface Era {
  readonly payer: Credentials | undefined;
  readonly kept: Map<RepositoryName, Token>;
  readonly pending: Map<RepositoryName, Promise<Result<Token, Failure>>>;
  /** Those among `pending` that a challenge asked for. */
  readonly renewals: WeakSet<Promise<Result<Token, Failure>>>;
  readonly issued: WeakSet<Token>;
}

/** How often one question asks for a token: another account may pay by the time that it has come. */
const MOST_TIMES = 3;

export function createTokens(deps: TokensDeps): Tokens {
  const payers = createPayers(deps);
  let era = newEra(undefined);

  async function present(): Promise<Era> {
    const payer = await payers.current();
    if (payer !== era.payer) era = newEra(payer);
    return era;
  }

  function usable({ kept }: Era, repository: RepositoryName): Token | undefined {
    const token = kept.get(repository);
    return token?.isUsable(deps.now()) === true ? token : undefined;
  }

  function ask(within: Era, repository: RepositoryName, url: URL, afterRefusal: boolean) {
    const { payer, kept, pending, renewals, issued } = within;
    const request = async (): Promise<Result<Token, Failure>> => {
      const askedAt = deps.now();
      const answer = await requestToken(deps, {
        url,
        credentials: payer,
        repeatable: true,
        isObsolete: () => within !== era,
      });
      return answer.ok ? ok(new Token(answer.value, askedAt, afterRefusal)) : answer;
    };
    const asked = (payer ? payers.present(payer, request) : request()).then((found) => {
      pending.delete(repository);
      forgetUnusable(kept, deps.now());
      if (!found.ok) return found;
      kept.set(repository, found.value);
      issued.add(found.value);
      return found;
    });
    pending.set(repository, asked);
    if (afterRefusal) renewals.add(asked);
    return asked;
  }

  async function get(repository: RepositoryName, time = 1): Promise<Result<Token, Failure>> {
    const within = await present();
    const token = usable(within, repository);
    if (token !== undefined) return ok(token);
    const underWay = within.pending.get(repository);
    const asked = underWay ?? ask(within, repository, knownTokenUrl(repository), false);
    const found = await asked;
    // Where a challenge led to is a matter of the question that it was the answer to.
    const isAnothers = !found.ok && within.renewals.has(asked) && time < MOST_TIMES;
    return isAnothers ? get(repository, time + 1) : unlessOver(within, repository, found, time);
  }

  /** What was found; where its era is over (the account was refused, or is another), what the next one finds. */
  async function unlessOver(
    within: Era,
    repository: RepositoryName,
    found: Result<Token, Failure>,
    time: number,
  ): Promise<Result<Token, Failure>> {
    if (within === (await present())) return found;
    if (time < MOST_TIMES) return get(repository, time + 1);
    return err(failure('unavailable', { host: TOKEN_HOST, detail: 'accounts change' }));
  }

  return {
    get: (repository) => get(repository),

    async renew(repository, refused, challenge) {
      const within = await present();
      if (!within.issued.has(refused)) return get(repository);
      const underWay = within.pending.get(repository);
      if (underWay !== undefined) return unlessOver(within, repository, await underWay, 1);
      const token = usable(within, repository);
      if (token !== undefined && token !== refused) return ok(token);
      if (refused.isLastWord(deps.now())) {
        return err(failure('denied', { host: REGISTRY_HOST, status: 401 }));
      }
      const url = challengedTokenUrl(challenge, repository);
      if (url === undefined) {
        const detail = 'challenge not for this repository at auth.docker.io';
        return err(failure('malformed', { host: REGISTRY_HOST, status: 401, detail }));
      }
      within.kept.delete(repository);
      return unlessOver(within, repository, await ask(within, repository, url, true), 1);
    },

    has: (repository) => era.pending.has(repository) || usable(era, repository) !== undefined,
    isCurrent: (token) => era.issued.has(token),

    async signIn(credentials, signal) {
      const answer = await payers.present(credentials, () =>
        requestToken(deps, { url: testTokenUrl(), credentials, ...(signal && { signal }) }),
      );
      return answer.ok ? ok(undefined) : answer;
    },

    forget() {
      era = newEra(era.payer);
    },
  };
}

function newEra(payer: Credentials | undefined): Era {
  return {
    payer,
    kept: new Map(),
    pending: new Map(),
    renewals: new WeakSet(),
    issued: new WeakSet(),
  };
}

function forgetUnusable(kept: Map<RepositoryName, Token>, now: number): void {
  for (const [repository, token] of kept) {
    if (!token.isUsable(now)) kept.delete(repository);
  }
}
