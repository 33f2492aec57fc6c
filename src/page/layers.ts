/**
 * The layers page shows one image under a hash that is in its address, and two digests side by side: people pin the
 * wrong one (google/osv.dev#2494). Here stands what that hash is, among what is known of the tag.
 */
import type { Digest } from '../core/digest.ts';
import { manifestKind } from '../core/media-type.ts';
import type { PlatformKey } from '../core/platform.ts';
import { familiarName, type RepositoryName } from '../core/repository.ts';
import type { TagView } from '../messaging/view.ts';
import { LAYERS_HEADING } from './selectors.ts';

/** What the hash in the address is: test/CONTRACT.md, "Elsewhere on the site". */
type UrlKind = 'index' | 'image-manifest' | 'attestation' | 'unknown';

export interface UrlImage {
  readonly urlDigest: Digest;
  readonly urlKind: UrlKind;
  readonly urlPlatform?: PlatformKey;
}

export function urlImage(urlDigest: Digest, view: TagView): UrlImage {
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

/**
 * The heading that names the image. One that only mentions the tag is taken when `settled`: until then an earlier
 * page's heading may still stand there.
 */
export function layersHeading(
  root: ParentNode,
  repository: RepositoryName,
  tag: string,
  settled: boolean,
): Element | undefined {
  const headings = [...root.querySelectorAll(LAYERS_HEADING)];
  const names = [`${familiarName(repository)}:${tag}`, `${repository}:${tag}`];
  const exact = headings.find((heading) => names.includes(textOf(heading)));
  if (exact || !settled) return exact;
  return headings.find((heading) => textOf(heading).includes(tag)) ?? headings[0];
}

function textOf(heading: Element): string {
  return (heading.textContent ?? '').replaceAll('\u2060', '').replace(/\s/g, '');
}
