import { describe, expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { FAILURE_KINDS, failure } from '../../src/core/failure.ts';
import type { InputError } from '../../src/core/input-error.ts';
import { catalogLookup } from '../../src/text/catalog.ts';
import { failureText, readFailureText } from '../../src/text/failure-text.ts';
import { formatAgo, formatBytes, formatUntil } from '../../src/text/format.ts';
import { inputErrorText } from '../../src/text/input-error-text.ts';
import { createText, plural } from '../../src/text/text.ts';
import { amongText } from '../../src/ui/shared/known.ts';
import { text } from './catalog-text.ts';

const NOW = new Date(2026, 10, 23, 12, 0, 0).getTime();

describe('texts', () => {
  it('fills placeholders in and writes numbers as the language does', () => {
    expect(plural(text, 'amongSome', 1339, 339)).toBe('among 339 of 1,339 tags');
  });

  it('never takes a value for a placeholder', () => {
    expect(text('noTags')).toBe('This repository has no tags.');
    expect(text('tagNotKnown', '$1 $TAG$')).toContain('“$1 $TAG$”');
    expect(text('tagNotKnown', '\ue000\ue001')).toContain('“\ue000\ue001”');
  });

  it('asks the browser once for each text, whatever is filled in', () => {
    const asked: string[] = [];
    const lookup = catalogLookup(messages);
    const filled = createText((key, substitutions) => {
      asked.push(key);
      return lookup(key, substitutions);
    });
    expect(filled('openDetails', '1.27')).toBe(text('openDetails', '1.27'));
    expect(filled('openDetails', 'latest')).toBe(text('openDetails', 'latest'));
    expect(asked.filter((key) => key === 'openDetails')).toHaveLength(1);
  });

  it.each([
    [1, 'index of 1 platform'],
    [0, 'index of 0 platforms'],
    [17, 'index of 17 platforms'],
  ])('chooses the plural form for %i', (count, words) => {
    expect(plural(text, 'whatIndex', count)).toBe(words);
  });

  it.each([
    [1, 1, 'among 1 tag, the only one'],
    [0, 1, 'among 0 of 1 tag'],
    [7, 7, 'among all 7 tags'],
    [1, undefined, 'among the 1 tag seen so far'],
  ])('counts %s of %s tags', (known, total, words) => {
    expect(amongText(text, known, total)).toBe(words);
  });

  it('says that an answer broke off, and not that there was none', () => {
    const half = failure('unavailable', { host: 'hub.docker.com', status: 200 });
    expect(failureText(text, half, NOW).why).toBe(
      'The answer of Docker Hub’s website broke off in the middle.',
    );
    const busy = failure('unavailable', { host: 'hub.docker.com', status: 503 });
    expect(failureText(text, busy, NOW).why).toContain('answered 503');
  });

  it('gives an empty text for a key that is not there, as browsers do', () => {
    expect(catalogLookup(messages)('nothing of that name', [])).toBe('');
  });
});

describe('formats', () => {
  it.each([
    [30_000, 'this minute'],
    [7 * 60_000, '7 minutes ago'],
    [2 * 3_600_000 + 1, '2 hours ago'],
    [24 * 3_600_000, 'yesterday'],
  ])('tells %i ms ago', (passed, words) => {
    expect(formatAgo('en', NOW - passed, NOW)).toBe(words);
  });

  it('tells the day where an end is not today', () => {
    expect(formatUntil('en', NOW + 60_000, NOW)).toBe('12:01');
    expect(formatUntil('en', NOW + 1, NOW)).toBe('12:01');
    expect(formatUntil('en', NOW + 86_400_000, NOW)).toMatch(/24.*12:00/);
    expect(formatUntil('en', NOW + 60_000, NOW)).toBe('12:01');
  });

  it('tells an end in the time of where one is now', () => {
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'UTC';
      expect(formatUntil('en', NOW, NOW - 1)).toBe('12:00');
      process.env['TZ'] = 'Asia/Tokyo';
      expect(formatUntil('en', NOW, NOW - 1)).toBe('21:00');
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it.each([
    [0, '0 byte'],
    [742, '742 byte'],
    [1_234_567, '1.2 MB'],
  ])('writes %i bytes', (bytes, words) => {
    expect(formatBytes('en', bytes)).toBe(words);
  });
});

describe('failures in words', () => {
  it.each(FAILURE_KINDS)('%s says what, why and what to do', (kind) => {
    const told = failureText(text, failure(kind, { host: 'registry-1.docker.io' }), NOW);
    for (const part of [told.what, told.why, told.todo]) {
      expect(part).toMatch(/^[A-Z].*\.$|^docker pull .*\.$|^registry.*\.$/);
      expect(part).not.toContain('$');
    }
  });

  it('names the status and the host', () => {
    const told = failureText(
      text,
      failure('unavailable', { host: 'registry-1.docker.io', status: 503 }),
      NOW,
    );
    expect(told.why).toBe('Docker Hub’s registry answered 503.');
  });

  it('does not repeat a host that is none of ours', () => {
    const told = failureText(text, failure('unavailable', { host: 'evil.example' }), NOW);
    expect(told.why).toBe('Docker Hub did not answer.');
  });

  it('tells when a wait ends, unless that has passed', () => {
    const until = NOW + 30 * 60_000;
    expect(failureText(text, failure('rate-limited', { until }), NOW).todo).toContain('12:30');
    expect(failureText(text, failure('rate-limited', { until }), until).todo).not.toContain(
      '12:30',
    );
  });

  it('says nothing untrue of what only the web API does not name', () => {
    const unlisted = failure('not-found', { host: 'hub.docker.com', status: 404 });
    const { what, why, todo } = failureText(text, unlisted, NOW);
    expect(what).toBe('Not listed by Docker Hub’s website.');
    expect(`${why} ${todo}`).not.toContain('registry');
    const gone = failure('not-found', { host: 'registry-1.docker.io', status: 404 });
    expect(failureText(text, gone, NOW).what).toBe('Not in the registry.');
  });

  it('says of a manifest that came to a 429 that no pulls are left, and until when', () => {
    const spent = failure('rate-limited', { host: 'registry-1.docker.io', until: NOW + 60_000 });
    expect(readFailureText(text, spent, NOW).why).toBe('No pulls are left until 12:01.');
    expect(readFailureText(text, spent, NOW + 60_000).why).toBe('No pulls are left.');
    // Another limit than that of pulls.
    const token = failure('rate-limited', { host: 'auth.docker.io' });
    expect(readFailureText(text, token, NOW)).toEqual(failureText(text, token, NOW));
    const silent = failure('unavailable', { host: 'registry-1.docker.io' });
    expect(readFailureText(text, silent, NOW)).toEqual(failureText(text, silent, NOW));
  });

  it('lays a limit at nobody’s door: it may be the account’s or the network’s', () => {
    const { why } = failureText(text, failure('rate-limited', { host: 'hub.docker.com' }), NOW);
    expect(why).toBe('Docker Hub’s website asks to wait.');
  });

  it('tells until when a silent host is left alone, and no time before that', () => {
    const at = (until: number) => failureText(text, failure('unavailable', { until }), NOW).todo;
    expect(at(NOW + 20_000)).toBe('It is left alone until 12:01, unless you try again.');
    expect(at(NOW + 60_001)).toContain('12:02');
    expect(at(NOW)).toBe('Try again in a moment.');
  });
});

describe('input errors in words', () => {
  const parts: readonly InputError['part'][] = [
    'registry',
    'repository',
    'tag',
    'digest',
    'reference',
  ];
  const cases: readonly (readonly [InputError['problem'], string])[] = [
    ['empty', 'The tag is empty.'],
    ['other-registry', '“<found>” is another registry: only Docker Hub can be asked.'],
    ['upper-case', 'A tag has no upper-case letters: “<found>”.'],
    ['bad-character', '“<found>” cannot stand in a tag.'],
    [
      'bad-separator',
      'Dots, dashes and slashes stand between letters or digits in a tag: “<found>”.',
    ],
    ['too-long', 'The tag is too long: “<found>”.'],
    ['bad-length', 'The tag does not have the right number of digits: “<found>”.'],
    ['unknown-algorithm', '“<found>” is not a digest algorithm that registries use.'],
  ];

  it.each(cases)('%s', (problem, words) => {
    expect(inputErrorText(text, { part: 'tag', problem, found: '<found>' })).toBe(words);
  });

  it.each(parts)('names the part %s', (part) => {
    expect(inputErrorText(text, { part, problem: 'empty', found: '' })).toMatch(/^The .+ is empty/);
  });
});
