/**
 * One tag as the Hub API tells it. Every field but the name has been seen missing, null or empty in real answers of
 * 2020 to 2026, so a gap is a gap and never an error; and what is there is believed only in its own grammar.
 */
import * as v from 'valibot';
import { type Digest, isDigest } from '../core/digest.ts';
import { bareMediaType, manifestKind } from '../core/media-type.ts';
import { isTag } from '../core/tag.ts';

/**
 * One child of a tag. Attestations stand among them as `unknown`/`unknown`; a child for which the API names no platform
 * at all has both as empty texts.
 */
export interface HubImage {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
  readonly digest?: Digest;
}

export interface HubTag {
  readonly name: string;
  /** The top digest. Missing on old tags. */
  readonly digest?: Digest;
  /** Of the manifest. The API sometimes names the config's type in its place (seen 2022-11); that is left out. */
  readonly mediaType?: string;
  /** Left out where the answer had none, an empty list (everywhere on 2025-08-11), or one that cannot be read whole. */
  readonly images?: readonly HubImage[];
  /** ISO 8601, as given. */
  readonly lastUpdated?: string;
}

/** Looked at by hand afterwards, or not there at all. */
const Anything = v.optional(v.unknown());

const Text = v.nullish(v.string(), '');

const Image = v.object({
  os: Text,
  architecture: Text,
  variant: v.fallback(Text, ''),
  os_version: v.fallback(Text, ''),
  digest: Anything,
});

const Tag = v.object({
  name: v.pipe(
    v.string(),
    v.check((name) => isTag(name)),
  ),
  digest: Anything,
  media_type: Anything,
  // A list with an unreadable child is not shown as the whole list of platforms.
  images: v.fallback(v.nullish(v.pipe(v.array(Image), v.maxLength(1000)), []), []),
  last_updated: Anything,
});

/** `undefined` for a row that is no tag at all. */
export function parseHubTag(row: unknown): HubTag | undefined {
  const parsed = v.safeParse(Tag, row);
  if (!parsed.success) return undefined;
  const { name, digest, media_type: mediaType, images, last_updated: lastUpdated } = parsed.output;
  return {
    name,
    ...(isDigest(digest) ? { digest } : {}),
    ...(isManifestType(mediaType) ? { mediaType: bareMediaType(mediaType) } : {}),
    ...(images.length === 0 ? {} : { images: images.map(hubImage) }),
    ...(isTime(lastUpdated) ? { lastUpdated } : {}),
  };
}

function hubImage(image: v.InferOutput<typeof Image>): HubImage {
  const { os, architecture, variant, os_version: osVersion, digest } = image;
  return {
    os,
    architecture,
    ...(variant === '' ? {} : { variant }),
    ...(osVersion === '' ? {} : { osVersion }),
    ...(isDigest(digest) ? { digest } : {}),
  };
}

function isManifestType(value: unknown): value is string {
  return typeof value === 'string' && manifestKind(value) !== 'unknown';
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 40 && !Number.isNaN(Date.parse(value));
}
