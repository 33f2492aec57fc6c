/** The runtime check of what the extension's own pages are told of one tag. */
import { isDigest } from '../core/digest.ts';
import { isTag } from '../core/tag.ts';
import { isArrayOf, isMoment, isOneOf, isOptional, isShape, isText } from './guards.ts';
import { isFailureView } from './page-answer.ts';
import type { ImageView, SomeImagesView, TagView, VersionView } from './view.ts';

const isTags = isArrayOf(isTag);
const isDigests = isArrayOf(isDigest);
const isTexts = isArrayOf(isText);
const isMaybeDigest = isOptional(isDigest);
const isEvidence = isOneOf(['hub', 'registry', 'bytes']);

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
  mediaType: isOptional(isText),
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
  failure: isOptional(isFailureView),
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
