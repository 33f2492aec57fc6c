import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfter } from '../../src/http/retry-after.ts';

const NOW = Date.UTC(2026, 9, 1, 12, 0, 0);
const DAY = 24 * 60 * 60 * 1000;

const wait = (value: string, date?: string): number | undefined => {
  const headers = new Headers({ 'retry-after': value, ...(date === undefined ? {} : { date }) });
  const until = retryAfter(headers, NOW);
  return until === undefined ? undefined : until - NOW;
};

describe('Retry-After', () => {
  it.each<[string, string, number | undefined]>([
    ['seconds (docker/hub-feedback#1907, 2020-10-25)', '60', 60_000],
    ['none', '0', 0],
    ['a date', 'Thu, 01 Oct 2026 12:01:30 GMT', 90_000],
    ['a date gone by', 'Thu, 01 Oct 2026 11:00:00 GMT', 0],
    ['longer than a day', '999999999', DAY],
    ['a date in a year', 'Fri, 01 Oct 2027 12:00:00 GMT', DAY],
    ['no whole seconds', '1.5', undefined],
    ['negative', '-5', undefined],
    ['words', 'soon', undefined],
    ['an impossible date', 'Thu, 99 Zzz 2026 12:01:30 GMT', undefined],
    ['another date form', '2026-10-01T12:01:30Z', undefined],
    ['empty', '', undefined],
  ])('%s: %s', (_name, value, expected) => {
    expect(wait(value)).toBe(expected);
  });

  it("reads a date against the answer's own clock", () => {
    expect(wait('Thu, 01 Oct 2026 15:01:30 GMT', 'Thu, 01 Oct 2026 15:00:00 GMT')).toBe(90_000);
  });

  it('is nothing where the header is missing', () => {
    expect(retryAfter(new Headers(), NOW)).toBeUndefined();
  });

  it('never waits longer than a day, whatever it is given', () => {
    const header = fc.oneof(
      fc.stringMatching(/^[ -~]{0,40}$/),
      fc.nat().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(header, header, (value, date) => {
        const found = wait(value, date);
        return found === undefined || (found >= 0 && found <= DAY);
      }),
    );
  });
});
