/** Which listing of all tags is gone on with, and when a new one begins. */
import { describe, expect, it } from 'vitest';
import type { WholeRow } from '../../src/background/store.ts';
import { newListing } from '../../src/background/whole-record.ts';

const NOW = Date.UTC(2026, 9, 1);

function begun(walkedAt: number, whole?: WholeRow): number {
  const listing = { at: walkedAt, endedAt: walkedAt, complete: false };
  return newListing({ listing, whole }, NOW).at;
}

describe('a new listing of all tags', () => {
  it('takes in the walk that was made just now', () => {
    expect(begun(NOW - 60_000)).toBe(NOW - 60_000);
  });

  it('takes in no walk of long ago, nor one that was taken in before', () => {
    expect(begun(NOW - 3_600_000)).toBe(NOW);
    const whole = { at: NOW - 60_000, endedAt: NOW - 30_000, asked: [] };
    expect(begun(NOW - 60_000, whole)).toBe(NOW);
  });
});
