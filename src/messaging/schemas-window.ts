/** The runtime checks of what a view says beside its groups: which of them it tells, and how all tags are listed. */
import * as v from 'valibot';
import type { Finding } from '../core/finding.ts';
import { count, digest, failure, moment, repository, tag, tags } from './schemas.ts';
import type {
  ConfirmingView,
  SeekPlan,
  UnconfirmedView,
  WholeListingView,
  WindowView,
} from './view.ts';

export const progress = v.object({ done: count, total: count });

const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));

export const confirming = v.object({
  done: count,
  total: count,
  seconds: v.exactOptional(seconds),
}) satisfies v.GenericSchema<unknown, ConfirmingView>;

export const unconfirmed = v.object({ tags: count, seconds }) satisfies v.GenericSchema<
  unknown,
  UnconfirmedView
>;

const found = {
  kind: v.picklist(['index', 'image-manifest', 'config', 'layer', 'attestation', 'tag', 'unknown']),
  tags,
  count: v.exactOptional(count),
  platform: v.exactOptional(v.string()),
  digest: v.exactOptional(digest),
  mediaType: v.exactOptional(v.string()),
  version: v.exactOptional(v.object({ tag, by: v.picklist(['digest', 'images', 'image-id']) })),
  hex: v.exactOptional(v.string()),
  elsewhere: v.exactOptional(v.object({ repository, tag: v.exactOptional(tag) })),
};

/** What begins with the same digits has no candidates of its own; what else a text names has no further others. */
const candidates = v.exactOptional(v.array(v.object(found)));
const others = v.exactOptional(v.array(v.object({ ...found, candidates })));

const finding = v.object({ ...found, candidates, others }) satisfies v.GenericSchema<
  unknown,
  Finding
>;

export const window = v.object({
  sought: v.string(),
  finding: v.exactOptional(finding),
  matching: count,
  from: count,
  askedPlace: v.exactOptional(count),
  isAskedKnown: v.boolean(),
}) satisfies v.GenericSchema<unknown, WindowView>;

export const seekPlan = v.object({
  groups: v.array(digest),
  pulls: count,
  unread: count,
}) satisfies v.GenericSchema<unknown, SeekPlan>;

export const whole = v.object({
  state: v.picklist(['planning', 'offered', 'running', 'paused', 'done']),
  requests: count,
  heads: count,
  seconds,
  done: count,
  total: count,
  waitsUntil: v.exactOptional(moment),
  isLimited: v.exactOptional(v.literal(true)),
  isYours: v.exactOptional(v.literal(true)),
  isGuess: v.exactOptional(v.literal(true)),
  failure: v.exactOptional(failure),
  doneAt: v.exactOptional(moment),
}) satisfies v.GenericSchema<unknown, WholeListingView>;
