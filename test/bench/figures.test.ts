import { describe, expect, it } from 'vitest';
import { median, physicalLimit, spread, table } from './figures.ts';

describe('the physical limit', () => {
  it('is the set-up, a round trip for the token, and one for each six rows begun', () => {
    expect(physicalLimit(25, 300, 150)).toBe(300 + 150 + 5 * 150);
    expect(physicalLimit(24, 100, 50)).toBe(100 + 50 + 4 * 50);
    expect(physicalLimit(1, 0, 50)).toBe(100);
  });
});

describe('a median', () => {
  it('is the one in the middle by size, or between the two there', () => {
    expect(median([10, 9, 1])).toBe(9);
    expect(median([4, 100, 1, 2])).toBe(3);
    expect(() => median([])).toThrow('nothing was measured');
  });
});

describe('a line of figures', () => {
  it('says the median and how far the runs lay apart', () => {
    expect(spread([10, 9, 1])).toBe('9 (1–10)');
    expect(spread([1.204, 1.2], 2)).toBe('1.20');
  });
});

describe('a table', () => {
  it('lines its columns up', () => {
    expect(
      table([
        ['a', 'long'],
        ['123', 'b'],
      ]),
    ).toBe('| a   | long |\n| --- | ---- |\n| 123 | b    |');
  });
});
