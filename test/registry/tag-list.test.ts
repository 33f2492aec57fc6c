import { describe, expect, it } from 'vitest';
import { fakeHub } from './fake-hub.ts';
import { repositoryName } from './names.ts';

const PYTHON = repositoryName('library/python');

const page = (tags: unknown, link?: string) =>
  Response.json(
    { name: 'library/python', tags },
    { headers: link === undefined ? {} : { link: `<${link}>; rel="next"` } },
  );

describe('tag list', () => {
  it('is read page by page, each tag once, in its order', async () => {
    const { client, questions, limits } = fakeHub({
      registry: ({ url }) => {
        const last = url.searchParams.get('last');
        if (last === null) return page(['3.9', '3.10'], '/v2/library/python/tags/list?last=3.10');
        return last === '3.10' ? page(['3.10', '3.11'], '?last=3.11') : page(['latest']);
      },
    });
    expect(await client.tags(PYTHON)).toEqual({
      ok: true,
      value: ['3.9', '3.10', '3.11', 'latest'],
    });
    expect(questions.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)).toEqual([
      'GET /v2/library/python/tags/list',
      'GET /v2/library/python/tags/list?last=3.10',
      'GET /v2/library/python/tags/list?last=3.11',
    ]);
    // A tag list carries no pull limits: that they are absent here does not mean that there are none.
    expect(limits).toEqual([]);
  });

  it('is empty where the registry says null', async () => {
    const { client } = fakeHub({ registry: () => page(null) });
    expect(await client.tags(PYTHON)).toEqual({ ok: true, value: [] });
  });

  it('drops what is no tag and keeps the rest', async () => {
    const tags = ['3.9', '', '-x', 'a b', 7, null, ['x'], '<img>', 'x'.repeat(129), '__proto__'];
    const { client } = fakeHub({ registry: () => page(tags) });
    expect(await client.tags(PYTHON)).toEqual({ ok: true, value: ['3.9', '__proto__'] });
  });

  it('holds 24,000 tags at once', async () => {
    const tags = Array.from({ length: 24_000 }, (_, index) => `build-${index}`);
    const { client } = fakeHub({ registry: () => page(tags) });
    expect(await client.tags(PYTHON)).toEqual({ ok: true, value: tags });
  });

  it.each<[string, () => Response, string]>([
    [
      'another host',
      () => page(['a'], 'https://example.com/v2/library/python/tags/list'),
      'link leaves the tag list',
    ],
    [
      'another repository',
      () => page(['a'], '/v2/library/nginx/tags/list'),
      'link leaves the tag list',
    ],
    ['itself', () => page(['a'], '?last=a'), 'tag list without end'],
  ])('that goes on at %s is not taken for the whole', async (_name, registry, detail) => {
    const { client, questions } = fakeHub({ registry });
    expect(await client.tags(PYTHON)).toMatchObject({
      ok: false,
      error: { kind: 'malformed', detail },
    });
    expect(questions.every(({ url }) => url.pathname === '/v2/library/python/tags/list')).toBe(
      true,
    );
    expect(questions.length).toBeLessThanOrEqual(2);
  });

  it('that never ends is given up', async () => {
    const { client, questions } = fakeHub({
      registry: (_asked, index) => page(['a'], `?last=${index}`),
    });
    expect(await client.tags(PYTHON)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
    expect(questions).toHaveLength(300);
  });

  it.each<[string, () => Response, object]>([
    ['a page', () => new Response('<html>'), { kind: 'malformed' }],
    ['no tags', () => Response.json({ name: 'library/python' }), { kind: 'malformed' }],
    ['tags that are no list', () => page({ 0: 'a' }), { kind: 'malformed' }],
    ['half an answer', () => new Response('{"tags":["3.9"'), { kind: 'malformed' }],
    ['unknown', () => new Response('', { status: 404 }), { kind: 'not-found' }],
  ])('fails with %s', async (_name, registry, error) => {
    const { client } = fakeHub({ registry });
    expect(await client.tags(PYTHON)).toMatchObject({ ok: false, error });
  });

  it('fails whole when a later page fails', async () => {
    const { client } = fakeHub({
      registry: (_asked, index) =>
        index === 0 ? page(['a'], '?last=a') : new Response('', { status: 500 }),
    });
    expect(await client.tags(PYTHON)).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', status: 500 },
    });
  });
});
