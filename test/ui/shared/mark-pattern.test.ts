import { describe, expect, it } from 'vitest';
import { markPattern } from '../../../src/ui/shared/mark-pattern.ts';
import { digest } from '../samples.ts';

describe('the picture of a digest', () => {
  it('is the same for the same digest', () => {
    expect(markPattern(digest(7))).toEqual(markPattern(digest(7)));
  });

  it('tells twelve groups and more apart (peer mistake 6)', () => {
    const pictures = Array.from({ length: 200 }, (_, seed) => markPattern(digest(seed)).path);
    expect(new Set(pictures).size).toBeGreaterThan(195);
  });

  it('mirrors itself and is never empty', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const { path, hue } = markPattern(digest(seed));
      const cells = new Set([...path.matchAll(/M(\d) (\d)/g)].map(([, x, y]) => `${x} ${y}`));
      expect(cells.size).toBeGreaterThan(0);
      for (const cell of cells) {
        const [x = '', y = ''] = cell.split(' ');
        expect(cells).toContain(`${4 - Number(x)} ${y}`);
      }
      expect(hue).toBeGreaterThanOrEqual(0);
      expect(hue).toBeLessThan(360);
    }
  });
});
