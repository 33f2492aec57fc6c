/** What is searched for a pasted text, and what an answer says. */
import type { Digest } from './digest.ts';
import type { PastedName } from './paste-words.ts';
import type { PlatformKey } from './platform.ts';
import type { PlatformImage } from './tag-record.ts';

/** A manifest, and what is in it where it is one image that was read. */
export interface SearchedManifest {
  readonly digest: Digest;
  readonly configDigest?: Digest;
  readonly layers?: readonly Digest[];
}

export interface SearchedImage extends SearchedManifest, PlatformImage {}

/** All tags of one digest: the popup's groups fit. */
export interface SearchedGroup extends SearchedManifest {
  readonly mediaType?: string;
  readonly tags: readonly string[];
  readonly images: readonly SearchedImage[];
  readonly attestations: readonly Digest[];
  readonly version?: FoundVersion | undefined;
}

/** The most exact name of a version, and how it is known to be that one. */
export interface FoundVersion {
  readonly tag: string;
  readonly by: 'digest' | 'images' | 'image-id';
}

/** What is known of a repository: the popup's view fits. */
export interface Searched {
  /** Full name. A reference to another repository finds nothing here; without this it is not compared. */
  readonly repository?: string;
  /** In the order of their first tags, and each group's tags in tag order. */
  readonly groups: readonly SearchedGroup[];
  readonly unknownTags?: readonly { readonly tag: string }[];
}

/** A letter is in most names of a repository; nobody reads tens of thousands of them, and each answer is sent. */
export const MOST_NAMED = 1_000;

export interface Finding {
  /** What was found. The names are part of the stable surface (test/CONTRACT.md, `data-kind`). */
  readonly kind:
    | 'index'
    | 'image-manifest'
    | 'config'
    | 'layer'
    | 'attestation'
    | 'tag'
    | 'unknown';
  /**
   * The tags that carry it, tag order. For a tag: all tags of its digest. For a part of a name: those that contain it, the
   * first `MOST_NAMED` at most.
   */
  readonly tags: readonly string[];
  /** For a part of a name: how many tags contain it, where that is more than `tags` holds. */
  readonly count?: number;
  readonly platform?: PlatformKey;
  readonly digest?: Digest;
  /** Of a manifest that a tag points to, where it was said. */
  readonly mediaType?: string;
  readonly version?: FoundVersion;
  /** With `unknown`: the digits that were looked for, where it was a hash. */
  readonly hex?: string;
  /** With `unknown`: what begins with the digits given, when it is more than one. Each has its `digest`. */
  readonly candidates?: readonly Finding[];
  /** What else the text names: further hashes, known or not, and tags. */
  readonly others?: readonly Finding[];
  /** Another repository that the text names. */
  readonly elsewhere?: PastedName;
}
