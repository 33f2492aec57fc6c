/**
 * Which digest each command prints for a tag. One tag has several, and each tool shows another one under a name of its own
 * (docker/hub-feedback#1925, docker/buildx#3952): this says for every kind of tag what stands in which column.
 */
import type { Digest } from '../../core/digest.ts';
import type { PlatformKey } from '../../core/platform.ts';
import type { ImageView, TagView } from '../../messaging/view.ts';
import type { TextKey } from '../../text/keys.ts';
import { type PointedKind, pointedKind } from '../shared/kind.ts';

/** What stands in one place of the table. */
export type Told =
  | { readonly kind: 'digest'; readonly digest: Digest }
  /** A config digest that only this manifest can tell. */
  | { readonly kind: 'unread'; readonly manifest: Digest }
  /** There is none, or nobody has told it. */
  | { readonly kind: 'words'; readonly words: TextKey };

export interface PlatformDigests {
  /** Left out where nobody has named a platform. */
  readonly platform?: PlatformKey;
  /** Of the image manifest. */
  readonly manifest?: Digest;
  /** The hash in the address of Docker Hub's layers page. */
  readonly layersPage: Told;
  /** `docker images` in the classic image store: the config digest. */
  readonly classic: Told;
}

export interface DigestColumns {
  /** Whether there is an index above the platforms, so that a platform's digest is not the tag's. */
  readonly isIndex: boolean;
  /** The "Digest:" of `docker pull`: what the tag points to. Kubernetes' `imageID` names it too (containerd's CRI plugin, image_status.go). */
  readonly pulled: Digest;
  /** `docker images` in the containerd image store (Engine 29 and later): the same one, where it keeps the tag at all. */
  readonly containerd: Told;
  readonly rows: readonly PlatformDigests[];
}

/** Undefined where no digest is known, and of what is no container image, which none of these commands shows. */
export function digestColumns(view: TagView): DigestColumns | undefined {
  const kind = pointedKind(view);
  if (view.digest === undefined || kind === 'artifact') return undefined;
  const pulled = view.digest;
  const rows = view.images.map((image) => imageRow(image));
  return {
    isIndex: kind === 'index',
    pulled,
    containerd: kind === 'legacy' ? words('sheetSchema1Containerd') : known(pulled),
    rows: rows.length > 0 ? rows : [bareRow(kind, view, pulled)],
  };
}

function imageRow({ platform, digest, configDigest }: ImageView): PlatformDigests {
  return {
    platform,
    manifest: digest,
    layersPage: known(digest),
    classic: configDigest ? known(configDigest) : { kind: 'unread', manifest: digest },
  };
}

/** The one row of a tag whose images are not known. */
function bareRow(kind: PointedKind, view: TagView, pulled: Digest): PlatformDigests {
  switch (kind) {
    case 'image':
    case 'manifest': {
      const config = view.imageId?.digest;
      return {
        manifest: pulled,
        layersPage: known(pulled),
        classic: config ? known(config) : { kind: 'unread', manifest: pulled },
      };
    }
    case 'legacy':
      // Nor has its page one: Docker Hub's list gives it no image.
      return { layersPage: words('sheetSchema1Layers'), classic: words('sheetSchema1Config') };
    case 'index': {
      const isRead = view.evidence === 'bytes' && view.failure === undefined;
      const none = words(isRead ? 'sheetNoImages' : 'sheetNotKnown');
      return { layersPage: none, classic: none };
    }
    default:
      return { layersPage: words('sheetNotKnown'), classic: words('sheetNotKnown') };
  }
}

function known(digest: Digest): Told {
  return { kind: 'digest', digest };
}

function words(key: TextKey): Told {
  return { kind: 'words', words: key };
}
