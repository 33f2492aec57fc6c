/**
 * The registry's tokens: short-lived passes to read one repository, given to anybody who asks the token service. One
 * is kept for each repository until shortly before it expires, and one request for it is under way at a time.
 */
import { type Failure, failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import { statusFailure } from '../http/status.ts';
import type { Send } from '../http/transport.ts';
import { REGISTRY_HOST, TOKEN_HOST } from './endpoints.ts';
import { challengedTokenUrl, knownTokenUrl } from './realm.ts';
import { Token } from './token.ts';
import { parseTokenAnswer } from './token-answer.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

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
}

export function createTokens(deps: { readonly send: Send; now(): number }): Tokens {
  const kept = new Map<RepositoryName, Token>();
  const pending = new Map<RepositoryName, Promise<Result<Token, Failure>>>();

  const usable = (repository: RepositoryName): Token | undefined => {
    const token = kept.get(repository);
    return token?.isUsable(deps.now()) === true ? token : undefined;
  };

  const ask = (repository: RepositoryName, url: URL, afterRefusal: boolean) => {
    const request = requestToken(deps, url, afterRefusal).then((result) => {
      pending.delete(repository);
      forgetUnusable(kept, deps.now());
      if (result.ok) kept.set(repository, result.value);
      return result;
    });
    pending.set(repository, request);
    return request;
  };

  return {
    async get(repository) {
      const token = usable(repository);
      if (token !== undefined) return ok(token);
      return pending.get(repository) ?? ask(repository, knownTokenUrl(repository), false);
    },
    async renew(repository, refused, challenge) {
      const underWay = pending.get(repository);
      if (underWay !== undefined) return underWay;
      const token = usable(repository);
      if (token !== undefined && token !== refused) return ok(token);
      if (refused.isLastWord(deps.now())) {
        return err(failure('denied', { host: REGISTRY_HOST, status: 401 }));
      }
      const url = challengedTokenUrl(challenge, repository);
      if (url === undefined) {
        const detail = 'challenge not for this repository at auth.docker.io';
        return err(failure('malformed', { host: REGISTRY_HOST, status: 401, detail }));
      }
      kept.delete(repository);
      return ask(repository, url, true);
    },
    has: (repository) => pending.has(repository) || usable(repository) !== undefined,
  };
}

async function requestToken(
  deps: { readonly send: Send; now(): number },
  url: URL,
  afterRefusal: boolean,
): Promise<Result<Token, Failure>> {
  const askedAt = deps.now();
  const headers = { accept: 'application/json' };
  const sent = await deps.send({ method: 'GET', url, headers, maxBytes: MAX_ANSWER_BYTES });
  if (!sent.ok) return sent;
  const { status, body } = sent.value;
  if (status !== 200) return err(tokenFailure(statusFailure(sent.value, deps.now())));
  const answer = parseTokenAnswer(body);
  if (answer === undefined) {
    return err(failure('malformed', { host: TOKEN_HOST, status, detail: 'no token in answer' }));
  }
  return ok(new Token(answer, askedAt, afterRefusal));
}

/** The token service answers for repositories that do not exist too, so its 404 speaks of itself. */
function tokenFailure(found: Failure): Failure {
  return found.kind === 'not-found' ? { ...found, kind: 'unavailable' } : found;
}

function forgetUnusable(kept: Map<RepositoryName, Token>, now: number): void {
  for (const [repository, token] of kept) {
    if (!token.isUsable(now)) kept.delete(repository);
  }
}
