import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDigest, parseDigest, shortHex } from '../../src/core/digest.ts';
import { asDigest } from './samples.ts';

/** hello-world:latest's index on 2018-01-29, docker-library/repo-info. */
const HELLO_WORLD = 'sha256:66ef312bbac49c39a89aa9bcc3cb4f3c9e7de3788c944158df3ee0176d32b751';
const SHA512 = `sha512:${'0123456789abcdef'.repeat(8)}`;

describe('isDigest', () => {
  it('accepts sha256 and, peer mistake 11, sha512', () => {
    expect(isDigest(HELLO_WORLD)).toBe(true);
    expect(isDigest(SHA512)).toBe(true);
  });

  it.each([
    ['a sha512 algorithm over sha256 digits', HELLO_WORLD.replace('sha256', 'sha512')],
    ['a line end after it', `${HELLO_WORLD}\n`],
    ['digits alone', HELLO_WORLD.slice(7)],
    ['a number', 42],
    ['nothing', undefined],
  ])('refuses %s', (_what, value) => {
    expect(isDigest(value)).toBe(false);
  });
});

describe('parseDigest', () => {
  it('takes white space around a digest for no mistake', () => {
    expect(parseDigest(` ${HELLO_WORLD}\n`)).toEqual({ ok: true, value: HELLO_WORLD });
  });

  it.each([
    ['  ', 'empty', ''],
    ['66ef312bbac4', 'bad-separator', '66ef312bbac4'],
    ['sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709', 'unknown-algorithm', 'sha1'],
    ['sha256:66ef312bbac4', 'bad-length', '66ef312bbac4'],
    ['sha256:66ef312bbac4…', 'bad-character', '66ef312bbac4…'],
    [HELLO_WORLD.toUpperCase(), 'upper-case', HELLO_WORLD.toUpperCase()],
  ])('says what is wrong with %j', (text, problem, found) => {
    expect(parseDigest(text)).toEqual({ ok: false, error: { part: 'digest', problem, found } });
  });

  it('cuts what it repeats to 80 characters', () => {
    const result = parseDigest('x'.repeat(5000));
    expect(result.ok ? '' : result.error.found).toHaveLength(80);
  });

  it('agrees with isDigest on every text', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.stringMatching(/^sha(?:256|512|1):[0-9a-fA-F]{60,130}$/),
      fc.constantFrom(HELLO_WORLD, SHA512),
    );
    fc.assert(fc.property(texts, (text) => parseDigest(text).ok === isDigest(text.trim())));
  });
});

describe('shortHex', () => {
  it('gives the first twelve digits, or as many as asked', () => {
    expect(shortHex(asDigest(HELLO_WORLD))).toBe('66ef312bbac4');
    expect(shortHex(asDigest(SHA512), 4)).toBe('0123');
  });
});
