/**
 * Why the same tag gave another digest to somebody else: a registry may convert, refuse or pick a platform, by what the
 * request's `Accept` header allows. The blog post of 2021 that this project grew from compared these four by hand.
 */
import type { Digest } from './digest.ts';
import { ACCEPT, DOCKER_LIST, DOCKER_MANIFEST } from './media-type.ts';
import type { PlatformKey } from './platform.ts';

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
