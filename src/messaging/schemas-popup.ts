/** Runtime checks of the messages on a `popup` port. */
import * as v from 'valibot';
import { MAX_WATCHED, type PopupAnswer, type PopupRequest } from './protocol.ts';
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
} from './schemas.ts';

export const popupRequest = v.variant('type', [
  v.object({ type: v.literal('open'), repository, tag: v.exactOptional(tag) }),
  v.object({
    type: v.literal('visible'),
    digests: v.pipe(v.array(digest), v.maxLength(MAX_WATCHED)),
  }),
  v.object({ type: v.literal('reveal'), digest }),
  v.object({ type: v.literal('retry') }),
  v.object({ type: v.literal('stored') }),
  v.object({ type: v.literal('clear') }),
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
  someImages,
  sameImageId: tags,
  imageId: v.exactOptional(
    v.object({
      platform: v.string(),
      digest: v.exactOptional(digest),
      pulls: v.picklist([0, 1, 2]),
      busy: v.boolean(),
    }),
  ),
  conflicts: v.array(v.object({ tag, digest })),
  failure: v.exactOptional(failure),
  staleSince: v.exactOptional(moment),
});

const meter = v.object({
  limit: v.exactOptional(v.union([count, v.literal('unlimited')])),
  remaining: v.exactOptional(count),
  windowSeconds: v.exactOptional(count),
  spent: count,
});

const view = v.object({
  repository,
  state: v.picklist(['loading', 'ready', 'failed']),
  failure: v.exactOptional(failure),
  asking: v.exactOptional(v.boolean()),
  known: count,
  total: v.exactOptional(count),
  progress: v.exactOptional(v.object({ done: count, total: count })),
  groups: v.array(group),
  unknownTags: v.array(v.object({ tag, failure: v.exactOptional(failure) })),
  preferredPlatform: v.string(),
  meter,
});

const stored = v.object({ tags: count, manifests: count, bytes: count });

export const popupAnswer = v.variant('type', [
  v.object({ type: v.literal('repository'), view }),
  v.object({ type: v.literal('revealed'), digest }),
  v.object({ type: v.literal('stored'), stored }),
]) satisfies v.GenericSchema<unknown, PopupAnswer>;
