/** What servers say when they refuse, and what they say when they are not themselves. */
import { expect } from 'vitest';
import { clientsAt, DEMO, served } from './bench.ts';
import { type Fault, failed, got } from './fault.ts';

const REALM = 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"';

/** A status that the registry gives to a HEAD. */
function head(
  name: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  says: object,
  seen?: string,
): Fault {
  return {
    name,
    ask({ standin, registry, tag }) {
      standin.faults.add({ kind: 'head' }, { kind: 'answer', status, headers });
      return registry.head(DEMO, tag);
    },
    says: failed({ host: 'registry-1.docker.io', status, ...says }),
    sent: ['token', 'head'],
    ...(seen !== undefined && { seen }),
  };
}

/** A body that the Hub API gives in place of a page of tags. */
function hubBody(name: string, body: string, says: object, seen?: string): Fault {
  return {
    name,
    ask({ standin, hub }) {
      standin.faults.add({ kind: 'hub-api' }, { kind: 'answer', status: 200, body });
      return hub.tagPage(DEMO, { page: 1 });
    },
    says,
    sent: ['hub-api'],
    ...(seen !== undefined && { seen }),
  };
}

export const ANSWER_FAULTS: readonly Fault[] = [
  {
    name: '401 whatever the token: asked with one fresh token, and no third time',
    ask({ standin, registry, tag }) {
      const headers = { 'www-authenticate': REALM };
      standin.faults.add({ kind: 'head' }, { kind: 'answer', status: 401, headers });
      return registry.head(DEMO, tag);
    },
    says: failed({ kind: 'denied', status: 401 }),
    sent: ['token', 'head', 'token', 'head'],
  },
  {
    name: '401 with a realm whose path looks like another host, which gets no question',
    ask({ standin, registry, tag }) {
      const headers = {
        'www-authenticate': 'Bearer realm="https://auth.docker.io//evil.example/token"',
      };
      standin.faults.add({ kind: 'head', times: 1 }, { kind: 'answer', status: 401, headers });
      return registry.head(DEMO, tag);
    },
    // The path is asked for, but at the token service itself, which does not have it.
    says: failed({ host: 'auth.docker.io' }),
  },
  {
    name: '401 with the realm of another service',
    ask({ standin, registry, tag }) {
      const headers = { 'www-authenticate': 'Bearer realm="https://evil.example/token"' };
      standin.faults.add({ kind: 'head' }, { kind: 'answer', status: 401, headers });
      return registry.head(DEMO, tag);
    },
    says: failed({ kind: 'malformed', status: 401 }),
    sent: ['token', 'head'],
  },
  head('403', 403, {}, { kind: 'denied' }),
  {
    name: '404: a tag that is gone',
    ask({ standin, registry, tag }) {
      standin.world.removeTag(DEMO, tag, { hubLags: true });
      return registry.head(DEMO, tag);
    },
    says: failed({ kind: 'not-found', status: 404 }),
    sent: ['token', 'head'],
    seen: 'a deleted tag that the Hub API lists still',
  },
  head('408', 408, {}, { kind: 'unavailable' }),
  head('429 that names no end', 429, {}, { kind: 'rate-limited' }),
  head(
    '429 with seconds',
    429,
    { 'retry-after': '60' },
    { kind: 'rate-limited', until: expect.any(Number) },
    'a registry that says "too many requests", until the time that it names',
  ),
  head(
    '429 with a date',
    429,
    { date: 'Thu, 01 Oct 2026 12:00:00 GMT', 'retry-after': 'Thu, 01 Oct 2026 12:01:00 GMT' },
    { kind: 'rate-limited', until: expect.any(Number) },
  ),
  {
    name: '500 once: one question fails, the next does not',
    async ask({ standin, registry, tag }) {
      standin.faults.add({ kind: 'head', times: 1 }, { kind: 'answer', status: 500 });
      return [await registry.head(DEMO, tag), await registry.head(DEMO, tag)];
    },
    says: [failed({ kind: 'unavailable', status: 500 }), { ok: true }],
    sent: ['token', 'head', 'head'],
  },
  head(
    '503 for ever: asked once',
    503,
    { 'retry-after': '7' },
    { kind: 'unavailable', until: expect.any(Number) },
  ),
  {
    name: 'a token service that is broken',
    ask({ standin, registry, tag }) {
      standin.faults.add({ kind: 'token' }, { kind: 'answer', status: 502 });
      return registry.head(DEMO, tag);
    },
    says: failed({ kind: 'unavailable', host: 'auth.docker.io', status: 502 }),
    sent: ['token'],
  },
  {
    name: 'HTML in place of a token',
    ask({ standin, registry, tag }) {
      standin.faults.add({ kind: 'token' }, { kind: 'html' });
      return registry.head(DEMO, tag);
    },
    says: failed({ kind: 'malformed', host: 'auth.docker.io' }),
    sent: ['token'],
  },
  hubBody(
    'HTML in place of tags',
    '<!doctype html>',
    failed({ kind: 'malformed' }),
    'a Hub API that %s',
  ),
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
    ask: () =>
      served(
        (_request, response) => response.end(Buffer.from('{"results":[],"next":"\xff"}', 'latin1')),
        (origin) => clientsAt(origin).hub.tagPage(DEMO, { page: 1 }),
      ),
    says: failed({ kind: 'malformed', status: 200 }),
  },
];
