import { describe, expect, it } from 'vitest';
import { createHubClient } from '../../src/hub/client.ts';
import { type Answer, broken, fakeFetch, never, stream } from '../http/fake-fetch.ts';
import { repositoryName } from '../registry/names.ts';
import { DEBIAN_PAGE_2023, N8N_2026, XMRIG_PAGE_2022 } from './answers.ts';

const DEBIAN = repositoryName('library/debian');
const N8N = repositoryName('n8nio/n8n');
const NOW = Date.UTC(2026, 9, 1);

function hub(answer: Answer, timeoutMs = 2000) {
  const { fetch, asked } = fakeFetch(answer);
  return { asked, client: createHubClient({ fetch, now: () => NOW, timeoutMs }) };
}

describe('a page of tags', () => {
  it('is asked for by number, a hundred at a time, newest first', async () => {
    const { client, asked } = hub(() => Response.json(DEBIAN_PAGE_2023));
    const found = await client.tagPage(DEBIAN, { page: 2 });
    expect(asked.map(({ method, url }) => `${method} ${url.href}`)).toEqual([
      'GET https://hub.docker.com/v2/namespaces/library/repositories/debian/tags?page_size=100&page=2&ordering=last_updated',
    ]);
    expect(asked[0]?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
    });
    expect([...(asked[0]?.headers ?? [])]).toEqual([['accept', 'application/json']]);
    expect(found).toMatchObject({
      ok: true,
      value: {
        kind: 'page',
        count: 1755,
        hasNext: true,
        tags: [{ name: 'unstable-slim' }, { name: 'unstable-20230612-slim' }],
      },
    });
  });

  it('is sent with the priority that it is given, and none where it is given none', async () => {
    const { client, asked } = hub(() => Response.json(DEBIAN_PAGE_2023));
    await client.tagPage(DEBIAN, { page: 1, priority: 'low' });
    await client.tagPage(DEBIAN, { page: 2 });
    expect(asked.map(({ init }) => init?.priority)).toEqual(['low', undefined]);
  });

  it('takes a filter and an order, percent-encoded', async () => {
    const { client, asked } = hub(() => Response.json(XMRIG_PAGE_2022));
    const found = await client.tagPage(N8N, { page: 1, name: '1.2&page=9#é', ordering: '-name' });
    expect(asked[0]?.url.pathname).toBe('/v2/namespaces/n8nio/repositories/n8n/tags');
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toEqual({
      page_size: '100',
      page: '1',
      ordering: '-name',
      name: '1.2&page=9#é',
    });
    expect(found).toMatchObject({ ok: true, value: { count: 1, hasNext: false } });
  });

  it('keeps a deep name in its one place', async () => {
    const { client, asked } = hub(() => Response.json(XMRIG_PAGE_2022));
    await client.tagPage(repositoryName('a/b/c'), { page: 1 });
    expect(asked[0]?.url.pathname).toBe('/v2/namespaces/a/repositories/b%2Fc/tags');
  });

  it('loses no row for a broken one (peer mistake 4)', async () => {
    const results = [
      null,
      { name: 'a' },
      7,
      { digest: 'x' },
      { name: 'b', images: 3 },
      { name: '-' },
    ];
    const { client } = hub(() => Response.json({ count: 6, next: null, results }));
    expect(await client.tagPage(DEBIAN, { page: 1 })).toEqual({
      ok: true,
      value: { kind: 'page', count: 6, hasNext: false, tags: [{ name: 'a' }, { name: 'b' }] },
    });
  });

  it.each<[string, object, object]>([
    ['no count', { results: [] }, { kind: 'page', tags: [], hasNext: false }],
    [
      'a count that is none',
      { count: '7', results: [] },
      { kind: 'page', tags: [], hasNext: false },
    ],
    ['a negative count', { count: -1, results: [] }, { kind: 'page', tags: [], hasNext: false }],
    [
      'results: null',
      { count: 0, next: '', results: null },
      { kind: 'page', count: 0, tags: [], hasNext: false },
    ],
  ])('tolerates %s', async (_name, body, value) => {
    const { client } = hub(() => Response.json(body));
    expect(await client.tagPage(DEBIAN, { page: 1 })).toEqual({ ok: true, value });
  });

  const WALL = {
    message: 'pagination offset too large for anonymous requests; sign in to page further',
    errinfo: {},
  };
  it.each<[string, number, () => Response]>([
    ['as seen since 2026-08-11', 11, () => Response.json(WALL, { status: 403 })],
    ['wherever it stands', 6, () => Response.json(WALL, { status: 403 })],
    ['in other words', 11, () => new Response('no', { status: 403 })],
  ])('past the wall is no failure: %s', async (_name, page, answer) => {
    const { client } = hub(answer);
    expect(await client.tagPage(DEBIAN, { page })).toEqual({ ok: true, value: { kind: 'wall' } });
  });
});

describe('one tag', () => {
  it('is asked for by its name', async () => {
    const { client, asked } = hub(() => Response.json(N8N_2026));
    const found = await client.tag(N8N, '1.119.1');
    expect(asked[0]?.url.href).toBe(
      'https://hub.docker.com/v2/namespaces/n8nio/repositories/n8n/tags/1.119.1',
    );
    expect(found).toMatchObject({ ok: true, value: { name: '1.119.1', digest: N8N_2026.digest } });
  });

  it('that is another is malformed', async () => {
    const { client } = hub(() => Response.json(N8N_2026));
    expect(await client.tag(N8N, 'latest')).toMatchObject({
      ok: false,
      error: { kind: 'malformed' },
    });
  });

  it.each(['', '..', 'a/b', '?x'])('that can be no tag asks nobody: %j', async (tag) => {
    const { client, asked } = hub(() => Response.json(N8N_2026));
    expect(await client.tag(N8N, tag)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(asked).toEqual([]);
  });
});

describe('a question to the Hub API that fails', () => {
  const json =
    (body: unknown, status: number, headers: Record<string, string> = {}) =>
    () =>
      Response.json(body, { status, headers });
  const reset = (seconds: number) => ({ 'x-ratelimit-reset': String(NOW / 1000 + seconds) });
  it.each<[string, Answer, object]>([
    [
      'unknown',
      json({ message: 'object not found', errinfo: {} }, 404),
      { kind: 'not-found', status: 404 },
    ],
    [
      'unknown, as a page (docker/hub-feedback#2250)',
      () => new Response('<html>', { status: 404 }),
      { kind: 'not-found' },
    ],
    ['forbidden', json({ message: 'access denied' }, 403), { kind: 'denied', status: 403 }],
    ['not signed in', json({}, 401), { kind: 'denied', status: 401 }],
    [
      'too many',
      json({}, 429, { 'retry-after': '30', ...reset(9) }),
      { kind: 'rate-limited', until: NOW + 30_000 },
    ],
    [
      'too many, the end by its own clock',
      json({}, 429, reset(42)),
      { kind: 'rate-limited', until: NOW + 42_000 },
    ],
    ['too many, an end long gone', json({}, 429, reset(-42)), { kind: 'rate-limited', until: NOW }],
    [
      'too many, no end',
      json({}, 429, { 'x-ratelimit-limit': '180' }),
      { kind: 'rate-limited', status: 429 },
    ],
    ['broken', json({}, 500), { kind: 'unavailable', status: 500 }],
    [
      'away',
      () => new Response('<html>', { status: 503, headers: { 'retry-after': '5' } }),
      { kind: 'unavailable', until: NOW + 5000 },
    ],
    ['a page in its place', () => new Response('<html>'), { kind: 'malformed', status: 200 }],
    ['half an answer', () => new Response('{"count":1,"resul'), { kind: 'malformed' }],
    ['another shape', json([], 200), { kind: 'malformed' }],
    ['null', json(null, 200), { kind: 'malformed' }],
    [
      'an endless answer',
      () => new Response(stream([new Uint8Array(8 * 1024 * 1024 + 1)], 'hang')),
      { kind: 'malformed' },
    ],
    ['no network', broken, { kind: 'unavailable', detail: 'network' }],
  ])('%s', async (_name, answer, error) => {
    const { client } = hub(answer);
    const expected = { ok: false, error: { ...error, host: 'hub.docker.com' } };
    expect(await client.tagPage(DEBIAN, { page: 1 })).toMatchObject(expected);
    expect(await client.tag(DEBIAN, 'latest')).toMatchObject(expected);
  });

  it('for want of time says so', async () => {
    const { client } = hub(never, 5);
    expect(await client.tagPage(DEBIAN, { page: 1 })).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', detail: 'timeout' },
    });
  });

  it('because the asker left ends at once', async () => {
    const { client } = hub(never);
    const controller = new AbortController();
    const asked = [
      client.tagPage(DEBIAN, { page: 1, signal: controller.signal }),
      client.tag(DEBIAN, 'latest', { signal: controller.signal }),
    ];
    controller.abort();
    const aborted = { ok: false, error: { kind: 'unavailable', detail: 'aborted' } };
    expect(await Promise.all(asked)).toMatchObject([aborted, aborted]);
  });
});
