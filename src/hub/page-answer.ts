/** One page of tags: `{count, next, previous, results}`. One row that cannot be read does not lose the others. */
import * as v from 'valibot';
import { parseJson } from '../http/json.ts';
import { type HubTag, parseHubTag } from './tag-answer.ts';

export type TagPage =
  | {
      readonly kind: 'page';
      /** How many tags the repository has (or match the filter), where stated. */
      readonly count?: number;
      readonly tags: readonly HubTag[];
      /** Whether a page after this one exists. Its address is never followed: pages are asked for by number. */
      readonly hasNext: boolean;
    }
  /** Docker Hub lets nobody who is not signed in past the first 1,000 rows of a listing (since 2026-08-11). */
  | { readonly kind: 'wall' };

const Page = v.object({
  count: v.fallback(v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), undefined),
  next: v.optional(v.unknown()),
  results: v.nullable(v.array(v.unknown())),
});

/** `undefined` for a body that is no page. */
export function parseTagPage(body: Uint8Array): TagPage | undefined {
  const parsed = v.safeParse(Page, parseJson(body));
  if (!parsed.success) return undefined;
  const { count, next, results } = parsed.output;
  return {
    kind: 'page',
    ...(count === undefined ? {} : { count }),
    tags: (results ?? []).map(parseHubTag).filter((tag) => tag !== undefined),
    hasNext: typeof next === 'string' && next !== '',
  };
}

const Message = v.object({ message: v.string() });

/** Whether a 403 is the wall: `{"message":"pagination offset too large for anonymous requests; …"}`. */
export function isWall(body: Uint8Array): boolean {
  const parsed = v.safeParse(Message, parseJson(body));
  return parsed.success && parsed.output.message.includes('pagination offset too large');
}
