import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitTags, MORE_BUTTON, widthOf } from '../../../src/ui/annotation/fit-tags.ts';

const ALIASES = ['1.31.2', '1.31', '1', 'mainline', 'latest'];

describe('how many tags fit on a line', () => {
  it('shows all where there is room', () => {
    expect(fitTags(ALIASES, widthOf(ALIASES))).toEqual(ALIASES);
  });

  it('keeps room for the button, and "latest" although it stands last', () => {
    expect(fitTags(ALIASES, 240)).toEqual(['1.31.2', 'latest']);
  });

  it('never shows more than eight', () => {
    const many = Array.from({ length: 30 }, (_, n) => `v${n}`);
    expect(fitTags(many, 10_000)).toHaveLength(8);
  });

  it('shows at least one, however long, so that the line never says nothing', () => {
    expect(fitTags(['a'.repeat(128), 'b'], 100)).toEqual(['a'.repeat(128)]);
  });

  it('fits with its button, keeps the order and invents nothing', () => {
    const tag = fc.stringMatching(/^[a-z0-9]{1,20}$/);
    fc.assert(
      fc.property(fc.uniqueArray(tag), fc.integer({ min: 0, max: 1200 }), (tags, room) => {
        const shown = fitTags(tags, room);
        expect(tags.filter((t) => shown.includes(t))).toEqual(shown);
        if (shown.length === tags.length || shown.length <= 1) return;
        expect(widthOf(shown) + MORE_BUTTON).toBeLessThanOrEqual(room);
      }),
    );
  });
});
