/**
 * Docker Hub's web API, as this extension asks it: a hundred tags with all their platforms in one free request. It
 * gives breadth, not truth: what it says of a tag counts until the registry has spoken.
 */
import { type Failure, failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import { isTag } from '../core/tag.ts';
import type { Credentials, CredentialsSource } from '../http/credentials.ts';
import { parseJson } from '../http/json.ts';
import { createSender, type SenderDeps } from '../http/sender.ts';
import { statusFailure } from '../http/status.ts';
import type { HttpAnswer, HttpRequest, Send } from '../http/transport.ts';
import { unlessAborted } from '../http/unless-aborted.ts';
import { HUB_HOST, PAGE_SIZE, type TagPageQuestion, tagPageUrl, tagUrl } from './endpoints.ts';
import { type HubLimits, readHubLimits, readReset } from './limits.ts';
import { isWall, parseTagPage, type TagPage } from './page-answer.ts';
import { createHubSessions, type HubSession, type HubSessions } from './session.ts';
import { type HubTag, parseHubTag } from './tag-answer.ts';

interface HubOptions {
  /** Ends the request at once; the answer is then `unavailable`, detail `aborted`. */
  readonly signal?: AbortSignal;
  readonly priority?: 'high' | 'low';
}

/** Nothing is thrown. What may pass is tried again (`patience` in the deps). */
export interface HubClient {
  /** Up to a hundred tags. */
  tagPage(
    repository: RepositoryName,
    question: TagPageQuestion & HubOptions,
  ): Promise<Result<TagPage, Failure>>;
  /** One tag; `malformed` where the answer speaks of another. */
  tag(
    repository: RepositoryName,
    tag: string,
    options?: HubOptions,
  ): Promise<Result<HubTag, Failure>>;
  /**
   * Another account, or none, is listed with from now on, or the same once more after a refusal: no session that was asked
   * for before is used any more, and what comes to nothing of what was asked before is asked anew.
   */
  forgetSession(): void;
}

export interface HubDeps extends SenderDeps {
  /** The account to list with; nothing for as long as the person has not switched that on. */
  readonly credentials?: CredentialsSource;
  /** Why listing goes on without this account: for good, or until the time that it names. */
  onRefused?(credentials: Credentials, failure: Failure): void;
  /** What an answer about tags says of the requests that are left. */
  onLimits?(limits: HubLimits): void;
  /** Called for each request as it is handed to the browser, for those that are tried again and for sign-ins too. */
  onSent?(): void;
}

/** A hundred tags of thirty platforms each come to about 1 MB. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Rows after which anonymous listing ends. */
const WALL_OFFSET = 1000;

/** Sessions that one question is asked with before it is asked without. */
const MOST_SESSIONS = 2;

export function createHubClient(deps: HubDeps): HubClient {
  const sender = createSender(deps);
  const send: Send = (request) => sender({ ...request, onSent: () => deps.onSent?.() });
  const now = () => deps.now();
  const { credentials } = deps;
  const sessions = createHubSessions({
    send,
    now,
    ...(credentials && { credentials }),
    onRefused: (account, failure) => deps.onRefused?.(account, failure),
  });

  const ask: Send = async (request) => {
    const answer = await send(request);
    const limits = answer.ok ? readHubLimits(answer.value.headers, now()) : undefined;
    if (limits) deps.onLimits?.(limits);
    return answer;
  };

  const get = (url: URL, { signal, priority }: HubOptions): Promise<Result<HttpAnswer, Failure>> =>
    answered(ask, sessions, now, {
      method: 'GET',
      url,
      headers: { accept: 'application/json' },
      maxBytes: MAX_BYTES,
      repeatable: true,
      ...(signal === undefined ? {} : { signal }),
      ...(priority === undefined ? {} : { priority }),
    });

  return {
    async tagPage(repository, question) {
      const answer = await get(tagPageUrl(repository, question), question);
      if (!answer.ok) return answer;
      const { status, body } = answer.value;
      const offset = (question.page - 1) * PAGE_SIZE;
      if (status === 403 && (offset >= WALL_OFFSET || isWall(body))) return ok({ kind: 'wall' });
      if (status !== 200) return err(hubFailure(answer.value, deps.now()));
      const page = parseTagPage(body);
      return page === undefined ? err(malformed(status, 'page of tags')) : ok(page);
    },

    async tag(repository, tag, options = {}) {
      if (!isTag(tag)) return err(failure('not-found', { host: HUB_HOST, detail: 'no tag' }));
      const answer = await get(tagUrl(repository, tag), options);
      if (!answer.ok) return answer;
      const { status, body } = answer.value;
      if (status !== 200) return err(hubFailure(answer.value, deps.now()));
      const found = parseHubTag(parseJson(body));
      if (found?.name !== tag) return err(malformed(status, 'tag'));
      return ok(found);
    },

    forgetSession: sessions.forget,
  };
}

/**
 * The answer. Where it comes to nothing, and another account is used by then than when it was asked for, it is asked for
 * once more: the one before may have seen less.
 */
async function answered(
  send: Send,
  sessions: HubSessions,
  now: () => number,
  request: HttpRequest,
): Promise<Result<HttpAnswer, Failure>> {
  const first = await answeredOnce(send, sessions, now, request);
  if (!first.isOver || !isVain(first.answer) || request.signal?.aborted) return first.answer;
  return (await answeredOnce(send, sessions, now, request)).answer;
}

/** Not so after a 429: asking on would only make it last. */
function isVain(answer: Result<HttpAnswer, Failure>): boolean {
  return !answer.ok || (answer.value.status !== 200 && answer.value.status !== 429);
}

interface AnsweredOnce {
  readonly answer: Result<HttpAnswer, Failure>;
  /** Whether another account is used by now. */
  readonly isOver: boolean;
}

async function answeredOnce(
  send: Send,
  sessions: HubSessions,
  now: () => number,
  request: HttpRequest,
): Promise<AnsweredOnce> {
  const session = await unlessAborted(sessions.current(), request.signal, HUB_HOST);
  const era = sessions.era();
  const isObsolete = () => sessions.era() !== era;
  const answer = await byAccount(send, sessions, now, { ...request, isObsolete }, session);
  return { answer, isOver: isObsolete() };
}

/**
 * By the account where there is one. A refusal (401, 403) is never the account's: what it may not see is asked for as anybody
 * may, so that public repositories are listed whatever became of the account.
 */
async function byAccount(
  send: Send,
  sessions: HubSessions,
  now: () => number,
  request: HttpRequest,
  found: Result<HubSession | undefined, Failure>,
): Promise<Result<HttpAnswer, Failure>> {
  let session = found;
  for (let tried = 0; tried < MOST_SESSIONS; tried += 1) {
    if (!session.ok) return session;
    if (session.value === undefined) break;
    const authorization = session.value.authorization();
    const answer = await send({ ...request, headers: { ...request.headers, authorization } });
    if (!answer.ok) return answer;
    const { status } = answer.value;
    if (status !== 401 && status !== 403) {
      session.value.accept();
      return answer;
    }
    // A session that opens other things is good: this one thing is not for the account.
    if (status === 403 && session.value.isAccepted) break;
    const why = hubFailure(answer.value, now());
    session = await unlessAborted(sessions.renew(session.value, why), request.signal, HUB_HOST);
  }
  return send(request);
}

/** A 429 without `Retry-After` still names its end: `X-RateLimit-Reset`. */
function hubFailure(answer: HttpAnswer, now: number): Failure {
  const found = statusFailure(answer, now);
  if (found.kind !== 'rate-limited' || found.until !== undefined) return found;
  const until = readReset(answer.headers, now);
  return until === undefined ? found : { ...found, until };
}

function malformed(status: number, detail: string): Failure {
  return failure('malformed', { host: HUB_HOST, status, detail });
}
