/** One request to the token service (Docker "Token Authentication Specification"). */
import { type Failure, failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Credentials } from '../http/credentials.ts';
import { statusFailure } from '../http/status.ts';
import type { HttpAnswer, Send } from '../http/transport.ts';
import { TOKEN_HOST } from './endpoints.ts';
import { parseTokenAnswer, type TokenAnswer } from './token-answer.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

export interface TokenQuestion {
  /** At auth.docker.io: nowhere else are credentials sent. */
  readonly url: URL;
  readonly credentials: Credentials | undefined;
  /** A test of credentials is sent once, whatever becomes of it. */
  readonly repeatable?: true;
  /** Whether another account pays by now. */
  isObsolete?(): boolean;
  readonly signal?: AbortSignal;
}

/** `denied` where the credentials are refused, or everybody is: by the token service's own word. */
export async function requestToken(
  { send, now }: { readonly send: Send; now(): number },
  { url, credentials, ...question }: TokenQuestion,
): Promise<Result<TokenAnswer, Failure>> {
  const headers = {
    accept: 'application/json',
    ...(credentials && url.host === TOKEN_HOST && { authorization: credentials.basic() }),
  };
  const sent = await send({
    ...question,
    method: 'GET',
    url,
    headers,
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (!sent.ok) return sent;
  const { status, body } = sent.value;
  if (status !== 200) return err(tokenFailure(sent.value, now()));
  const answer = parseTokenAnswer(body);
  if (answer !== undefined) return ok(answer);
  return err(failure('malformed', { host: TOKEN_HOST, status, detail: 'no token in answer' }));
}

/**
 * The token service answers for repositories that do not exist too, so its 404 speaks of itself. It refuses credentials with
 * a 401 in JSON (captured 2026); a 403, or a page, is of something before it (a proxy, a wall): no word on a token.
 */
function tokenFailure(answer: HttpAnswer, now: number): Failure {
  const found = statusFailure(answer, now);
  const isPage = answer.headers
    .get('content-type')
    ?.trimStart()
    .toLowerCase()
    .startsWith('text/html');
  if (found.kind === 'denied' && answer.status === 401 && isPage !== true) return found;
  return found.kind === 'denied' || found.kind === 'not-found'
    ? { ...found, kind: 'unavailable' }
    : found;
}
