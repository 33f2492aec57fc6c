/** The runtime check of what is told of one opened tag. */
import * as v from 'valibot';
import { ACCEPT_CASES } from '../core/accept.ts';
import { count, digest, failure } from './schemas.ts';
import { isTagView } from './tag-view-guard.ts';
import type { TagView } from './view.ts';

const outcome = v.object({
  kind: v.picklist(['index', 'image', 'schema-1', 'refused', 'unknown']),
  digest: v.exactOptional(digest),
  mediaType: v.exactOptional(v.string()),
  platform: v.exactOptional(v.string()),
});

const accept = v.object({
  accept: v.picklist(ACCEPT_CASES),
  computed: outcome,
  asked: v.exactOptional(outcome),
  failure: v.exactOptional(failure),
});

const check = v.object({
  platform: v.exactOptional(v.string()),
  digest,
  computed: digest,
  bytes: v.exactOptional(count),
  header: v.exactOptional(digest),
  head: v.exactOptional(digest),
  hub: v.exactOptional(digest),
});

/** All that is known of one tag. */
export const detail = v.object({
  view: v.custom<TagView>(isTagView),
  known: count,
  total: v.exactOptional(count),
  preferredPlatform: v.string(),
  accepts: v.array(accept),
  isAskingAccepts: v.boolean(),
  checks: v.array(check),
  reading: v.array(digest),
  unread: v.array(v.object({ digest, failure })),
});
