/** What there is to show of a tag before the worker's first word. */
import type { TagView } from './view.ts';

export function unknownView(tag: string): TagView {
  return {
    tag,
    state: 'loading',
    aliases: [],
    sameImages: [],
    someImages: [],
    sameImageId: [],
    images: [],
    attestations: [],
  };
}
