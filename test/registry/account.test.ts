/** An account at the token service: where its credentials go, how often, and what becomes of those that are refused. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Credentials } from '../../src/http/credentials.ts';
import { createTransport } from '../../src/http/transport.ts';
import { requestToken } from '../../src/registry/token-request.ts';
import { type Asked, broken, fakeFetch, later } from '../http/fake-fetch.ts';
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
const PRIVATE = repositoryName('someone/private');
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const ANSWER = () => head(DIGEST);
const WRONG = () => Response.json({ details: 'incorrect username or password' }, { status: 401 });

/** What stands before the token service in some networks. */
const proxy = (status: number) =>
  new Response('<html>Blocked', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

const someone = () => new Credentials('someone', 'dckr_pat_secret');
const basicOf = (asked: Asked | undefined) => asked?.headers.get('authorization') ?? undefined;

describe('an account', () => {
  let account: Credentials | undefined;
  let told: Credentials[];

  beforeEach(() => {
    account = someone();
    told = [];
  });

  type Token = (number: number, asked: Asked) => Response | Promise<Response>;

  function rig(token: Token = (number) => tokenAnswer(number), registry = ANSWER) {
    return fakeHub(
      { registry, token },
      {
        credentials: async () => account,
        onRefused: (one) => told.push(one),
      },
    );
  }

  /** Wrong for every account, fine for nobody. */
  const refusing: Token = (number, asked) => (basicOf(asked) ? WRONG() : tokenAnswer(number));

  it('goes to the token service and nowhere else', async () => {
    const { client, tokens, questions } = rig();
    client.warm(NGINX);
    await client.head(NGINX, 'latest');
    await client.tags(NGINX);
    expect(tokens.map(basicOf)).toEqual([account?.basic()]);
    expect(tokens[0]?.url.host).toBe(TOKEN_HOST);
    expect(tokens[0]?.init).toMatchObject({ redirect: 'error', credentials: 'omit' });
    expect(questions.map(basicOf).join()).not.toMatch(/basic/i);
    expect(JSON.stringify(questions.map(({ url }) => url.href))).not.toContain('someone');
  });

  it('is waited for: no question goes out before it is known', async () => {
    const known = later<Credentials | undefined>();
    const hub = fakeHub({ registry: ANSWER }, { credentials: () => known.promise });
    hub.client.warm(NGINX);
    const asked = hub.client.head(NGINX, 'latest');
    await new Promise((done) => setImmediate(done));
    expect(hub.tokens).toEqual([]);
    known.resolve(account);
    await asked;
    expect(hub.tokens.map(basicOf)).toEqual([account?.basic()]);
  });

  it('is sent again with a fresh token after a 401 of the registry', async () => {
    const { client, tokens } = rig(undefined, () => refused());
    await client.head(NGINX, 'latest');
    expect(tokens.map(basicOf)).toEqual([account?.basic(), account?.basic()]);
  });

  it('that is refused is told once and never sent again, and the question goes on without', async () => {
    const { client, tokens, questions } = rig(refusing);
    expect(await client.head(NGINX, 'latest')).toMatchObject({ ok: true });
    expect(await client.head(REDIS, 'latest')).toMatchObject({ ok: true });
    expect(tokens.map(basicOf)).toEqual([account?.basic(), undefined, undefined]);
    expect(questions).toHaveLength(2);
    expect(told).toEqual([account]);
  });

  it('that is refused is sent once by many questions at the same time', async () => {
    const { client, tokens } = rig(refusing);
    const names = [NGINX, REDIS, PRIVATE];
    const answers = await Promise.all(names.map((name) => client.head(name, 'latest')));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(tokens.filter(basicOf)).toHaveLength(1);
    expect(told).toHaveLength(1);
  });

  it('that was taken is sent for many repositories at the same time', async () => {
    const release = later<void>();
    const { client, tokens } = rig(async (number) => {
      if (number > 1) await release.promise;
      return tokenAnswer(number);
    });
    await client.head(NGINX, 'latest');
    const asked = [client.head(REDIS, 'latest'), client.head(PRIVATE, 'latest')];
    await vi.waitFor(() => expect(tokens).toHaveLength(3));
    release.resolve();
    expect(await Promise.all(asked)).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('that is refused later on is told then', async () => {
    let isRevoked = false;
    const { client, tokens } = rig((number, asked) =>
      isRevoked ? refusing(number, asked) : tokenAnswer(number),
    );
    await client.head(NGINX, 'latest');
    isRevoked = true;
    expect(await client.head(REDIS, 'latest')).toMatchObject({ ok: true });
    expect(await client.head(PRIVATE, 'latest')).toMatchObject({ ok: true });
    expect(tokens.filter(basicOf)).toHaveLength(2);
    expect(told).toEqual([account]);
  });

  it.each<[string, () => Response | Promise<Response>, object]>([
    ['no network', broken, { kind: 'unavailable' }],
    ['an error', () => new Response('', { status: 503 }), { kind: 'unavailable', status: 503 }],
    ['too many', () => new Response('', { status: 429 }), { kind: 'rate-limited' }],
    ['a page', () => new Response('<html>'), { kind: 'malformed' }],
    ['a proxy', () => proxy(403), { kind: 'unavailable', status: 403 }],
    ['a proxy that wants a name', () => proxy(401), { kind: 'unavailable', status: 401 }],
    ['a wall', () => Response.json({}, { status: 403 }), { kind: 'unavailable', status: 403 }],
  ])('is not refused by %s, and the question does not go on without', async (_, answer, error) => {
    const { client, tokens } = rig(answer);
    const failed = { ok: false, error: { ...error, host: TOKEN_HOST } };
    expect(await client.head(PRIVATE, 'latest')).toMatchObject(failed);
    expect(await client.head(PRIVATE, 'latest')).toMatchObject(failed);
    expect(tokens.map(basicOf)).toEqual([account?.basic(), account?.basic()]);
    expect(told).toEqual([]);
  });

  it('is waited for by the others until it was taken once, whatever becomes of the first', async () => {
    const first = later<Response>();
    const hub = rig((number) => (number === 1 ? first.promise : tokenAnswer(number)));
    const asked = [hub.client.head(NGINX, 'latest'), hub.client.head(REDIS, 'latest')];
    await vi.waitFor(() => expect(hub.tokens).toHaveLength(1));
    first.resolve(new Response('', { status: 503 }));
    expect(await Promise.all(asked)).toMatchObject([{ ok: false }, { ok: true }]);
  });
});

describe('another account', () => {
  let account: Credentials | undefined;
  const byBearer = ({ headers }: Asked) => headers.get('authorization');

  beforeEach(() => {
    account = undefined;
  });

  const rig = (token?: (number: number) => Response | Promise<Response>) =>
    fakeHub({ registry: ANSWER, ...(token && { token }) }, { credentials: async () => account });

  it.each(['is told of', 'is only there'])('that %s gets tokens of its own', async (how) => {
    const { client, tokens, questions } = rig();
    await client.head(NGINX, 'latest');
    account = someone();
    if (how === 'is told of') client.forgetTokens();
    await client.head(NGINX, 'latest');
    account = undefined;
    if (how === 'is told of') client.forgetTokens();
    await client.head(NGINX, 'latest');
    expect(tokens.map(basicOf)).toEqual([undefined, someone().basic(), undefined]);
    expect(new Set(questions.map(byBearer)).size).toBe(3);
  });

  it('uses no token that was on its way when it came', async () => {
    const slow = later<Response>();
    const { client, tokens, questions } = rig((number) =>
      number === 1 ? slow.promise : tokenAnswer(number),
    );
    const asked = client.head(NGINX, 'latest');
    await vi.waitFor(() => expect(tokens).toHaveLength(1));
    account = someone();
    client.forgetTokens();
    slow.resolve(tokenAnswer(1));
    expect(await asked).toMatchObject({ ok: true });
    expect(tokens.map(basicOf)).toEqual([undefined, someone().basic()]);
    expect(questions.map(byBearer)).toEqual([`Bearer ${tokenText(2)}`]);
  });

  it('asks anew what was refused to the one before, whose last word that was', async () => {
    const slow = later<Response>();
    const byAccount = (asked: Asked) =>
      byBearer(asked) === `Bearer ${tokenText(3)}` ? ANSWER() : refused();
    const hub = fakeHub(
      { registry: (asked, index) => (index === 2 ? slow.promise : byAccount(asked)) },
      { credentials: async () => account },
    );
    expect(await hub.client.head(NGINX, 'a')).toMatchObject({ error: { kind: 'denied' } });
    const asked = hub.client.head(NGINX, 'b');
    await vi.waitFor(() => expect(hub.questions).toHaveLength(3));
    account = someone();
    hub.client.forgetTokens();
    slow.resolve(refused());
    expect(await asked).toMatchObject({ ok: true });
    expect(hub.tokens.map(basicOf)).toEqual([undefined, undefined, someone().basic()]);
  });

  it('keeps what is forgotten forgotten when the token on its way comes last', async () => {
    const slow = later<Response>();
    const { client, tokens } = rig((number) => (number === 1 ? slow.promise : tokenAnswer(number)));
    const first = client.head(NGINX, 'latest');
    await vi.waitFor(() => expect(tokens).toHaveLength(1));
    client.forgetTokens();
    await client.head(NGINX, 'latest');
    slow.resolve(tokenAnswer(1));
    await first;
    await client.head(NGINX, 'latest');
    expect(tokens).toHaveLength(2);
  });

  it('is not told of the limits of the one before', async () => {
    const slow = later<Response>();
    const hub = fakeHub(
      { registry: (_asked, index) => (index === 0 ? slow.promise : ANSWER()) },
      { credentials: async () => account },
    );
    const asked = hub.client.head(NGINX, 'latest');
    await vi.waitFor(() => expect(hub.questions).toHaveLength(1));
    hub.client.forgetTokens();
    slow.resolve(head(DIGEST, { 'ratelimit-remaining': '1;w=3600' }));
    expect(await asked).toMatchObject({ ok: true });
    expect(hub.limits).toEqual([]);
    await hub.client.head(NGINX, 'latest');
    expect(hub.limits).toEqual([{ limit: 100, remaining: 97, windowSeconds: 3600 }]);
  });

  it('is not held to the window of the one before', async () => {
    const tooMany = () => Response.json({ errors: [{ code: 'TOOMANYREQUESTS' }] }, { status: 429 });
    const hub = fakeHub(
      {
        registry: (_asked, index) =>
          index === 0 ? head(DIGEST, { 'ratelimit-limit': '100;w=21600' }) : tooMany(),
      },
      { credentials: async () => account },
    );
    await hub.client.head(NGINX, 'a');
    const until = hub.clock.now + 21_600_000;
    expect(await hub.client.head(NGINX, 'b')).toMatchObject({ error: { until } });
    account = someone();
    hub.client.forgetTokens();
    const other = await hub.client.head(NGINX, 'c');
    expect(other).toMatchObject({ error: { kind: 'rate-limited' } });
    expect(other).not.toHaveProperty('error.until');
  });

  it.each(['question', 'token request'])('sends no %s of the one before again', async (what) => {
    const isBroken = ({ url }: Asked) => (url.host === TOKEN_HOST) === (what === 'token request');
    const hub = fakeHub(
      {
        registry: (asked) => (isBroken(asked) ? new Response('', { status: 503 }) : ANSWER()),
        token: (number, asked) =>
          isBroken(asked) ? new Response('', { status: 503 }) : tokenAnswer(number),
      },
      {
        credentials: async () => account,
        patience: {
          async wait() {
            if (account === undefined) return;
            account = undefined;
            hub.client.forgetTokens();
          },
          random: () => 0,
        },
      },
    );
    account = someone();
    await hub.client.head(NGINX, 'a');
    const all = [...hub.tokens, ...hub.questions].map(byBearer);
    expect(all.filter((one) => one === someone().basic())).toHaveLength(1);
    const bearer = `Bearer ${tokenText(1)}`;
    expect(all.filter((one) => one === bearer)).toHaveLength(what === 'question' ? 1 : 0);
  });

  it('again and again ends the question, not the worker', async () => {
    const { client, tokens } = fakeHub(
      { registry: ANSWER },
      { credentials: async () => someone() },
    );
    expect(await client.head(NGINX, 'latest')).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', host: TOKEN_HOST },
    });
    expect(tokens.length).toBeLessThanOrEqual(3);
  });
});

describe('signing in', () => {
  const rig = (token: (number: number, asked: Asked) => Response | Promise<Response>) => {
    const told: Credentials[] = [];
    const hub = fakeHub(
      { registry: ANSWER, token },
      {
        credentials: async () => undefined,
        onRefused: (one) => told.push(one),
        patience: { wait: () => Promise.resolve(), random: () => 0 },
      },
    );
    return { ...hub, told };
  };

  it('is one request to the token service, whose token is not kept', async () => {
    const { client, tokens, questions } = rig((number) => tokenAnswer(number));
    expect(await client.signIn(someone())).toEqual({ ok: true, value: undefined });
    expect(tokens.map(({ url }) => url.href)).toEqual([
      'https://auth.docker.io/token?service=registry.docker.io&scope=repository%3Alibrary%2Fhello-world%3Apull',
    ]);
    expect(tokens.map(basicOf)).toEqual([someone().basic()]);
    await client.head(repositoryName('library/hello-world'), 'latest');
    expect(tokens).toHaveLength(2);
    expect(questions.map(basicOf)).not.toContain(`Bearer ${tokenText(1)}`);
  });

  it('is denied by 401, and those credentials are not sent again', async () => {
    const { client, tokens, told } = rig(WRONG);
    const wrong = someone();
    const denied = { ok: false, error: { kind: 'denied', host: TOKEN_HOST } };
    expect(await client.signIn(wrong)).toMatchObject(denied);
    expect(await client.signIn(wrong)).toMatchObject(denied);
    expect(tokens).toHaveLength(1);
    // They do not pay for anything: whoever asked is told by the answer.
    expect(told).toEqual([]);
    await client.signIn(someone());
    expect(tokens).toHaveLength(2);
  });

  it.each<[string, () => Response | Promise<Response>, object]>([
    ['no network', broken, { kind: 'unavailable', detail: 'network' }],
    ['an error', () => new Response('', { status: 503 }), { kind: 'unavailable' }],
    ['too many', () => new Response('', { status: 429 }), { kind: 'rate-limited' }],
    ['nothing there', () => new Response('', { status: 404 }), { kind: 'unavailable' }],
    ['a page', () => new Response('<html>'), { kind: 'malformed' }],
    ['a wall', () => new Response('', { status: 403 }), { kind: 'unavailable', status: 403 }],
    ['a page of a proxy', () => proxy(401), { kind: 'unavailable', status: 401 }],
  ])('that ends in %s is tried once, and may be tried again', async (_name, answer, error) => {
    const { client, tokens } = rig(answer);
    const account = someone();
    expect(await client.signIn(account)).toMatchObject({ ok: false, error });
    expect(tokens).toHaveLength(1);
    await client.signIn(account);
    expect(tokens).toHaveLength(2);
  });

  it('can be called off', async () => {
    const { client } = rig(() => new Promise<Response>(() => undefined));
    const controller = new AbortController();
    const asked = client.signIn(someone(), { signal: controller.signal });
    controller.abort();
    expect(await asked).toMatchObject({ ok: false, error: { detail: 'aborted' } });
  });

  it('follows no challenge to another host, and sends nothing there', async () => {
    const challenge = 'Bearer realm="https://evil.example/token"';
    const account = someone();
    const hub = fakeHub(
      { registry: () => refused(challenge) },
      { credentials: async () => account },
    );
    expect(await hub.client.head(NGINX, 'latest')).toMatchObject({
      error: { kind: 'malformed', host: REGISTRY_HOST },
    });
    expect([...hub.tokens, ...hub.questions].map(({ url }) => url.host)).toEqual([
      TOKEN_HOST,
      REGISTRY_HOST,
    ]);
  });
});

it('credentials go to no host but the token service, whoever asks for it', async () => {
  const { fetch, asked } = fakeFetch(() => tokenAnswer(1));
  const now = () => 0;
  const deps = { send: createTransport({ fetch, now }), now };
  for (const host of [TOKEN_HOST, 'evil.example', `${TOKEN_HOST}:444`]) {
    const url = new URL(`https://${host}/token`);
    await requestToken(deps, { url, credentials: someone() });
  }
  expect(asked.map(basicOf)).toEqual([someone().basic(), undefined, undefined]);
});
