/** What servers say when they refuse, and what they say when they are not themselves. */
import { expect } from 'vitest';
import type { FailureKind } from '../../src/core/failure.ts';
import type { RequestKind } from '../standin/exchange.ts';
import { headOf } from './bench.ts';
import { AS_EVER, type Fault, failed, got, unconfirmed, withoutPlatforms } from './fault.ts';

const REALM = 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"';
const HEAD_ONCE: readonly RequestKind[] = ['token', 'head'];
const HEAD_THRICE: readonly RequestKind[] = ['token', 'head', 'head', 'head'];
const SOON = expect.any(Number);

type Headers = Readonly<Record<string, string>>;

/** A status that the registry gives to the HEAD of one tag. */
function head(
  name: string,
  status: number,
  headers: Headers | (() => Headers),
  says: { readonly kind: FailureKind; readonly until?: unknown },
  sent: readonly RequestKind[] = HEAD_ONCE,
): Fault {
  return {
    name,
    make: (place) =>
      place.standin.faults.add(headOf(place), {
        kind: 'answer',
        status,
        headers: typeof headers === 'function' ? headers() : headers,
      }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: failed({ host: 'registry-1.docker.io', status, ...says }),
    sent,
    seen: { row: unconfirmed(says.kind) },
  };
}

/** A challenge that comes with the 401 to the HEAD of one tag. */
function challenged(
  name: string,
  challenge: string,
  says: { readonly kind: FailureKind; readonly host?: string },
  sent: readonly RequestKind[],
): Fault {
  const headers = { 'www-authenticate': challenge };
  return {
    name,
    make: (place) =>
      place.standin.faults.add(headOf(place), { kind: 'answer', status: 401, headers }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: failed(says),
    sent,
    seen: { row: unconfirmed(says.kind) },
  };
}

/** What the token service says in place of a token. */
function token(
  name: string,
  status: number,
  body: string,
  kind: FailureKind,
  sent: readonly RequestKind[],
): Fault {
  return {
    name,
    make: ({ standin }) => standin.faults.add({ kind: 'token' }, { kind: 'answer', status, body }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: failed({ kind, host: 'auth.docker.io', status }),
    sent,
    seen: { rows: unconfirmed(kind) },
  };
}

/** A body that the Hub API gives in place of its own. */
function hubBody(name: string, body: string, says: object): Fault {
  return {
    name,
    make: ({ standin }) =>
      standin.faults.add({ kind: 'hub-api' }, { kind: 'answer', status: 200, body }),
    ask: ({ hub, repository }) => hub.tagPage(repository, { page: 1 }),
    says,
    sent: ['hub-api'],
    seen: { rows: withoutPlatforms('malformed') },
  };
}

/** A status that the Hub API gives to everything. */
function hub(
  name: string,
  status: number,
  headers: Headers,
  kind: FailureKind,
  sent: readonly RequestKind[],
): Fault {
  return {
    name,
    make: ({ standin }) =>
      standin.faults.add({ kind: 'hub-api' }, { kind: 'answer', status, headers }),
    ask: ({ hub: client, repository }) => client.tagPage(repository, { page: 1 }),
    says: failed({ kind, host: 'hub.docker.com', status }),
    sent,
    seen: { rows: withoutPlatforms(kind) },
  };
}

export const ANSWER_FAULTS: readonly Fault[] = [
  challenged(
    '401 whatever the token: asked with one fresh token, and no third time',
    REALM,
    { kind: 'denied' },
    ['token', 'head', 'token', 'head'],
  ),
  challenged(
    '401 with a realm whose path looks like another host, which gets no question',
    'Bearer realm="https://auth.docker.io//evil.example/token"',
    // The path is asked for, but at the token service itself, which does not have it.
    { kind: 'unavailable', host: 'auth.docker.io' },
    ['token', 'head', 'token'],
  ),
  challenged(
    '401 with the realm of another service',
    'Bearer realm="https://evil.example/token"',
    { kind: 'malformed' },
    HEAD_ONCE,
  ),
  challenged(
    '401 with a challenge that nobody can read',
    'Bearer "',
    { kind: 'malformed' },
    HEAD_ONCE,
  ),
  head('403', 403, {}, { kind: 'denied' }),
  {
    name: '404: a tag that is gone',
    make({ standin, repository, tag, digest }) {
      standin.world.removeTag(repository, tag, { hubLags: true });
      return { remove: () => standin.world.moveTag(repository, tag, digest) };
    },
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: failed({ kind: 'not-found', status: 404 }),
    sent: HEAD_ONCE,
    seen: { row: { state: 'failed', failure: 'not-found' } },
  },
  head('408', 408, {}, { kind: 'unavailable' }, HEAD_THRICE),
  head('429 that names no end', 429, {}, { kind: 'rate-limited' }),
  head('429 with seconds', 429, { 'retry-after': '60' }, { kind: 'rate-limited', until: SOON }),
  head(
    '429 with a date',
    429,
    () => ({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() }),
    { kind: 'rate-limited', until: SOON },
  ),
  {
    name: '500 once: nobody notices',
    make: (place) =>
      place.standin.faults.add({ ...headOf(place), times: 1 }, { kind: 'answer', status: 500 }),
    ask: ({ registry, repository, tag }) => registry.head(repository, tag),
    says: { ok: true },
    sent: ['token', 'head', 'head'],
    seen: { rows: AS_EVER },
  },
  head('500 for ever', 500, {}, { kind: 'unavailable' }, HEAD_THRICE),
  head('501, which does not pass', 501, {}, { kind: 'unavailable' }),
  head(
    '503 with an end that is near: waited for',
    503,
    { 'retry-after': '1' },
    { kind: 'unavailable', until: SOON },
    HEAD_THRICE,
  ),
  head(
    '503 with an end that is far: told, and not asked again',
    503,
    { 'retry-after': '120' },
    { kind: 'unavailable', until: SOON },
  ),
  {
    name: '502 to everything: after five in a row nothing is sent any more, and until when is told',
    make: ({ standin }) =>
      standin.faults.add({ host: 'registry-1.docker.io' }, { kind: 'answer', status: 502 }),
    async ask({ registry, repository, tag }) {
      await registry.head(repository, tag);
      return [await registry.head(repository, tag), await registry.head(repository, tag)];
    },
    says: [
      failed({ kind: 'unavailable', status: 502, until: SOON }),
      failed({ kind: 'unavailable', status: 502, until: SOON, detail: 'circuit open' }),
    ],
    sent: [...HEAD_THRICE, 'head', 'head'],
    seen: { rows: unconfirmed('unavailable') },
  },
  token('a token service that is broken', 502, '', 'unavailable', ['token', 'token', 'token']),
  token('a token service that has had enough', 429, '', 'rate-limited', ['token']),
  token('HTML in place of a token', 200, '<!doctype html>', 'malformed', ['token']),
  token('JSON without a token', 200, '{"expires_in":300}', 'malformed', ['token']),
  hub('a Hub API that is broken', 500, {}, 'unavailable', ['hub-api', 'hub-api', 'hub-api']),
  hub('a Hub API that has had enough', 429, { 'retry-after': '60' }, 'rate-limited', ['hub-api']),
  hub('a Hub API that is not for everybody', 403, {}, 'denied', ['hub-api']),
  hubBody('HTML in place of tags', '<!doctype html>', failed({ kind: 'malformed' })),
  hubBody('JSON that ends in the middle', '{"count":1,"resul', failed({ kind: 'malformed' })),
  hubBody('JSON of another shape', '[]', failed({ kind: 'malformed' })),
  hubBody(
    'a hundred thousand brackets, where a tag should be',
    `{"results":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`,
    got({ kind: 'page', tags: [] }),
  ),
  hubBody(
    'a hundred thousand brackets that nobody closes',
    `{"results":${'['.repeat(100_000)}`,
    failed({ kind: 'malformed' }),
  ),
  {
    name: 'broken UTF-8',
    make: ({ standin }) => standin.faults.add({ kind: 'hub-api' }, { kind: 'invalid-utf8' }),
    ask: ({ hub: client, repository }) => client.tagPage(repository, { page: 1 }),
    says: failed({ kind: 'malformed', status: 200 }),
    sent: ['hub-api'],
    seen: { rows: withoutPlatforms('malformed') },
  },
  {
    name: 'tags under the name of plain text, which are read all the same',
    make: ({ standin }) =>
      standin.faults.add(
        { kind: 'hub-api' },
        { kind: 'header', name: 'content-type', value: 'text/plain' },
      ),
    ask: ({ hub: client, repository }) => client.tagPage(repository, { page: 1 }),
    says: got({ kind: 'page' }),
    sent: ['hub-api'],
    seen: { rows: AS_EVER },
  },
];
