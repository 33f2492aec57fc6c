/** The registry's own list of tags: names only, no digests, and free (OCI distribution specification, "Listing Tags"). */
import * as v from 'valibot';
import { type Failure, failure } from '../core/failure.ts';
import type { RepositoryName } from '../core/repository.ts';
import { err, ok, type Result } from '../core/result.ts';
import { isTag } from '../core/tag.ts';
import { parseJson } from '../http/json.ts';
import type { HttpRequest } from '../http/transport.ts';
import { REGISTRY_HOST, tagListUrl } from './endpoints.ts';
import type { Exchange } from './exchange.ts';
import { nextPage } from './link.ts';

/** 24,000 tags, the longest list known, fit many times (n132/arvo, captured 2026-10: 23,907). */
const MAX_PAGE_BYTES = 16 * 1024 * 1024;
/** At Docker Hub's largest page of 1,000 that is more than ten times the longest list known. */
const MAX_PAGES = 300;

/** `tags` is null where a repository has none. What is no tag by the grammar is dropped, not the list with it. */
const TagList = v.object({ tags: v.nullable(v.array(v.unknown())) });

/**
 * All tags, each once, in the registry's order. `malformed` where the list cannot be followed to its end: a part of
 * it would look like the whole.
 */
export async function listTags(
  exchange: Exchange,
  repository: RepositoryName,
  options: Pick<HttpRequest, 'signal' | 'priority'>,
): Promise<Result<readonly string[], Failure>> {
  const tags = new Set<string>();
  const asked = new Set<string>();
  let url = tagListUrl(repository);
  while (asked.size < MAX_PAGES && !asked.has(url.href)) {
    asked.add(url.href);
    const page = await exchange(repository, {
      ...options,
      method: 'GET',
      url,
      headers: { accept: 'application/json' },
      maxBytes: MAX_PAGE_BYTES,
      repeatable: true,
      limited: false,
    });
    if (!page.ok) return page;
    const parsed = v.safeParse(TagList, parseJson(page.value.body));
    if (!parsed.success) return err(malformed('tag list'));
    for (const tag of parsed.output.tags ?? []) {
      if (typeof tag === 'string' && isTag(tag)) tags.add(tag);
    }
    const next = nextPage(page.value.headers.get('link'), url);
    if (next === 'end') return ok([...tags]);
    if (next === 'elsewhere') return err(malformed('link leaves the tag list'));
    url = next;
  }
  return err(malformed('tag list without end'));
}

function malformed(detail: string): Failure {
  return failure('malformed', { host: REGISTRY_HOST, detail });
}
