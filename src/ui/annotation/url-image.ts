/**
 * What the hash in a layers page's address is, among what is known of the tag: test/CONTRACT.md, "Elsewhere on the site".
 * The page shows two digests side by side, and people pin the wrong one (google/osv.dev#2494).
 */
import type { Digest } from '../../core/digest.ts';
import { manifestKind } from '../../core/media-type.ts';
import type { TagView } from '../../messaging/view.ts';
import type { LayersAddress } from './row-props.ts';

export function urlImage(urlDigest: Digest, view: TagView): LayersAddress {
  const platforms = view.images.filter((image) => image.digest === urlDigest);
  const only = platforms.length === 1 ? platforms[0]?.platform : undefined;
  const named = only === undefined || only === 'unknown' ? {} : { urlPlatform: only };
  if (view.digest === urlDigest) {
    const kind = manifestKind(view.mediaType ?? '');
    if (kind === 'index') return { urlDigest, urlKind: 'index' };
    if (kind === 'image') return { urlDigest, urlKind: 'image-manifest', ...named };
    return { urlDigest, urlKind: 'unknown' };
  }
  if (platforms.length > 0) return { urlDigest, urlKind: 'image-manifest', ...named };
  const urlKind = view.attestations.includes(urlDigest) ? 'attestation' : 'unknown';
  return { urlDigest, urlKind };
}
