/**
 * Texts that are long, and made of what each grammar loves most. Patterns are proven linear elsewhere
 * (patterns.test.ts); this is for loops. A text of a million characters takes a linear parser some ten
 * milliseconds and a quadratic one a quarter of an hour, so that five seconds tell them apart on any machine,
 * however busy. Sizes grow, so that a slow one is found early.
 */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { find } from '../../src/core/find.ts';
import { locate } from '../../src/core/hub-location.ts';
import { bareMediaType } from '../../src/core/media-type.ts';
import { parseManifest } from '../../src/core/parse-manifest.ts';
import { readPaste } from '../../src/core/paste.ts';
import { parsePlatformKey } from '../../src/core/platform.ts';
import { parseReference } from '../../src/core/reference.ts';
import { readSubject } from '../../src/core/subject.ts';
import { compareTags } from '../../src/core/tag-order.ts';
import { parseJson } from '../../src/http/json.ts';
import { retryAfter } from '../../src/http/retry-after.ts';
import { parseTagPage } from '../../src/hub/page-answer.ts';
import { isPageAnswer } from '../../src/messaging/page-answer.ts';
import { pageRequest } from '../../src/messaging/schemas-page.ts';
import { parseChallenges } from '../../src/registry/challenge.ts';
import { readLimits } from '../../src/registry/limits.ts';
import { nextPage } from '../../src/registry/link.ts';
import { parseTokenAnswer } from '../../src/registry/token-answer.ts';

const LONGEST = 1_048_576;
const PAGE = new URL('https://registry-1.docker.io/v2/library/nginx/tags/list');
const bytes = (text: string) => new TextEncoder().encode(text);
const header = (name: string, text: string) => new Headers({ [name]: text });

/** What is repeated, after a beginning and before an end. */
type Shape = readonly [start: string, repeated: string, end: string];

const PARSERS: readonly [
  name: string,
  parse: (text: string) => unknown,
  shapes: readonly Shape[],
][] = [
  [
    'references',
    parseReference,
    [
      ['', 'a/', ''],
      ['a', '_', ''],
      ['a', '-', '!'],
      ['', 'a.', ':1'],
      ['nginx:', '@', ''],
      ['nginx:', ':', ''],
      ['', ' ', 'x'],
    ],
  ],
  [
    'pasted text',
    readPaste,
    [
      ['', 'deadbeef ', ''],
      ['', 'deadbeef', ''],
      ['', 'sha256:', ''],
      ['', 'a/b:1@', ' '],
      ['docker pull ', 'docker pull ', ''],
      ['', '"\n', 'x'],
      ['', 'nginx latest 0123456789ab 2 weeks ago ', ''],
    ],
  ],
  [
    'finding',
    (text) => find({ groups: [], unknownTags: [{ tag: 'a' }] }, text),
    [
      ['', 'a', ''],
      ['', '0123456789ab ', ''],
    ],
  ],
  [
    'subjects',
    readSubject,
    [
      ['docker pull ', 'docker pull ', ''],
      ['https://hub.docker.com/', 'r/', ''],
      ['', 'http://', ''],
    ],
  ],
  [
    'addresses',
    locate,
    [
      ['https://hub.docker.com', '/', ''],
      ['https://hub.docker.com/r/a/b?', 'name=a&', ''],
      ['https://hub.docker.com/r/a/b/tags?name=', '%41', ''],
      ['https://hub.docker.com/?', '?', '#'],
      ['https://hub.docker.com/', '%2e%2e/', '\n'],
    ],
  ],
  [
    'tag order',
    (text) => compareTags(text, `${text}0`),
    [
      ['1', '.1', ''],
      ['1-', 'rc1', ''],
      ['', '0', ''],
      ['1.0-', 'a1', ''],
    ],
  ],
  [
    'platform keys',
    parsePlatformKey,
    [
      ['linux/', 'a/', ''],
      ['linux/amd64@', '@ =', ''],
    ],
  ],
  [
    'media types',
    bareMediaType,
    [
      ['', ' ', ';'],
      ['a/b', ';', ''],
    ],
  ],
  [
    'challenges',
    parseChallenges,
    [
      ['Bearer ', 'a="b",', ''],
      ['Bearer a="', '\\"', ''],
      ['', 'Bearer ', ''],
      ['', 'Basic a, ', ''],
      ['Bearer ', '=', ' x'],
      ['Bearer a', ' ', '='],
      ['', ',', 'x'],
    ],
  ],
  [
    'Link',
    (text) => nextPage(text, PAGE),
    [
      ['', '<', ''],
      ['', '<a>;', ''],
      ['<a>', ';', ' rel'],
      ['<a>;', ' ', 'rel="next"'],
      ['<a>; rel="', 'a ', '"'],
      ['<a>', '"', ''],
      ['<a>', '<a>"', ''],
    ],
  ],
  [
    'Retry-After',
    (text) => retryAfter(header('retry-after', text), 0),
    [
      ['', '9', ''],
      ['Thu,', ' ', '1'],
    ],
  ],
  [
    'pull limits',
    (text) => readLimits(200, header('ratelimit-limit', text)),
    [
      ['', '9', ';w=1'],
      ['1', ';w=1', ''],
    ],
  ],
  [
    'manifests',
    (text) => parseManifest(text, ''),
    [
      ['{"manifests":[', '{},', '{}]}'],
      ['{"schemaVersion":2,"manifests":', '[', ''],
      ['', '{"manifests":', ''],
      ['{', '"a":1,', '"manifests":[]}'],
      ['{"mediaType":"', ' ', 'x"}'],
    ],
  ],
  [
    'JSON',
    (text) => parseJson(bytes(text)),
    [
      ['', '[', ''],
      ['', '"\\ud800",', ''],
      ['', '\ufeff', '{}'],
    ],
  ],
  [
    'pages of tags',
    (text) => parseTagPage(bytes(text)),
    [
      ['{"results":[', '{"name":"a"},', '{}]}'],
      ['{"results":[{"name":"a","images":[', '{},', '{}]}]}'],
    ],
  ],
  ['token answers', (text) => parseTokenAnswer(bytes(text)), [['{"token":"', 'a', '"}']]],
  [
    'requests of pages',
    (text) =>
      v.safeParse(pageRequest, { type: 'watch', repository: 'a/b', tags: [...text], visible: 1 }),
    [['', 'a', '']],
  ],
  [
    'answers to pages',
    (text) => isPageAnswer({ type: 'sheet', repository: 'a/b', tag: 'a', tree: [...text] }),
    [['', 'a', '']],
  ],
];

describe('long input', () => {
  const rows = PARSERS.flatMap(([name, parse, shapes]) =>
    shapes.map(([start, repeated, end]) => ({ name, parse, start, repeated, end })),
  );

  it.each(rows)(
    '$name of many $repeated',
    { timeout: 120_000 },
    ({ parse, start, repeated, end }) => {
      for (let length = LONGEST / 256; length <= LONGEST; length *= 4) {
        const text = start + repeated.repeat(Math.ceil(length / repeated.length)) + end;
        const begun = performance.now();
        parse(text);
        expect(performance.now() - begun, `milliseconds for ${length} characters`).toBeLessThan(
          5_000,
        );
      }
    },
  );
});
