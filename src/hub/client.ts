/**
 * Docker Hub's web API, as this extension asks it: a hundred tags with all their platforms in one free request. It
 * gives breadth, not truth: what it says of a tag counts until the registry has spoken.
 */
import { type Failure, failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import { isTag } from '../core/tag.ts';
import { parseJson } from '../http/json.ts';
import { bounded } from '../http/retry-after.ts';
import { statusFailure } from '../http/status.ts';
import { createTransport, type HttpAnswer, type TransportDeps } from '../http/transport.ts';
import { HUB_HOST, PAGE_SIZE, type TagPageQuestion, tagPageUrl, tagUrl } from './endpoints.ts';
import { isWall, parseTagPage, type TagPage } from './page-answer.ts';
import { type HubTag, parseHubTag } from './tag-answer.ts';

interface HubOptions {
  /** Ends the request at once; the answer is then `unavailable`, detail `aborted`. */
  readonly signal?: AbortSignal;
}

/** Nothing is thrown and nothing is tried again. */
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
}

/** A hundred tags of thirty platforms each come to about 1 MB. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Rows after which anonymous listing ends. */
const WALL_OFFSET = 1000;

export function createHubClient(deps: TransportDeps): HubClient {
  const send = createTransport(deps);

  const get = async (url: URL, { signal }: HubOptions): Promise<Result<HttpAnswer, Failure>> => {
    const headers = { accept: 'application/json' };
    return send({
      method: 'GET',
      url,
      headers,
      maxBytes: MAX_BYTES,
      ...(signal === undefined ? {} : { signal }),
    });
  };

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
  };
}

/**
 * A 429 without `Retry-After` still names its end: `X-RateLimit-Reset`, unix time in seconds. These headers count
 * requests a minute; the pull limit is the registry's and has nothing to do with them.
 */
function hubFailure(answer: HttpAnswer, now: number): Failure {
  const found = statusFailure(answer, now);
  if (found.kind !== 'rate-limited' || found.until !== undefined) return found;
  const reset = answer.headers.get('x-ratelimit-reset')?.trim() ?? '';
  if (!/^\d{1,12}$/.test(reset)) return found;
  return { ...found, until: now + bounded(Number(reset) * 1000 - now) };
}

function malformed(status: number, detail: string): Failure {
  return failure('malformed', { host: HUB_HOST, status, detail });
}
