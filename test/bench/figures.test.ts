import { describe, expect, it } from 'vitest';
import {
  confirmedLimit,
  firstLimit,
  median,
  mostInFlight,
  number,
  ratios,
  spread,
  table,
} from './figures.ts';

describe('the physical limit', () => {
  it('of all confirmed is the set-up, a round trip for the token, and one for each c rows begun', () => {
    expect(confirmedLimit(25, 6, 300, 150)).toBe(300 + 150 + 5 * 150);
    expect(confirmedLimit(24, 6, 100, 50)).toBe(100 + 50 + 4 * 50);
    expect(confirmedLimit(25, 24, 100, 50)).toBe(100 + 50 + 2 * 50);
    expect(confirmedLimit(1, 6, 0, 50)).toBe(100);
  });

  it('of the first annotation is the set-up and a round trip', () => {
    expect(firstLimit(300, 150)).toBe(450);
  });
});

describe('requests in flight', () => {
  const from = (at: number, endedAt: number) => ({ at, endedAt });

  it('are counted from half a round trip before they came to half a round trip after they left', () => {
    const requests = [from(100, 101), from(140, 141), from(155, 156)];
    expect(mostInFlight(requests, 0)).toBe(1);
    expect(mostInFlight(requests, 50)).toBe(2);
    expect(mostInFlight(requests, 60)).toBe(3);
  });

  it('leave room the moment they are answered', () => {
    expect(mostInFlight([from(0, 0), from(50, 50), from(100, 100)], 50)).toBe(1);
    expect(mostInFlight([], 50)).toBe(0);
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
    expect(spread([23_907])).toBe('23,907');
    expect(number(0.5, 2)).toBe('0.50');
  });

  it('holds each run against its own limit', () => {
    expect(ratios([10, 30], [20, 20])).toEqual([0.5, 1.5]);
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
