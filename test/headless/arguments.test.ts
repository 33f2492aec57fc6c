import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/headless/arguments.ts';

const PLAIN = {
  repository: 'library/nginx',
  form: 'markdown',
  pulls: 0,
  patience: 600,
  allowIncomplete: false,
  quiet: false,
};

describe('the command line', () => {
  it.each([
    [['nginx'], {}],
    [['library/nginx', '--format', 'script'], { form: 'script' }],
    [['--format=json', 'docker.io/library/nginx'], { form: 'json' }],
    [['nginx', '--output', 'tags.md'], { output: 'tags.md' }],
    [['nginx', '--pulls', '12', '--patience=0'], { pulls: 12, patience: 0 }],
    [['nginx', '--allow-incomplete', '--quiet'], { allowIncomplete: true, quiet: true }],
  ])('%j', (args, more) => {
    expect(readArguments(args)).toEqual({ ok: true, value: { ...PLAIN, ...more } });
  });

  it('takes --help before everything that is wrong beside it', () => {
    expect(readArguments(['--help', '--what', 'A'])).toEqual({ ok: true, value: 'help' });
  });

  it.each([
    [[], { problem: 'no-repository' }],
    [['nginx', 'redis'], { problem: 'more', value: 'redis' }],
    [['nginx', '--from'], { problem: 'no-option', option: '--from' }],
    [['nginx', '-x'], { problem: 'no-option', option: '-x' }],
    [['nginx', '--no-quiet'], { problem: 'no-option', option: '--no-quiet' }],
    [['nginx', '--toString'], { problem: 'no-option', option: '--toString' }],
    [['nginx', '--format'], { problem: 'needs-value', option: '--format' }],
    [['nginx', '--output='], { problem: 'needs-value', option: '--output' }],
    [['nginx', '--quiet=yes'], { problem: 'no-value', option: '--quiet' }],
    [['nginx', '--format', 'yaml'], { problem: 'wrong-value', option: '--format', value: 'yaml' }],
    [['nginx', '--pulls=-1'], { problem: 'wrong-value', option: '--pulls', value: '-1' }],
    [['nginx', '--pulls', '1.5'], { problem: 'wrong-value', option: '--pulls', value: '1.5' }],
    [['nginx', '--patience', 'x'], { problem: 'wrong-value', option: '--patience', value: 'x' }],
  ])('%j is wrong', (args, error) => {
    expect(readArguments(args)).toEqual({ ok: false, error });
  });

  it('says what is wrong with a repository', () => {
    expect(readArguments(['ghcr.io/a/b'])).toMatchObject({
      error: { problem: 'wrong-repository', error: { problem: 'other-registry' } },
    });
  });
});
