/**
 * One question to the registry with everything around it: the token, the way back after a 401, the pull limits that
 * the answer names, and what a refusal means.
 */
import { type Failure, failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { HttpAnswer, HttpRequest, Send } from '../http/transport.ts';
import { unlessAborted } from '../http/unless-aborted.ts';
import { REGISTRY_HOST } from './endpoints.ts';
import { registryFailure } from './errors.ts';
import { type PullLimits, readLimits } from './limits.ts';
import type { Token } from './token.ts';
import type { Tokens } from './tokens.ts';

export interface ExchangeDeps {
  readonly send: Send;
  readonly tokens: Tokens;
  now(): number;
  onLimits(limits: PullLimits, askedAt: number): void;
}

/** Keeps account of the GETs of one manifest: each counts, and one that is answered 401 is followed by another. */
export interface Spending {
  /** Before each. False: it is not to be sent, and the answer is `budget-spent`. */
  mayAsk(): Promise<boolean>;
  /** It is handed to the browser. Not called where its host is left alone, or was taken away. */
  onSent(): void;
}

type Question = HttpRequest & {
  /** Manifests carry the pull limits; from other answers their absence says nothing. */
  readonly limited: boolean;
  readonly spending?: Spending;
};

/** The answer, when it is a 2xx. */
export type Exchange = (
  repository: RepositoryName,
  question: Question,
) => Promise<Result<HttpAnswer, Failure>>;

export function createExchange(deps: ExchangeDeps): Exchange {
  /** The window that was read last, and the token that it was read with: another account's is another. */
  let window: { readonly seconds: number; readonly token: Token } | undefined;

  const readLimitsOf = ({ answer, token, askedAt }: Answered): void => {
    const limits = readLimits(answer.status, answer.headers);
    if (limits === undefined) return;
    if (limits !== 'unlimited') window = { seconds: limits.windowSeconds, token };
    deps.onLimits(limits, askedAt);
  };

  const windowSeconds = () =>
    window && deps.tokens.isCurrent(window.token) ? window.seconds : undefined;

  return async (repository, question) => {
    const answered = await authorised(deps, repository, question);
    if (!answered.ok) return answered;
    const { answer, token } = answered.value;
    // An answer that was on its way while the account changed speaks of the limits of the one before.
    const isOfNow = deps.tokens.isCurrent(token);
    if (question.limited && isOfNow) readLimitsOf(answered.value);
    if (answer.status >= 200 && answer.status < 300) return ok(answer);
    return err(registryFailure(answer, deps.now(), isOfNow ? windowSeconds() : undefined));
  };
}

interface Answered {
  readonly answer: HttpAnswer;
  /** The one that it was asked with. */
  readonly token: Token;
  /** When it was sent, milliseconds since 1970. */
  readonly askedAt: number;
}

async function authorised(
  deps: ExchangeDeps,
  repository: RepositoryName,
  question: Question,
): Promise<Result<Answered, Failure>> {
  const { signal } = question;
  const token = await unlessAborted(deps.tokens.get(repository), signal, REGISTRY_HOST);
  if (!token.ok) return token;
  const first = await sendWith(deps, question, token.value);
  if (!first.ok || first.value.answer.status !== 401) return first;
  const challenge = first.value.answer.headers.get('www-authenticate');
  const fresh = await unlessAborted(
    deps.tokens.renew(repository, token.value, challenge),
    signal,
    REGISTRY_HOST,
  );
  return fresh.ok ? sendWith(deps, question, fresh.value) : fresh;
}

async function sendWith(
  deps: ExchangeDeps,
  { spending, ...question }: Question,
  token: Token,
): Promise<Result<Answered, Failure>> {
  const isObsolete = () => !deps.tokens.isCurrent(token);
  if (spending) {
    if (!(await spending.mayAsk())) return err(failure('budget-spent'));
    if (isObsolete()) {
      return err(failure('unavailable', { host: REGISTRY_HOST, detail: 'accounts change' }));
    }
  }
  const headers = { ...question.headers, authorization: token.authorization() };
  const onSent = spending && { onSent: () => spending.onSent() };
  const askedAt = deps.now();
  const sent = await deps.send({ ...question, headers, isObsolete, ...onSent });
  if (!sent.ok) return sent;
  const answer = sent.value;
  if (answer.status !== 401) token.accept();
  return ok({ answer, token, askedAt });
}
