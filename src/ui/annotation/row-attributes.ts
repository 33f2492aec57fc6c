/**
 * What a `<digest-lens>` says in its attributes: one to one from the view, by the table in test/CONTRACT.md, section 3.
 * An attribute that has nothing to say is left out, except `data-aliases`, which is then empty.
 */
import type { RowAttributes } from '../../messaging/drawn.ts';
import type { TagView } from '../../messaging/view.ts';
import type { LayersAddress } from './row-props.ts';

export function rowAttributes(view: TagView, layers?: LayersAddress): RowAttributes {
  const isFailed = view.state === 'failed' || view.state === 'partial';
  return {
    'data-state': view.state,
    'data-aliases': view.aliases.join(' '),
    ...(view.digest && view.evidence && { 'data-evidence': view.evidence }),
    ...(view.digest && { 'data-digest': view.digest }),
    ...(view.mediaType !== undefined && { 'data-media-type': view.mediaType }),
    ...(view.conflict && { 'data-conflict': view.conflict }),
    ...(view.sameImages.length > 0 && { 'data-same-images': view.sameImages.join(' ') }),
    ...(view.images.length > 0 && { 'data-platforms': platformsOf(view) }),
    ...(view.imageId && { 'data-image-id': view.imageId.digest }),
    ...(isFailed && view.failure && { 'data-failure': view.failure.kind }),
    ...(layers && { 'data-url-digest': layers.urlDigest, 'data-url-kind': layers.urlKind }),
    ...(layers?.urlPlatform !== undefined && { 'data-url-platform': layers.urlPlatform }),
  };
}

function platformsOf({ images }: TagView): string {
  return images.map(({ platform, digest }) => `${platform}=${digest}`).join(' ');
}
