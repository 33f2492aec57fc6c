/**
 * Why the same tag gave another digest to somebody else: a registry may convert, refuse or pick a platform, by what the
 * request's `Accept` header allows. The blog post of 2021 that this project grew from compared these four by hand.
 */
import type { Digest } from './digest.ts';
import {
  ACCEPT,
  bareMediaType,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  manifestKind,
  OCI_INDEX,
  OCI_MANIFEST,
} from './media-type.ts';
import { type PlatformKey, parsePlatformKey } from './platform.ts';
import type { PlatformImage } from './tag-record.ts';

export const ACCEPT_CASES = ['none', 'schema-2', 'list', 'all'] as const;
export type AcceptCase = (typeof ACCEPT_CASES)[number];

/** The header's value of each case; undefined: no header of that name, which `curl` writes as any type. */
export const ACCEPT_HEADERS: Readonly<Record<AcceptCase, string | undefined>> = {
  none: undefined,
  'schema-2': DOCKER_MANIFEST,
  list: DOCKER_LIST,
  all: ACCEPT,
};

/** What comes back for one of them. */
export interface AcceptOutcome {
  /** `image`: an image manifest. `refused`: 404, the registry has it and not in an accepted form. */
  readonly kind: 'index' | 'image' | 'schema-1' | 'refused' | 'unknown';
  readonly digest?: Digest;
  readonly mediaType?: string;
  /** With an image that was picked out of a list: whose. */
  readonly platform?: PlatformKey;
}

/** What a tag points to, as far as it is known. */
export interface AcceptSubject {
  readonly digest: Digest;
  readonly mediaType?: string;
  /** Its runnable images, in the order of its index; left out while they are not known. */
  readonly images?: readonly PlatformImage[];
}

/**
 * What the registry answers for a tag under this header, by the rules of the reference registry (distribution,
 * registry/handlers/manifests.go): what stands in the header comes as it is; OCI documents are never converted and
 * refused instead; a Docker list that is not accepted becomes its first linux/amd64 image; anything else comes as it is.
 * Without a header Docker Hub gave schema 1, made on the way, until 2021; since then that is the same as any other
 * header that names no list.
 */
export function acceptOutcome(accept: AcceptCase, subject: AcceptSubject): AcceptOutcome {
  const mediaType = bareMediaType(subject.mediaType ?? '');
  const accepted = ACCEPT_HEADERS[accept]?.split(',') ?? [];
  if (accept === 'all' || accepted.includes(mediaType)) return asItIs(subject);
  if (mediaType === OCI_INDEX || mediaType === OCI_MANIFEST) return { kind: 'refused' };
  if (mediaType === DOCKER_LIST) return defaultImage(subject.images);
  // Nobody has said what it is, so whether it would be converted cannot be told.
  return manifestKind(mediaType) === 'unknown' ? { kind: 'unknown' } : asItIs(subject);
}

function asItIs({ digest, mediaType }: AcceptSubject): AcceptOutcome {
  return mediaType === undefined
    ? { kind: 'unknown', digest }
    : { kind: outcomeKind(mediaType), digest, mediaType };
}

/** What kind of thing an answer with this `Content-Type` is. */
export function outcomeKind(mediaType: string): AcceptOutcome['kind'] {
  const kind = manifestKind(mediaType);
  return kind === 'legacy' ? 'schema-1' : kind;
}

/** The first linux/amd64 image of a list, whatever its variant; a list without one is answered with 404. */
function defaultImage(images: readonly PlatformImage[] | undefined): AcceptOutcome {
  const platform = 'linux/amd64';
  if (images === undefined) return { kind: 'image', platform };
  const found = images.find((image) => {
    const named = parsePlatformKey(image.platform);
    return named?.os === 'linux' && named.architecture === 'amd64';
  });
  return found
    ? { kind: 'image', digest: found.digest, platform: found.platform }
    : { kind: 'refused' };
}
