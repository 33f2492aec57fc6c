import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLimits } from '../../src/registry/limits.ts';
import { CAPTURES } from './captures.ts';

const read = (headers: Record<string, string>, status = 200) =>
  readLimits(status, new Headers(headers));

describe('pull limits', () => {
  it.each(CAPTURES.filter((capture) => capture.limits !== undefined))(
    'as captured: $name ($date)',
    ({ headers, limits }) => {
      expect(read(headers)).toEqual(limits);
    },
  );

  it('are unlimited when a 2xx has none of the headers', () => {
    expect(read({})).toBe('unlimited');
    expect(read({ 'docker-ratelimit-source': 'someone' })).toBe('unlimited');
  });

  it('are unknown when a refusal has none of the headers', () => {
    expect(read({}, 404)).toBeUndefined();
    expect(read({}, 429)).toBeUndefined();
  });

  it('are read from a refusal that has them', () => {
    const headers = { 'ratelimit-limit': '100;w=3600', 'ratelimit-remaining': '0;w=3600' };
    expect(read(headers, 429)).toEqual({ limit: 100, remaining: 0, windowSeconds: 3600 });
  });

  it.each<[string, Record<string, string>]>([
    ['only the limit', { 'ratelimit-limit': '100;w=3600' }],
    ['only the rest', { 'ratelimit-remaining': '100;w=3600' }],
    [
      'a rest cut off (captured 2022-09-08)',
      { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '(excerpt ends here)' },
    ],
    ['no window', { 'ratelimit-limit': '180', 'ratelimit-remaining': '179' }],
    ['an empty window', { 'ratelimit-limit': '100;w=0', 'ratelimit-remaining': '9;w=0' }],
    ['negative', { 'ratelimit-limit': '100;w=3600', 'ratelimit-remaining': '-1;w=3600' }],
    ['twice', { 'ratelimit-limit': '100;w=3600, 200;w=3600', 'ratelimit-remaining': '9;w=3600' }],
    [
      'beyond counting',
      { 'ratelimit-limit': `${'9'.repeat(30)};w=3600`, 'ratelimit-remaining': '9;w=3600' },
    ],
  ])('say nothing: %s', (_name, headers) => {
    expect(read(headers)).toBeUndefined();
  });

  it('are read from the twin where the first is nonsense', () => {
    expect(
      read({
        'ratelimit-limit': 'soon',
        'x-ratelimit-limit': '200;w=3600',
        'x-ratelimit-remaining': '150;w=3600',
      }),
    ).toEqual({ limit: 200, remaining: 150, windowSeconds: 3600 });
  });

  it('are any numbers in any window', () => {
    const count = fc.nat();
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1 }), (limit, remaining, windowSeconds) => {
        const headers = {
          'ratelimit-limit': `${limit};w=${windowSeconds}`,
          'ratelimit-remaining': `${remaining};w=${windowSeconds}`,
        };
        expect(read(headers)).toEqual({ limit, remaining, windowSeconds });
      }),
    );
  });

  it('are safe numbers whatever the headers hold', () => {
    const noise = fc.string({ unit: fc.constantFrom('1', '9', ';', 'w', '=', ' ', '-', 'e', '.') });
    fc.assert(
      fc.property(noise, noise, (limit, remaining) => {
        const found = read({ 'ratelimit-limit': limit, 'ratelimit-remaining': remaining });
        if (typeof found === 'object') {
          expect(Object.values(found).every((n) => Number.isSafeInteger(n) && n >= 0)).toBe(true);
        }
      }),
    );
  });
});
