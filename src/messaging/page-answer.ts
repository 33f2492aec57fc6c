/** The runtime check of what a page is told. This file is part of the content script: keep it small. */
import { isDigest } from '../core/digest.ts';
import { FAILURE_KINDS } from '../core/failure.ts';
import { isRepositoryName } from '../core/repository.ts';
import { isTag } from '../core/tag.ts';
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
import type { PageAnswer } from './protocol.ts';
import { isSheetTree } from './sheet-guard.ts';
import type {
  FailureView,
  ImageView,
  LineView,
  SomeImagesView,
  TagView,
  VersionView,
} from './view.ts';

const isTags = isArrayOf(isTag);
const isDigests = isArrayOf(isDigest);
const isTexts = isArrayOf(isText);
const isMaybeText = isOptional(isText);
const isMaybeDigest = isOptional(isDigest);
const isEvidence = isOneOf(['hub', 'registry', 'bytes']);

const isFailure = isOptional(
  isShape<FailureView>({
    kind: isOneOf(FAILURE_KINDS),
    until: isOptional(isMoment),
    status: isOptional(isCount),
    host: isMaybeText,
  }),
);

const isImage = isShape<ImageView>({
  platform: isText,
  digest: isDigest,
  configDigest: isMaybeDigest,
  layers: isOptional(isDigests),
});

export const isTagView = isShape<TagView>({
  tag: isTag,
  state: isOneOf(['loading', 'ready', 'partial', 'failed']),
  digest: isMaybeDigest,
  mediaType: isMaybeText,
  evidence: isOptional(isEvidence),
  conflict: isMaybeDigest,
  aliases: isTags,
  sameImages: isTags,
  someImages: isArrayOf(
    isShape<SomeImagesView>({ tag: isTag, platforms: isTexts, differing: isTexts }),
  ),
  sameImageId: isTags,
  images: isArrayOf(isImage),
  imagesFrom: isOptional(isOneOf(['hub', 'bytes'])),
  attestations: isDigests,
  failure: isFailure,
  staleSince: isOptional(isMoment),
  imageId: isOptional(
    isShape<NonNullable<TagView['imageId']>>({ platform: isText, digest: isDigest }),
  ),
  version: isOptional(
    isShape<VersionView>({
      tag: isTag,
      by: isOneOf(['digest', 'images', 'image-id']),
      evidence: isEvidence,
    }),
  ),
});

const isLineView = isShape<LineView>({
  tags: isTags,
  verdict: isOneOf(['same', 'split', 'missing', 'unknown']),
  asking: isBoolean,
  digest: isMaybeDigest,
  lagging: isArrayOf(isShape<LineView['lagging'][number]>({ tag: isTag, platforms: isTexts })),
  missing: isTags,
  failure: isFailure,
});

type Answer<Type> = Extract<PageAnswer, { readonly type: Type }>;

const GUARDS: { readonly [Type in PageAnswer['type']]: Guard<Answer<Type>> } = {
  tags: isShape<Answer<'tags'>>({
    type: isOneOf(['tags']),
    repository: isRepositoryName,
    known: isCount,
    total: isOptional(isCount),
    tags: isArrayOf(isTagView),
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
    lines: isArrayOf(isLineView),
  }),
};

export function isPageAnswer(message: unknown): message is PageAnswer {
  return isRecord(message) && Object.values(GUARDS).some((isAnswer) => isAnswer(message));
}
