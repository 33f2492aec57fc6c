/** What stands in headers: challenges, links, pull limits, waits, lengths, digests. */
import { isDigest } from '../../src/core/digest.ts';
import { isRepositoryName, type RepositoryName } from '../../src/core/repository.ts';
import { statedLength } from '../../src/http/body.ts';
import { LONGEST_MS, retryAfter } from '../../src/http/retry-after.ts';
import { readHubLimits } from '../../src/hub/limits.ts';
import { parseChallenges } from '../../src/registry/challenge.ts';
import { contentDigest, contentMediaType } from '../../src/registry/content.ts';
import { readLimits } from '../../src/registry/limits.ts';
import { nextPage } from '../../src/registry/link.ts';
import { challengedTokenUrl } from '../../src/registry/realm.ts';
import { around } from './core-parsers.ts';
import type { Draw } from './draw.ts';
import { type FuzzedParser, fuzzed, must, type Outcome } from './fuzzed.ts';
import { digestText, text } from './names.ts';
import { asHeader } from './texts.ts';

const NGINX = fullName('library/nginx');
const NOW = Date.UTC(2026, 9, 1);

function fullName(given: string): RepositoryName {
  if (!isRepositoryName(given)) throw new Error(`no repository name: ${given}`);
  return given;
}

/** A header as a browser hands it over: what is nearly right, without the characters that it refuses. */
function header(right: (draw: Draw) => string): (draw: Draw) => string {
  const draft = around(right);
  return (draw) => asHeader(draft(draw));
}

const SCOPE = 'repository:library/nginx:pull';
const TOKEN = "abcXYZ019!#$%&'*+-.^_`|~";
const REALMS = [
  ...['https://auth.docker.io/token', 'https://auth.docker.io/', 'http://auth.docker.io/token'],
  ...[
    'https://auth.docker.io:444/token',
    'https://auth.docker.io@evil.example/',
    '//auth.docker.io/',
  ],
  ...[
    'https://user:pass@auth.docker.io/token',
    'https://auth.docker.io.evil.example/token',
    'https://auth.docker.io//evil.example/token',
    'token',
  ],
];

interface WrittenChallenge {
  readonly scheme: string;
  readonly parameters: readonly (readonly [string, string])[];
}

function drawnChallenge(draw: Draw): WrittenChallenge {
  const scheme = draw.chance(0.7) ? 'Bearer' : text(draw, TOKEN, 1, 8);
  const known: [string, string][] = [
    ['realm', draw.chance(0.7) ? 'https://auth.docker.io/token' : draw.pick(REALMS)],
    ['service', draw.pick(['registry.docker.io', 'a "service", with=marks', `&scope=${SCOPE}`])],
    ['scope', draw.chance(0.7) ? SCOPE : draw.pick(['repository:a/b:pull', `${SCOPE},push x`, ''])],
  ];
  const kept = known.filter(() => draw.chance(0.85));
  const own = draw.some(0, 1, (): [string, string] => [
    `x${text(draw, TOKEN, 0, 6)}`,
    text(draw, `${TOKEN} ,="\\`, 0, 12),
  ]);
  return { scheme, parameters: [...kept, ...own] };
}

/** By the letter of RFC 9110, with the spaces and empty list places that it allows. */
function challengeText(draw: Draw, challenges: readonly WrittenChallenge[]): string {
  const space = (): string => draw.pick(['', '', ' ', '\t', '  ']);
  const parameter = ([key, value]: readonly [string, string]): string => {
    const name = draw.chance(0.2) ? key.toUpperCase() : key;
    const isToken = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(value) && draw.chance(0.5);
    const quoted = `"${value.replaceAll(/[\\"]/g, '\\$&')}"`;
    return `${name}${space()}=${space()}${isToken ? value : quoted}`;
  };
  return challenges
    .map(({ scheme, parameters }) =>
      `${scheme} ${parameters.map(parameter).join(`${space()},${space()}`)}`.trim(),
    )
    .join(`${space()},${space()}${draw.chance(0.1) ? ',' : ''} `);
}

function checkChallenge(text: string): Outcome {
  const challenges = parseChallenges(text);
  for (const { scheme, parameters } of challenges) {
    must(scheme !== '' && scheme === scheme.toLowerCase(), 'a scheme in lower case');
    for (const key of parameters.keys()) must(key === key.toLowerCase(), 'keys in lower case');
  }
  const url = challengedTokenUrl(text, NGINX);
  if (url === undefined) return 'failure';
  must(url.origin === 'https://auth.docker.io', `no token from ${url.origin}`);
  must(url.username === '' && url.password === '' && url.hash === '', 'nothing but an address');
  must([...url.searchParams.keys()].join() === 'service,scope', 'two parameters');
  must(url.searchParams.get('scope') === SCOPE, 'this scope alone');
  return 'value';
}

function checkWrittenChallenge({ challenges, written }: DrawnHeader): Outcome {
  const found = parseChallenges(written);
  // A key that comes twice makes a header that is not believed.
  const isClear = challenges.every(
    ({ parameters }) =>
      new Set(parameters.map(([key]) => key.toLowerCase())).size === parameters.length,
  );
  if (!isClear) {
    must(found.length === 0, 'a key twice is not believed');
    return 'failure';
  }
  const plain = found.map(({ scheme, parameters }) => ({ scheme, parameters: [...parameters] }));
  const expected = challenges.map(({ scheme, parameters }) => ({
    scheme: scheme.toLowerCase(),
    parameters: parameters.map(([key, value]) => [key.toLowerCase(), value]),
  }));
  must(
    JSON.stringify(plain) === JSON.stringify(expected),
    'a right header is read as it was meant',
  );
  return 'value';
}

interface DrawnHeader {
  readonly challenges: readonly WrittenChallenge[];
  readonly written: string;
}

function drawnHeader(draw: Draw): DrawnHeader {
  const challenges = draw.some(1, 3, () => drawnChallenge(draw));
  const twice = draw.chance(0.1) ? challenges.map(doubled) : challenges;
  return { challenges: twice, written: challengeText(draw, twice) };
}

function doubled(challenge: WrittenChallenge): WrittenChallenge {
  return {
    ...challenge,
    parameters: [...challenge.parameters, ...challenge.parameters.slice(0, 1)],
  };
}

const PAGE = new URL('https://registry-1.docker.io/v2/library/nginx/tags/list?n=5');

function linkText(draw: Draw): string {
  const link = (): string => {
    const target = draw.pick([
      ...[
        '/v2/library/nginx/tags/list?last=a&n=5',
        '?last=b',
        'list?last=c',
        '/v2/a/b/tags/list',
        '',
      ],
      ...[
        'https://evil.example/v2/library/nginx/tags/list',
        '//evil.example/v2/',
        'https://a:b@registry-1.docker.io/v2/library/nginx/tags/list',
      ],
    ]);
    const relation = draw.pick([
      '; rel="next"',
      '; rel=next',
      ';REL="prev next"',
      '; rel="prev"',
      '; title="a,b;rel=next"',
      '',
    ]);
    return `<${target}>${relation}`;
  };
  return draw.some(1, 3, link).join(', ');
}

function checkLink(text: string): Outcome {
  const next = nextPage(text, PAGE);
  if (next === 'end' || next === 'elsewhere') return 'failure';
  must(next.origin === PAGE.origin && next.pathname === PAGE.pathname, 'the same list');
  must(next.username === '' && next.password === '' && next.hash === '', 'nothing but an address');
  return 'value';
}

function limitText(draw: Draw): string {
  const number = (): string =>
    draw.chance(0.9) ? String(draw.below(1e9)) : draw.pick(['0', '9'.repeat(16), '-1', '']);
  return `${number()};w=${draw.chance(0.8) ? draw.pick(['3600', '21600']) : number()}`;
}

function checkLimits({
  limit,
  remaining,
  status,
}: {
  limit: string;
  remaining: string;
  status: number;
}) {
  const headers = new Headers(limit === '' ? {} : { 'ratelimit-limit': limit });
  if (remaining !== '') headers.set('x-ratelimit-remaining', remaining);
  const limits = readLimits(status, headers);
  if (limits === undefined) return 'failure';
  if (limits === 'unlimited') {
    must(limit === '' && remaining === '' && status < 300, 'unlimited only without a word');
    return 'value';
  }
  const { windowSeconds } = limits;
  const numbers = [limits.limit, limits.remaining, windowSeconds];
  must(
    numbers.every((number) => Number.isSafeInteger(number) && number >= 0),
    'whole numbers',
  );
  must(windowSeconds > 0, 'a window that ends');
  return 'value';
}

function checkWait({ wait, date }: { wait: string; date: string }): Outcome {
  const until = retryAfter(new Headers({ 'retry-after': wait, date }), NOW);
  if (until === undefined) return 'failure';
  must(until >= NOW && until <= NOW + LONGEST_MS, 'a wait of a day at most');
  return 'value';
}

function checkHubLimits({
  limit,
  remaining,
  reset,
}: Record<'limit' | 'remaining' | 'reset', string>) {
  const headers = new Headers({
    'x-ratelimit-limit': limit,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': reset,
  });
  const limits = readHubLimits(headers, NOW);
  if (limits === undefined) return 'failure';
  must(Number.isSafeInteger(limits.limit) && limits.limit > 0, 'a limit');
  must(limits.remaining >= 0 && limits.remaining <= limits.limit, 'no more left than there are');
  must(limits.resetsAt >= NOW && limits.resetsAt <= NOW + LONGEST_MS, 'a wait of a day at most');
  return 'value';
}

function waitText(draw: Draw): string {
  if (draw.chance(0.5)) return String(draw.below(draw.chance(0.3) ? 1e12 : 600));
  return new Date(NOW + (draw.below(1e9) - 5e8) * (draw.chance(0.1) ? 1e5 : 1)).toUTCString();
}

function checkContent({ digest, type, length }: { digest: string; type: string; length: string }) {
  const headers = new Headers({
    'docker-content-digest': digest,
    'content-type': type,
    'content-length': length,
  });
  const found = contentDigest(headers);
  must(found === undefined || isDigest(found), 'a digest or none');
  const mediaType = contentMediaType(headers);
  must(mediaType === undefined || /^[^\s;,]+\/[^\s;,]+$/.test(mediaType), 'a media type or none');
  const size = statedLength(headers);
  must(Number.isSafeInteger(size) && size >= 0, 'a length');
  return found !== undefined && mediaType !== undefined ? 'value' : 'failure';
}

export const HEADER_PARSERS: readonly FuzzedParser[] = [
  fuzzed(
    'challenges',
    8_000,
    header((draw) =>
      challengeText(
        draw,
        draw.some(1, 2, () => drawnChallenge(draw)),
      ),
    ),
    checkChallenge,
  ),
  fuzzed('challenges as written', 6_000, drawnHeader, checkWrittenChallenge),
  fuzzed('Link', 6_000, header(linkText), checkLink),
  fuzzed(
    'pull limits',
    5_000,
    (draw) => ({
      limit: draw.chance(0.1) ? '' : header(limitText)(draw),
      remaining: draw.chance(0.1) ? '' : header(limitText)(draw),
      status: draw.pick([200, 404, 429]),
    }),
    checkLimits,
  ),
  fuzzed(
    'limits of the web API',
    5_000,
    (draw) => ({
      limit: header(() => String(draw.pick([180, 600, draw.below(1e12)])))(draw),
      remaining: header(() => String(draw.below(200)))(draw),
      reset: header(() => String(Math.floor(NOW / 1000) + draw.below(200) - 100))(draw),
    }),
    checkHubLimits,
  ),
  fuzzed(
    'Retry-After',
    5_000,
    (draw) => ({ wait: header(waitText)(draw), date: header(waitText)(draw) }),
    checkWait,
  ),
  fuzzed(
    'content headers',
    5_000,
    (draw) => ({
      digest: header(digestText)(draw),
      type: header(() => 'application/vnd.oci.image.index.v1+json; charset=utf-8')(draw),
      length: header(() => String(draw.below(1e7)))(draw),
    }),
    checkContent,
  ),
];
