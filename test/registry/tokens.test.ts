import { describe, expect, it, vi } from 'vitest';
import { broken, later, never } from '../http/fake-fetch.ts';
import {
  fakeHub,
  head,
  REGISTRY_HOST,
  refused,
  TOKEN_HOST,
  tokenAnswer,
  tokenText,
} from './fake-hub.ts';
import { repositoryName } from './names.ts';

const NGINX = repositoryName('library/nginx');
const REDIS = repositoryName('library/redis');
const DIGEST = `sha256:${'ab'.repeat(32)}`;

const bearer = (number: number) => `Bearer ${tokenText(number)}`;
const answered = () => head(DIGEST);

describe('tokens', () => {
  it('are asked for at once, for reading this repository, before the registry is asked', async () => {
    const { client, tokens, questions } = fakeHub({ registry: answered });
    await client.head(NGINX, 'latest');
    expect(tokens.map(({ url }) => url.href)).toEqual([
      'https://auth.docker.io/token?service=registry.docker.io&scope=repository%3Alibrary%2Fnginx%3Apull',
    ]);
    expect(questions.map(({ headers }) => headers.get('authorization'))).toEqual([bearer(1)]);
  });

  it('are asked for once by many questions at the same time, and kept apart by repository', async () => {
    const { client, tokens, questions } = fakeHub({ registry: answered });
    const tags = ['1', '2', '3', '4', '5'];
    await Promise.all(tags.map((tag) => client.head(NGINX, tag)));
    await client.head(REDIS, '7');
    await client.head(NGINX, '6');
    expect(tokens).toHaveLength(2);
    expect(questions.at(-2)?.headers.get('authorization')).toBe(bearer(2));
    expect(questions.at(-1)?.headers.get('authorization')).toBe(bearer(1));
  });

  it.each<[string, object, number, number]>([
    ['300 s', { expires_in: 300 }, 269_000, 271_000],
    ['60 s where nothing is stated', {}, 44_000, 46_000],
    ['60 s where nonsense is stated', { expires_in: 'long' }, 44_000, 46_000],
    ['60 s where the past is stated', { expires_in: -1 }, 44_000, 46_000],
    ['no longer than a day', { expires_in: 1e12 }, 86_369_000, 86_371_000],
    ['a short life: three quarters of it', { expires_in: 8 }, 5900, 6100],
  ])('are used until shortly before they expire: %s', async (_name, more, good, over) => {
    const hub = fakeHub({ registry: answered, token: (number) => tokenAnswer(number, more) });
    const start = hub.clock.now;
    await hub.client.head(NGINX, 'a');
    hub.clock.now = start + good;
    await hub.client.head(NGINX, 'b');
    expect(hub.tokens).toHaveLength(1);
    hub.clock.now = start + over;
    await hub.client.head(NGINX, 'c');
    expect(hub.tokens).toHaveLength(2);
  });

  it('are not trusted when the clock was set back behind them', async () => {
    const hub = fakeHub({ registry: answered });
    await hub.client.head(NGINX, 'a');
    hub.clock.now -= 1000;
    await hub.client.head(NGINX, 'b');
    expect(hub.tokens).toHaveLength(2);
  });

  it('are read under their other name', async () => {
    const token = () => Response.json({ access_token: tokenText(7) });
    const { client, questions } = fakeHub({ registry: answered, token });
    await client.head(NGINX, 'a');
    expect(questions[0]?.headers.get('authorization')).toBe(bearer(7));
  });

  it.each<[string, (number: number) => Response | Promise<Response>, object]>([
    ['no network', broken, { kind: 'unavailable' }],
    ['an error', () => new Response('', { status: 503 }), { kind: 'unavailable', status: 503 }],
    [
      'not found: that is not the tag',
      () => new Response('', { status: 404 }),
      { kind: 'unavailable', status: 404 },
    ],
    [
      'refused',
      () => Response.json({ details: 'x' }, { status: 401 }),
      { kind: 'denied', status: 401 },
    ],
    [
      'too many',
      () => new Response('', { status: 429, headers: { 'retry-after': '5' } }),
      { kind: 'rate-limited', until: Date.UTC(2026, 9, 1) + 5000 },
    ],
    ['a page', () => new Response('<html>'), { kind: 'malformed' }],
    ['no token', () => Response.json({ expires_in: 300 }), { kind: 'malformed' }],
    ['null', () => Response.json(null), { kind: 'malformed' }],
    [
      'a token that cannot stand in a header',
      () => Response.json({ token: 'a\r\nb' }),
      { kind: 'malformed' },
    ],
    ['an endless answer', () => new Response('x'.repeat(70_000)), { kind: 'malformed' }],
  ])('that cannot be had give the reason: %s', async (_name, token, expected) => {
    const { client, questions } = fakeHub({ registry: answered, token });
    expect(await client.head(NGINX, 'a')).toMatchObject({
      ok: false,
      error: { ...expected, host: TOKEN_HOST },
    });
    expect(questions).toHaveLength(0);
  });

  it('are asked for again after a failure', async () => {
    const hub = fakeHub({
      registry: answered,
      token: (number) => (number === 1 ? new Response('', { status: 500 }) : tokenAnswer(number)),
    });
    expect((await hub.client.head(NGINX, 'a')).ok).toBe(false);
    expect((await hub.client.head(NGINX, 'a')).ok).toBe(true);
  });

  it('belong to all who wait: one who leaves does not end the request', async () => {
    const release = later<Response>();
    const hub = fakeHub({ registry: answered, token: () => release.promise });
    const controller = new AbortController();
    const leaves = hub.client.head(NGINX, 'a', { signal: controller.signal });
    const stays = hub.client.head(NGINX, 'b');
    controller.abort();
    expect(await leaves).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', detail: 'aborted' },
    });
    release.resolve(tokenAnswer(1));
    expect((await stays).ok).toBe(true);
    expect(hub.tokens).toHaveLength(1);
    expect(hub.questions).toHaveLength(1);
  });

  it('that never come end by time', async () => {
    const { client } = fakeHub({ registry: answered, token: never }, { timeoutMs: 5 });
    expect(await client.head(NGINX, 'a')).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', host: TOKEN_HOST, detail: 'timeout' },
    });
  });
});

describe('a token that is refused', () => {
  /** A registry that takes only the token with this number. */
  const takes = (number: number) => ({
    registry: ({ headers }: { headers: Headers }) =>
      headers.get('authorization') === bearer(number) ? answered() : refused(),
  });

  it('is replaced once', async () => {
    const hub = fakeHub(takes(2));
    expect((await hub.client.head(NGINX, 'a')).ok).toBe(true);
    expect(hub.tokens).toHaveLength(2);
    expect(hub.questions).toHaveLength(2);
  });

  it('is replaced once for all who came with it', async () => {
    const hub = fakeHub(takes(2));
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((tag) => hub.client.head(NGINX, tag)),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(hub.tokens).toHaveLength(2);
  });

  it('is replaced by what another question got meanwhile', async () => {
    const slow = later<Response>();
    const hub = fakeHub({
      registry: (asked, index) => (index === 0 ? slow.promise : takes(2).registry(asked)),
    });
    const first = hub.client.head(NGINX, 'a');
    expect((await hub.client.head(NGINX, 'b')).ok).toBe(true);
    slow.resolve(refused());
    expect((await first).ok).toBe(true);
    expect(hub.tokens).toHaveLength(2);
  });

  it('is not used for another question while its successor is under way', async () => {
    const successor = later<Response>();
    const hub = fakeHub({
      ...takes(2),
      token: (number) => (number === 1 ? tokenAnswer(1) : successor.promise),
    });
    const first = hub.client.head(NGINX, 'a');
    await vi.waitFor(() => expect(hub.tokens).toHaveLength(2));
    const second = hub.client.head(NGINX, 'b');
    successor.resolve(tokenAnswer(2));
    expect((await Promise.all([first, second])).every(({ ok }) => ok)).toBe(true);
    expect(hub.questions.map(({ headers }) => headers.get('authorization'))).toEqual([
      bearer(1),
      bearer(2),
      bearer(2),
    ]);
  });

  it('by a challenge that leads nowhere is a matter of that question alone', async () => {
    const nowhere = later<Response>();
    const elsewhere = 'Bearer realm="https://auth.docker.io/elsewhere"';
    const hub = fakeHub({
      registry: ({ url }) => (url.pathname.endsWith('/a') ? refused(elsewhere) : answered()),
      token: (number, { url }) =>
        url.pathname === '/elsewhere' ? nowhere.promise : tokenAnswer(number),
    });
    const first = hub.client.head(NGINX, 'a');
    await vi.waitFor(() => expect(hub.tokens).toHaveLength(2));
    const others = ['b', 'c'].map((tag) => hub.client.head(NGINX, tag));
    nowhere.resolve(new Response('', { status: 404 }));
    expect(await first).toMatchObject({ ok: false, error: { host: TOKEN_HOST, status: 404 } });
    expect((await Promise.all(others)).every(({ ok }) => ok)).toBe(true);
    expect(hub.tokens).toHaveLength(3);
  });

  it('and whose successor is refused too is denied, and no third is asked for', async () => {
    const hub = fakeHub(takes(99));
    const denied = { ok: false, error: { kind: 'denied', status: 401, host: REGISTRY_HOST } };
    expect(await hub.client.head(NGINX, 'a')).toMatchObject(denied);
    expect(hub.questions).toHaveLength(2);
    for (const tag of ['b', 'c', 'd']) {
      expect(await hub.client.head(NGINX, tag)).toMatchObject(denied);
    }
    expect(hub.tokens).toHaveLength(2);
    expect(hub.questions).toHaveLength(5);
  });

  it('is asked for anew after half a minute: a repository may have become public', async () => {
    const hub = fakeHub(takes(3));
    await hub.client.head(NGINX, 'a');
    hub.clock.now += 31_000;
    expect((await hub.client.head(NGINX, 'a')).ok).toBe(true);
    expect(hub.tokens).toHaveLength(3);
  });

  it('is replaced even when it had replaced one, once it has opened something', async () => {
    let accepted = 2;
    const hub = fakeHub({
      registry: ({ headers }) =>
        headers.get('authorization') === bearer(accepted) ? answered() : refused(),
    });
    await hub.client.head(NGINX, 'a');
    accepted = 3;
    expect((await hub.client.head(NGINX, 'b')).ok).toBe(true);
    expect(hub.tokens).toHaveLength(3);
  });

  it('without a challenge is replaced from the known address', async () => {
    const hub = fakeHub({
      registry: (_asked, index) => (index === 0 ? new Response('', { status: 401 }) : answered()),
    });
    expect((await hub.client.head(NGINX, 'a')).ok).toBe(true);
  });

  it.each([
    'Bearer realm="https://auth.example.com/token",service="registry.docker.io"',
    'Bearer realm="https://auth.docker.io/token",scope="repository:library/redis:pull"',
  ])('is not replaced from elsewhere: %s', async (challenge) => {
    const hub = fakeHub({ registry: () => refused(challenge) });
    expect(await hub.client.head(NGINX, 'a')).toMatchObject({
      ok: false,
      error: { kind: 'malformed', host: REGISTRY_HOST, status: 401 },
    });
    expect(hub.tokens).toHaveLength(1);
    expect(hub.questions).toHaveLength(1);
  });

  it('with 403 is denied without a second question', async () => {
    const hub = fakeHub({ registry: () => new Response('', { status: 403 }) });
    expect(await hub.client.head(NGINX, 'a')).toMatchObject({
      ok: false,
      error: { kind: 'denied', status: 403 },
    });
    expect(hub.questions).toHaveLength(1);
  });
});

describe('warming', () => {
  it('asks for the token and opens the connection, once, and the question then finds both', async () => {
    const hub = fakeHub({
      registry: ({ url }) => (url.pathname === '/v2/' ? refused() : answered()),
    });
    hub.client.warm(NGINX);
    hub.client.warm(NGINX);
    await hub.client.head(NGINX, 'a');
    hub.client.warm(NGINX);
    expect(hub.tokens).toHaveLength(1);
    expect(hub.questions.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'HEAD /v2/',
      'HEAD /v2/library/nginx/manifests/a',
    ]);
    expect(hub.questions[0]?.headers.has('authorization')).toBe(false);
    expect(hub.limits).toHaveLength(1);
  });
});

describe('the text of a token', () => {
  it('stands in no failure', async () => {
    const hub = fakeHub({
      registry: ({ headers }) =>
        Promise.reject(new TypeError(`bad header ${headers.get('authorization')}`)),
    });
    const failed = await hub.client.head(NGINX, 'a');
    expect(failed.ok).toBe(false);
    expect(JSON.stringify(failed)).not.toContain('secret');
  });
});
