/** Runtime checks of the messages on a `page` port. This file is part of the content script: keep it small. */
import * as v from 'valibot';
import { MAX_FILTER, MAX_PAGE } from '../core/hub-location.ts';
import { MAX_OPENED, MAX_WATCHED, type PageAnswer, type PageRequest } from './protocol.ts';
import { count, failure, lineView, repository, tag, tags, tagView } from './schemas.ts';
import { sheetTree } from './schemas-sheet.ts';

const filter = v.pipe(v.string(), v.maxLength(MAX_FILTER));
const page = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PAGE));

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
  }),
  v.object({
    type: v.literal('list'),
    repository,
    page,
    name: v.exactOptional(filter),
    ordering: v.exactOptional(filter),
  }),
  v.object({
    type: v.literal('opened'),
    repository,
    tags: v.pipe(tags, v.maxLength(MAX_OPENED)),
  }),
  v.object({ type: v.literal('accepts'), repository, tag }),
  v.object({ type: v.literal('lines'), repository, lines, visible: count }),
  v.object({ type: v.literal('retry') }),
]) satisfies v.GenericSchema<unknown, PageRequest>;

/** A request whose names were checked. */
export type CheckedPageRequest = v.InferOutput<typeof pageRequest>;

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
  v.object({
    type: v.literal('sheet'),
    repository,
    tag,
    tree: sheetTree,
    style: v.string(),
    asking: v.boolean(),
  }),
  v.object({ type: v.literal('lines'), repository, lines: v.array(lineView) }),
]) satisfies v.GenericSchema<unknown, PageAnswer>;
