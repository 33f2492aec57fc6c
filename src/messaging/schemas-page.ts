/** The runtime check of what a page may ask. What it is told is checked by `page-answer.ts`. */
import * as v from 'valibot';
import { MAX_FILTER, MAX_PAGE } from '../core/hub-location.ts';
import { MAX_OPENED, MAX_WATCHED, MAX_WIDTH, type PageRequest } from './protocol.ts';
import { count, digest, repository, tag, tags } from './schemas.ts';

const filter = v.pipe(v.string(), v.maxLength(MAX_FILTER));
const page = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PAGE));

const address = {
  page,
  name: v.exactOptional(filter),
  ordering: v.exactOptional(filter),
};

const lines = v.pipe(
  v.array(v.pipe(tags, v.minLength(1))),
  v.check((declared) => declared.reduce((sum, line) => sum + line.length, 0) <= MAX_WATCHED),
);

export const pageRequest = v.variant('type', [
  v.object({
    type: v.literal('watch'),
    repository,
    tags: v.pipe(tags, v.maxLength(MAX_WATCHED)),
    visible: count,
    urlDigest: v.exactOptional(digest),
    address: v.exactOptional(v.object(address)),
  }),
  v.object({
    type: v.literal('look'),
    repository,
    width: v.pipe(count, v.maxValue(MAX_WIDTH)),
    unfolded: v.pipe(tags, v.maxLength(MAX_OPENED)),
  }),
  v.object({
    type: v.literal('list'),
    repository,
    ...address,
  }),
  v.object({
    type: v.literal('opened'),
    repository,
    tags: v.pipe(tags, v.maxLength(MAX_OPENED)),
  }),
  v.object({ type: v.literal('accepts'), repository, tag }),
  v.object({ type: v.literal('lines'), repository, lines, visible: count }),
  v.object({ type: v.literal('resume') }),
  v.object({ type: v.literal('retry') }),
]) satisfies v.GenericSchema<unknown, PageRequest>;

/** A request whose names were checked. */
export type CheckedPageRequest = v.InferOutput<typeof pageRequest>;
