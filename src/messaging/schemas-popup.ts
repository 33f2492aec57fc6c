/** Runtime checks of the messages on a `popup` port. */
import * as v from 'valibot';
import { isAccessToken, isUsername } from '../core/account-name.ts';
import { LIST_FORMS } from '../core/supported-tags/render.ts';
import { MAX_OPENED, MAX_SOUGHT, MAX_WATCHED, MAX_WINDOW, type PopupRequest } from './protocol.ts';
import {
  count,
  digest,
  evidence,
  failure,
  image,
  imagesFrom,
  moment,
  repository,
  someImages,
  tag,
  tags,
  version,
} from './schemas.ts';
import { detail } from './schemas-detail.ts';
import { confirming, progress, seekPlan, unconfirmed, whole, window } from './schemas-window.ts';
import type { PopupMessage } from './told-groups.ts';

/** Of a seek; a person pays for each. */
const MAX_PULLS = 1_000;
/** As many digits as a paste may have, lower case (`paste.ts`). */
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{7,128}$/));
const digests = v.pipe(v.array(digest), v.maxLength(MAX_WATCHED));

const form = v.picklist(LIST_FORMS);

const username = v.custom<string>(isUsername);
const choices = { remember: v.boolean(), useForListing: v.boolean() };

export const popupRequest = v.variant('type', [
  v.object({ type: v.literal('resume') }),
  v.object({ type: v.literal('open'), repository, tag: v.exactOptional(tag) }),
  v.object({ type: v.literal('visible'), digests }),
  v.object({ type: v.literal('reveal'), digest }),
  v.object({ type: v.literal('retry') }),
  v.object({ type: v.literal('retell') }),
  v.object({ type: v.literal('opened'), tags: v.pipe(tags, v.maxLength(MAX_OPENED)) }),
  v.object({ type: v.literal('accepts'), tag }),
  v.object({ type: v.literal('read'), digest }),
  v.object({ type: v.literal('lookup'), digest }),
  v.object({
    type: v.literal('seek'),
    hex,
    groups: digests,
    pulls: v.pipe(count, v.maxValue(MAX_PULLS)),
  }),
  v.object({
    type: v.literal('window'),
    sought: v.pipe(v.string(), v.maxLength(MAX_SOUGHT)),
    from: count,
    count: v.pipe(count, v.maxValue(MAX_WINDOW)),
    near: v.exactOptional(v.object({ digest, place: count })),
  }),
  v.object({ type: v.literal('list-all') }),
  v.object({ type: v.literal('pause-listing') }),
  v.object({ type: v.literal('export'), form }),
  v.object({ type: v.literal('confirm'), since: v.exactOptional(moment) }),
  v.object({ type: v.literal('stop-confirming') }),
  v.object({ type: v.literal('stored') }),
  v.object({ type: v.literal('clear') }),
  v.object({ type: v.literal('account') }),
  v.object({
    type: v.literal('sign-in'),
    username,
    token: v.custom<string>(isAccessToken),
    ...choices,
  }),
  v.object({ type: v.literal('account-choices'), ...choices }),
  v.object({ type: v.literal('sign-out') }),
]) satisfies v.GenericSchema<unknown, PopupRequest>;

/** A request whose names were checked. */
export type CheckedPopupRequest = v.InferOutput<typeof popupRequest>;

const group = v.object({
  digest,
  tags,
  mediaType: v.exactOptional(v.string()),
  evidence,
  configDigest: v.exactOptional(digest),
  layers: v.exactOptional(v.array(digest)),
  images: v.array(image),
  imagesFrom: v.exactOptional(imagesFrom),
  attestations: v.array(digest),
  sameImages: tags,
  furtherSameImages: v.exactOptional(count),
  someImages,
  sameImageId: tags,
  imageId: v.exactOptional(
    v.object({
      platform: v.string(),
      digest: v.exactOptional(digest),
      pulls: v.picklist([0, 1, 2]),
      busy: v.boolean(),
      failure: v.exactOptional(failure),
    }),
  ),
  version: v.exactOptional(version),
  conflicts: v.array(v.object({ tag, digest })),
  failure: v.exactOptional(failure),
  staleSince: v.exactOptional(moment),
});

/** A digest: as it was told before (`told-groups.ts`). */
const toldGroup = v.lazy((input) => (typeof input === 'string' ? digest : group));

const meter = v.object({
  limit: v.exactOptional(v.union([count, v.literal('unlimited')])),
  remaining: v.exactOptional(count),
  windowSeconds: v.exactOptional(count),
  resetsBy: v.exactOptional(moment),
  spent: count,
});

/** Said where it is so, and else left out. */
const isForgetful = v.exactOptional(v.literal(true));

const view = v.object({
  repository,
  state: v.picklist(['loading', 'ready', 'failed']),
  failure: v.exactOptional(failure),
  asking: v.exactOptional(v.boolean()),
  known: count,
  total: v.exactOptional(count),
  progress: v.exactOptional(progress),
  whole: v.exactOptional(whole),
  confirming: v.exactOptional(confirming),
  isUnconfirmed: v.boolean(),
  unconfirmed: v.exactOptional(unconfirmed),
  groupCount: count,
  window,
  groups: v.pipe(v.array(toldGroup), v.maxLength(MAX_WINDOW)),
  seek: seekPlan,
  unknownTags: v.array(v.object({ tag, failure: v.exactOptional(failure) })),
  furtherUnknown: v.exactOptional(v.object({ missing: count, unknown: count })),
  signatureTags: count,
  preferredPlatform: v.string(),
  meter,
  isForgetful,
});

const stored = v.object({ tags: count, manifests: count, bytes: count, isForgetful });

/** What else an answer held, an access token say, is left behind here. */
const account = v.object({
  state: v.picklist(['none', 'session', 'remembered', 'refused']),
  username: v.exactOptional(username),
  useForListing: v.boolean(),
  isBusy: v.boolean(),
  failure: v.exactOptional(failure),
  listingFailure: v.exactOptional(failure),
});

export const popupAnswer = v.variant('type', [
  v.object({ type: v.literal('repository'), view }),
  v.object({ type: v.literal('revealed'), digest }),
  v.object({ type: v.literal('detail'), repository, detail }),
  v.object({ type: v.literal('read'), digest }),
  v.object({
    type: v.literal('looked-up'),
    digest,
    mediaType: v.exactOptional(v.string()),
    failure: v.exactOptional(failure),
  }),
  v.object({ type: v.literal('seeking'), hex, pulls: count }),
  v.object({
    type: v.literal('sought'),
    hex,
    pulls: count,
    found: v.exactOptional(digest),
    failure: v.exactOptional(failure),
  }),
  v.object({
    type: v.literal('exported'),
    repository,
    form,
    content: v.string(),
    isUnconfirmed: v.boolean(),
  }),
  v.object({ type: v.literal('stored'), stored }),
  v.object({ type: v.literal('account'), account }),
]) satisfies v.GenericSchema<unknown, PopupMessage>;
