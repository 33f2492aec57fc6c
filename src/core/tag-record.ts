/** What is known of one tag at one moment: the one input of the relations between tags. */
import type { Digest } from './digest.ts';
import type { PlatformKey } from './platform.ts';

/** Who says what the tag points to. Part of the stable surface (test/CONTRACT.md, `data-evidence`). */
export type Evidence = 'hub' | 'registry' | 'bytes';

/** One runnable image of a tag: attestations are never among them. */
export interface PlatformImage {
  readonly platform: PlatformKey;
  /** Digest of the image manifest for that platform. */
  readonly digest: Digest;
  /** Digest of its config, once its manifest was read: the classic image store's image ID. */
  readonly configDigest?: Digest;
}

export interface TagRecord {
  readonly tag: string;
  /** What the tag points to, as `docker pull` prints it: the index where there is one, else the image manifest. */
  readonly digest: Digest;
  readonly evidence: Evidence;
  /** Media type of that manifest; left out while nobody has said it. */
  readonly mediaType?: string;
  /** Where that manifest is one image and was read: its own config, the image's ID. */
  readonly configDigest?: Digest;
  /** The runnable images *of that digest*; left out while they are not known. */
  readonly images?: readonly PlatformImage[];
  /** Digests of attestation manifests beside them. */
  readonly attestations?: readonly Digest[];
}

/** Whether two records say the same. */
export function isSameRecord(a: TagRecord, b: TagRecord): boolean {
  if (a === b) return true;
  return (
    a.tag === b.tag &&
    a.digest === b.digest &&
    a.evidence === b.evidence &&
    a.mediaType === b.mediaType &&
    a.configDigest === b.configDigest &&
    areSame(a.images, b.images, isSameImage) &&
    areSame(a.attestations, b.attestations, (one, other) => one === other)
  );
}

function isSameImage(a: PlatformImage, b: PlatformImage): boolean {
  return a.digest === b.digest && a.platform === b.platform && a.configDigest === b.configDigest;
}

/** Two lists that are both not known are the same; an empty one is known. */
function areSame<T>(
  a: readonly T[] | undefined,
  b: readonly T[] | undefined,
  isSame: (one: T, other: T) => boolean,
): boolean {
  if (a === b) return true;
  if (a?.length !== b?.length) return false;
  return (
    a?.every((one, place) => {
      const other = b?.[place];
      return other !== undefined && isSame(one, other);
    }) ?? false
  );
}
