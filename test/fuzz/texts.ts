/** Texts that somebody with bad intentions, or a broken tool, would send. */
import type { Draw } from './draw.ts';

/**
 * What grammars stumble over: separators, escapes, controls, names of the language's own, marks that change in
 * lower case.
 */
const PIECES: readonly string[] = [
  ...[' ', '\t', '\n', '\r\n', '\u0000', '\u001b[31m', '\u00a0', '\u2060', '\u200b', '\ufeff'],
  ...[
    '\u202e',
    'é',
    'e\u0301',
    '🐳',
    '\ud800',
    '\udc00',
    'İ',
    'ſ',
    'K',
    'ß',
    'A',
    'Z',
    'a',
    'z',
    '0',
    '9',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', '$&', '$1'],
  ...['<script>', '"><img src=x onerror=1>', '&amp;', '{{x}}', '`', "'", '"', '\\', '\\"'],
  ...[
    '/',
    '//',
    '../',
    '.',
    '..',
    '...',
    '…',
    ':',
    '::',
    '@',
    '@@',
    '-',
    '--',
    '_',
    '__',
    '___',
    '+',
    '~',
  ],
  ...[
    ',',
    ';',
    '=',
    '==',
    '&',
    '#',
    '?',
    '%',
    '%2F',
    '%2f',
    '%00',
    '%C0%AF',
    '%zz',
    '*',
    '(',
    ')',
    '[',
    ']',
  ],
  ...['sha256:', 'sha256-', 'SHA256:', 'sha512:', 'md5:', 'deadbeef', '0123456789abcdef'],
  ...[
    'https://',
    'http://',
    'javascript:',
    'data:',
    'docker.io/',
    'library/',
    'localhost',
    ':443',
    ':5000',
  ],
  ...['hub.docker.com', 'auth.docker.io', 'registry-1.docker.io', 'evil.example', 'user:pass@'],
  ...[
    'docker pull ',
    'FROM ',
    'latest',
    '1.27',
    'v',
    'rc',
    'next',
    'rel',
    'Bearer ',
    'realm',
    'scope',
  ],
  ...[
    '0',
    '-0',
    '-1',
    '1e999',
    'NaN',
    'Infinity',
    '9007199254740993',
    '9'.repeat(40),
    'null',
    'undefined',
  ],
];

/** A text that nobody meant to be anything. */
export function hostileText(draw: Draw, pieces: readonly string[] = PIECES): string {
  return draw.some(0, 8, () => piece(draw, pieces)).join('');
}

/** The text with one to four things wrong. */
export function damaged(draw: Draw, text: string, pieces: readonly string[] = PIECES): string {
  let result = text;
  for (let edits = 1 + draw.below(4); edits > 0; edits -= 1) result = edited(draw, result, pieces);
  return result;
}

/** What a header can hold: a browser lets no other characters through (Fetch Standard, "header value"). */
export function asHeader(text: string): string {
  return text.replaceAll(/[^\t -~\u0080-\u00ff]/g, '?').trim();
}

function edited(draw: Draw, text: string, pieces: readonly string[]): string {
  const at = draw.below(text.length + 1);
  const to = Math.min(text.length, at + 1 + draw.below(8));
  const part = text.slice(at, to);
  switch (draw.below(8)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, at) + part.repeat(1 + draw.below(20)) + text.slice(to);
    case 2:
      return text.slice(0, at) + part.toUpperCase() + text.slice(to);
    case 3:
      return text.slice(0, at);
    case 4:
      return text.slice(at) + text.slice(0, at);
    case 5:
      return text.slice(0, at) + String.fromCharCode(draw.below(0x250)) + text.slice(to);
    default:
      return text.slice(0, at) + piece(draw, pieces) + text.slice(draw.chance(0.5) ? at : to);
  }
}

function piece(draw: Draw, pieces: readonly string[]): string {
  const one = draw.pick(draw.chance(0.7) ? pieces : PIECES);
  return draw.chance(0.03) ? one.repeat(draw.below(300)) : one;
}
