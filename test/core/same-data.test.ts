import { describe, expect, it } from 'vitest';
import { isSameData } from '../../src/core/same-data.ts';
import { digest, groupView } from '../ui/samples.ts';

describe('whether two values of plain data say the same', () => {
  const view = groupView(1, ['1', 'latest']);

  it('knows a copy', () => {
    expect(isSameData(view, structuredClone(view))).toBe(true);
  });

  it.each([
    ['a tag more', { ...view, tags: [...view.tags, 'x'] }],
    ['tags in another order', { ...view, tags: [...view.tags].reverse() }],
    ['another digest', { ...view, digest: digest(2) }],
    ['a field more', { ...view, staleSince: 1 }],
    ['a field of another name', { ...view, imageId: undefined, staleSince: undefined }],
    ['an image ID', { ...view, imageId: { ...view.imageId, digest: digest(3) } }],
  ])('sees %s', (_, other) => {
    expect(isSameData(view, other)).toBe(false);
    expect(isSameData(other, view)).toBe(false);
  });
});
