/** The runtime check of what a page is told. This file is part of the content script: keep it small. */
import { FAILURE_KINDS } from '../core/failure.ts';
import { isRepositoryName } from '../core/repository.ts';
import { isTag } from '../core/tag.ts';
import {
  type DrawnAnswer,
  type DrawnLine,
  type DrawnRow,
  ROW_ATTRIBUTES,
  type RowAttributes,
} from './drawn.ts';
import {
  type Guard,
  isArrayOf,
  isBoolean,
  isCount,
  isMoment,
  isOneOf,
  isOptional,
  isRecord,
  isShape,
  isText,
} from './guards.ts';
import { isSheetTree } from './sheet-guard.ts';
import type { FailureView } from './view.ts';

const isTags = isArrayOf(isTag);
const isMaybeText = isOptional(isText);
const rowAttributes = new Set<string>(ROW_ATTRIBUTES);

export const isFailureView = isShape<FailureView>({
  kind: isOneOf(FAILURE_KINDS),
  until: isOptional(isMoment),
  status: isOptional(isCount),
  host: isMaybeText,
});
const isFailure = isOptional(isFailureView);

const isAttributes: Guard<RowAttributes> = (value): value is RowAttributes =>
  isRecord(value) &&
  isText(value['data-state']) &&
  Object.entries(value).every(([name, text]) => rowAttributes.has(name) && isText(text));

type Answer<Type> = Extract<DrawnAnswer, { readonly type: Type }>;

const GUARDS: { readonly [Type in DrawnAnswer['type']]: Guard<Answer<Type>> } = {
  tags: isShape<Answer<'tags'>>({
    type: isOneOf(['tags']),
    repository: isRepositoryName,
    known: isCount,
    total: isOptional(isCount),
    style: isMaybeText,
    tags: isArrayOf(
      isShape<DrawnRow>({
        tag: isTag,
        attributes: isAttributes,
        tree: isOptional(isSheetTree),
        failure: isFailure,
      }),
    ),
  }),
  // An answer with other fields than the question is an answer to another question, and harms nobody.
  listed: isShape<Answer<'listed'>>({
    type: isOneOf(['listed']),
    repository: isRepositoryName,
    page: isCount,
    name: isMaybeText,
    ordering: isMaybeText,
    tags: isTags,
    failure: isFailure,
    style: isMaybeText,
  }),
  sheet: isShape<Answer<'sheet'>>({
    type: isOneOf(['sheet']),
    repository: isRepositoryName,
    tag: isTag,
    tree: isSheetTree,
    style: isText,
    asking: isBoolean,
  }),
  lines: isShape<Answer<'lines'>>({
    type: isOneOf(['lines']),
    repository: isRepositoryName,
    style: isMaybeText,
    lines: isArrayOf(
      isShape<DrawnLine>({
        tags: isTags,
        verdict: isOneOf(['same', 'split', 'missing', 'unknown']),
        asking: isBoolean,
        tree: isSheetTree,
        about: isSheetTree,
        failure: isFailure,
      }),
    ),
  }),
};

export function isPageAnswer(message: unknown): message is DrawnAnswer {
  return isRecord(message) && Object.values(GUARDS).some((isAnswer) => isAnswer(message));
}
