import { describe, expect, it } from 'vitest';
import { decodeUtf8, parseJson } from '../../src/http/json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('JSON of an answer', () => {
  it('is read', () => {
    expect(parseJson(bytes('{"tags":["1.27"]}'))).toEqual({ tags: ['1.27'] });
  });

  it.each([
    ['cut off', bytes('{"tags":["1.2')],
    ['empty', bytes('')],
    ['a page', bytes('<!DOCTYPE html><title>Not found</title>')],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['half a character', new Uint8Array([0x22, 0xc3, 0x22])],
  ])('is nothing when it is %s', (_name, body) => {
    expect(parseJson(body)).toBeUndefined();
  });

  it('is read behind a byte order mark', () => {
    expect(parseJson(bytes('\u{feff}{"tags":[]}'))).toEqual({ tags: [] });
  });

  it('keeps a text that is UTF-8 and refuses one that is not', () => {
    expect(decodeUtf8(bytes('größer'))).toBe('größer');
    expect(decodeUtf8(new Uint8Array([0xed, 0xa0, 0x80]))).toBeUndefined();
  });

  it('keeps a byte order mark in the text, as it is in the bytes', () => {
    expect(decodeUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b]))).toBe('\u{feff}{');
  });
});
