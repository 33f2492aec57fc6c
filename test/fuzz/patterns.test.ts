import { describe, expect, it } from 'vitest';
import { patternsIn, verdict } from './patterns.ts';

const { patterns, made } = patternsIn('src');

describe('regular expressions', () => {
  it('are found where they are', () => {
    expect(patterns.length).toBeGreaterThan(40);
    expect(patterns.map(({ source }) => source)).toContain(
      '^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$',
    );
  });

  it('are never put together while the program runs, where nobody can check them', () => {
    expect(made).toEqual([]);
  });

  it('take a time that grows with the text and no faster, whatever the text', {
    timeout: 60_000,
  }, () => {
    const bad = patterns
      .map((pattern) => ({ ...pattern, verdict: verdict(pattern) }))
      .filter((pattern) => pattern.verdict !== 'safe');
    expect(bad).toEqual([]);
  });

  it.each([
    ['^(a+)+$', '', 'exponential'],
    ['^(?:a|aa)+$', '', 'exponential'],
    [String.raw`\s+$`, '', '2nd degree'],
    ['^[a-z]+[a-z0-9]+$', '', '2nd degree'],
    ['x*y', 'g', '2nd degree'],
    ['a+a+(?=,|$)', 'y', '2nd degree'],
    ['^(?:a+)+(?![a-z])', '', 'exponential'],
    [String.raw`^(a+)\1$`, '', 'cannot be told'],
    ['(?=a+)b*c', '', 'cannot be told'],
  ])('such as /%s/%s are caught', (source, flags, expected) => {
    expect(verdict({ source, flags })).toContain(expected);
  });
});
