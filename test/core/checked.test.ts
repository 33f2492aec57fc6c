import { describe, expect, it } from 'vitest';
import { disagreeing } from '../../src/core/checked.ts';
import { digestNumber } from './samples.ts';

const asked = digestNumber(1);
const other = digestNumber(2);

describe('who disagrees about a manifest', () => {
  it('is nobody when all say the same, or nothing', () => {
    expect(disagreeing({ digest: asked, computed: asked })).toEqual([]);
    expect(disagreeing({ digest: asked, computed: asked, header: asked, hub: asked })).toEqual([]);
  });

  it('names each by what was asked for, not by the majority', () => {
    expect(disagreeing({ digest: asked, computed: other, header: asked })).toEqual(['bytes']);
    expect(disagreeing({ digest: asked, computed: asked, header: other })).toEqual(['header']);
    expect(disagreeing({ digest: asked, computed: asked, hub: other })).toEqual(['hub']);
    expect(disagreeing({ digest: asked, computed: other, header: other, hub: other })).toEqual([
      'bytes',
      'header',
      'hub',
    ]);
  });
});
