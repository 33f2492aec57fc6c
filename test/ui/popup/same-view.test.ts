import { describe, expect, it } from 'vitest';
import { sameView } from '../../../src/ui/popup/same-view.ts';
import { digest, groupView } from '../samples.ts';

describe('whether two views say the same', () => {
  const view = groupView(1, ['1', 'latest']);

  it('knows a copy', () => {
    expect(sameView(view, structuredClone(view))).toBe(true);
  });

  it.each([
    ['a tag more', { ...view, tags: [...view.tags, 'x'] }],
    ['tags in another order', { ...view, tags: [...view.tags].reverse() }],
    ['another digest', { ...view, digest: digest(2) }],
    ['a field more', { ...view, staleSince: 1 }],
    ['a field of another name', { ...view, imageId: undefined, staleSince: undefined }],
    ['an image ID', { ...view, imageId: { ...view.imageId, digest: digest(3) } }],
  ])('sees %s', (_, other) => {
    expect(sameView(view, other)).toBe(false);
    expect(sameView(other, view)).toBe(false);
  });
});
