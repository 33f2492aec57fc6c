/**
 * What a `<digest-lens>` says in its attributes: one to one from the view, by the table in test/CONTRACT.md, section 3.
 * An attribute that has nothing to say is left out, except `data-aliases`, which is then empty.
 */
import type { RepositoryName } from '../core/repository.ts';
import type { TagView } from '../messaging/view.ts';
import type { UrlImage } from './layers.ts';

/** On how many of the repository's tags the relations rest. */
export interface Known {
  readonly known: number;
  readonly total?: number;
}

/** Attribute names and values; `undefined` means that the attribute is absent. */
export type Attributes = Readonly<Record<string, string | undefined>>;

export function attributesOf(
  repository: RepositoryName,
  view: TagView,
  known?: Known,
  layers?: UrlImage,
): Attributes {
  return {
    'data-repository': repository,
    'data-tag': view.tag,
    'data-state': view.state,
    'data-evidence': view.digest && view.evidence,
    'data-digest': view.digest,
    'data-media-type': view.mediaType,
    'data-conflict': view.conflict,
    'data-aliases': view.aliases.join(' '),
    'data-known': known && knownText(known),
    'data-same-images': listed(view.sameImages),
    'data-platforms': listed(view.images.map((image) => `${image.platform}=${image.digest}`)),
    'data-image-id': view.imageId?.digest,
    'data-failure': isFailed(view) ? view.failure?.kind : undefined,
    'data-url-digest': layers?.urlDigest,
    'data-url-kind': layers?.urlKind,
    'data-url-platform': layers?.urlPlatform,
  };
}

/** Sets what differs and nothing else: each write is work for whoever watches the page. */
export function applyAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

function knownText({ known, total }: Known): string {
  return total === undefined ? String(known) : `${known}/${total}`;
}

function listed(words: readonly string[]): string | undefined {
  return words.length > 0 ? words.join(' ') : undefined;
}

function isFailed(view: TagView): boolean {
  return view.state === 'failed' || view.state === 'partial';
}
