/** Runtime checks of the messages on a `page` port. This file is part of the content script: keep it small. */
import * as v from 'valibot';
import { MAX_FILTER, MAX_PAGE } from '../core/hub-location.ts';
import { MAX_WATCHED, type PageAnswer, type PageRequest } from './protocol.ts';
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

const filter = v.pipe(v.string(), v.maxLength(MAX_FILTER));
const page = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PAGE));

export const pageRequest = v.variant('type', [
  v.object({
    type: v.literal('watch'),
    repository,
    tags: v.pipe(tags, v.maxLength(MAX_WATCHED)),
    visible: count,
  }),
  v.object({
    type: v.literal('list'),
    repository,
    page,
    name: v.exactOptional(filter),
    ordering: v.exactOptional(filter),
  }),
  v.object({ type: v.literal('retry') }),
]) satisfies v.GenericSchema<unknown, PageRequest>;

/** A request whose names were checked. */
export type CheckedPageRequest = v.InferOutput<typeof pageRequest>;

const tagView = v.object({
  tag,
  state: v.picklist(['loading', 'ready', 'partial', 'failed']),
  digest: v.exactOptional(digest),
  mediaType: v.exactOptional(v.string()),
  evidence: v.exactOptional(evidence),
  conflict: v.exactOptional(digest),
  aliases: tags,
  sameImages: tags,
  someImages,
  sameImageId: tags,
  images: v.array(image),
  imagesFrom: v.exactOptional(imagesFrom),
  attestations: v.array(digest),
  failure: v.exactOptional(failure),
  staleSince: v.exactOptional(moment),
  imageId: v.exactOptional(v.object({ platform: v.string(), digest })),
});

export const pageAnswer = v.variant('type', [
  v.object({
    type: v.literal('tags'),
    repository,
    known: count,
    total: v.exactOptional(count),
    tags: v.array(tagView),
    preferredPlatform: v.exactOptional(v.string()),
  }),
  v.object({
    type: v.literal('listed'),
    repository,
    page,
    name: v.exactOptional(filter),
    ordering: v.exactOptional(filter),
    tags,
    failure: v.exactOptional(failure),
  }),
]) satisfies v.GenericSchema<unknown, PageAnswer>;
