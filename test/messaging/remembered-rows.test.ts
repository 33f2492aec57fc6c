import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MOST_REMEMBERED, rememberRows } from '../../src/messaging/remembered-rows.ts';
import { unknownView } from '../../src/messaging/unknown-view.ts';
import { nginx } from './names.ts';
import { plainLooks } from './plain-looks.ts';

describe('rows remembered as drawn', () => {
  const draw = vi.fn(plainLooks.row);
  let row: typeof plainLooks.row;

  beforeEach(() => {
    draw.mockClear();
    row = rememberRows(draw);
  });

  const SETTING = {
    repository: nginx,
    known: 5,
    width: 640,
    isOpen: false,
    isUnfolded: false,
  } as const;
  const see = (number: number) => row(unknownView(`1.${number}`), SETTING);
  /** Which of these are drawn anew. */
  function drawnOf(...numbers: readonly number[]): number[] {
    return numbers.filter((number) => {
      draw.mockClear();
      see(number);
      return draw.mock.calls.length > 0;
    });
  }

  it('are the last that were seen, and no more than a bounded number', () => {
    for (let number = 0; number < MOST_REMEMBERED; number += 1) see(number);
    expect(drawnOf(0, 1, MOST_REMEMBERED - 1)).toEqual([]);
    see(MOST_REMEMBERED);
    // 0 and 1 were seen again; of the others 2 was seen first.
    expect(drawnOf(0, 1, 3, MOST_REMEMBERED, 2)).toEqual([2]);
  });

  it('are not those that tell of time', () => {
    const stale = { ...unknownView('old'), staleSince: 1 };
    row(stale, SETTING);
    row(stale, SETTING);
    expect(draw).toHaveBeenCalledTimes(2);
  });
});
