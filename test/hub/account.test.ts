/** Listing with an account: where its access token goes, how often, and how listing goes on without. */
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import { Credentials } from '../../src/http/credentials.ts';
import { createHubClient, type HubClient } from '../../src/hub/client.ts';
import { HubSession } from '../../src/hub/session.ts';
import { type Asked, broken, fakeFetch, later } from '../http/fake-fetch.ts';
import { repositoryName } from '../registry/names.ts';
import { DEBIAN_PAGE_2023, N8N_2026 } from './answers.ts';

const DEBIAN = repositoryName('library/debian');
const N8N = repositoryName('n8nio/n8n');
const NOW = Date.UTC(2026, 9, 1);
const LOGIN = 'https://hub.docker.com/v2/auth/token';

type Answers = (number: number, asked: Asked) => Response | Promise<Response>;

const someone = () => new Credentials('someone', 'dckr_pat_secret');
const page = () => Response.json(DEBIAN_PAGE_2023);
const session = (number: number) => Response.json({ access_token: `jwt-${number}` });
const status = (code: number, headers: Record<string, string> = {}) =>
  Response.json({}, { status: code, headers });
const authorizationOf = ({ headers }: Asked) => headers.get('authorization') ?? 'nobody';

describe('listing with an account', () => {
  let account: Credentials | undefined;
  let now: number;
  let told: Failure[];
  /** Of whom that was told. */
  let blamed: Credentials[];
  let logins: Asked[];
  let questions: Asked[];
  let client: HubClient;

  /** What the sign-in answers and what the tags do, each counted from 1. */
  function rig(login: Answers = session, tags: Answers = page): void {
    logins = [];
    questions = [];
    const { fetch } = fakeFetch((asked) => {
      const isLogin = asked.url.href === LOGIN;
      const all = isLogin ? logins : questions;
      all.push(asked);
      return (isLogin ? login : tags)(all.length, asked);
    });
    client = createHubClient({
      fetch,
      now: () => now,
      timeoutMs: 2_000,
      credentials: async () => account,
      onRefused(credentials, failure) {
        blamed.push(credentials);
        told.push(failure);
      },
    });
  }

  beforeEach(() => {
    account = someone();
    now = NOW;
    told = [];
    blamed = [];
    rig();
  });

  /** Nothing but what comes with one of these sessions is answered. */
  const takes =
    (...numbers: readonly number[]): Answers =>
    (_, asked) =>
      numbers.some((number) => authorizationOf(asked) === `Bearer jwt-${number}`)
        ? page()
        : status(authorizationOf(asked) === 'nobody' ? 404 : 401);

  const ask = (number = 1) => client.tagPage(DEBIAN, { page: number });

  it('is not done before it is switched on', async () => {
    account = undefined;
    await ask();
    expect(logins).toEqual([]);
    expect(questions.map(authorizationOf)).toEqual(['nobody']);
  });

  it('exchanges the access token once, for pages and for single tags', async () => {
    rig(session, (_, { url }) =>
      url.pathname.endsWith('/tags') ? page() : Response.json(N8N_2026),
    );
    expect(await ask()).toMatchObject({ ok: true });
    expect(await client.tag(N8N, N8N_2026.name)).toMatchObject({ ok: true });
    expect(logins.map(({ method, init }) => [method, init.body])).toEqual([
      ['POST', '{"identifier":"someone","secret":"dckr_pat_secret"}'],
    ]);
    expect(logins[0]?.init).toMatchObject({ redirect: 'error', credentials: 'omit' });
    expect(logins[0]?.headers.get('content-type')).toBe('application/json');
    expect(questions.map(authorizationOf)).toEqual(['Bearer jwt-1', 'Bearer jwt-1']);
    expect(told).toEqual([]);
  });

  it('exchanges it once for many questions at the same time', async () => {
    await Promise.all([ask(1), ask(2), ask(3)]);
    expect(logins).toHaveLength(1);
  });

  it('exchanges it anew before the ten minutes are over', async () => {
    await ask();
    now += 8 * 60_000;
    await ask();
    expect(logins).toHaveLength(1);
    now += 60_000;
    await ask();
    expect(questions.map(authorizationOf)).toEqual([
      'Bearer jwt-1',
      'Bearer jwt-1',
      'Bearer jwt-2',
    ]);
  });

  it('goes past the wall', async () => {
    expect(await ask(11)).toMatchObject({ ok: true, value: { kind: 'page' } });
  });

  it('ends at the wall only where it is nobody who is refused', async () => {
    rig(session, () => status(403));
    expect(await ask(11)).toEqual({ ok: true, value: { kind: 'wall' } });
    expect(questions.at(-1)).toSatisfy((asked: Asked) => authorizationOf(asked) === 'nobody');
  });

  it('asks with a fresh session where one is refused', async () => {
    rig(session, takes(2));
    expect(await ask()).toMatchObject({ ok: true, value: { kind: 'page' } });
    expect(logins).toHaveLength(2);
    expect(told).toEqual([]);
  });

  it('asks with the same fresh session for all who came with the refused one', async () => {
    rig(session, takes(2));
    const answers = await Promise.all([ask(1), ask(2), ask(3)]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(logins).toHaveLength(2);
  });

  it('asks with the fresh session also where the refusal of the old one comes late', async () => {
    const late = later<Response>();
    rig(session, (number, asked) => (number === 1 ? late.promise : takes(2)(number, asked)));
    const first = ask(1);
    await vi.waitFor(() => expect(questions).toHaveLength(1));
    expect(await ask(2)).toMatchObject({ ok: true });
    late.resolve(status(401));
    expect(await first).toMatchObject({ ok: true, value: { kind: 'page' } });
    expect(logins).toHaveLength(2);
  });

  it('goes on without where the fresh one is refused as well, and says so once', async () => {
    rig(session, (_, asked) => (authorizationOf(asked) === 'nobody' ? page() : status(401)));
    expect(await ask()).toMatchObject({ ok: true, value: { kind: 'page' } });
    expect(await ask()).toMatchObject({ ok: true });
    expect(logins).toHaveLength(2);
    expect(questions.map(authorizationOf)).toEqual([
      'Bearer jwt-1',
      'Bearer jwt-2',
      'nobody',
      'nobody',
    ]);
    expect(told).toMatchObject([{ kind: 'denied', host: 'hub.docker.com', status: 401 }]);
  });

  it('asks without for what is not for this account, and keeps a session that opens other things', async () => {
    rig(session, (_, asked) =>
      asked.url.pathname.includes('n8n') && authorizationOf(asked) !== 'nobody'
        ? status(403)
        : page(),
    );
    await ask();
    expect(await client.tagPage(N8N, { page: 1 })).toMatchObject({ ok: true });
    await ask();
    expect(logins).toHaveLength(1);
    expect(questions.map(authorizationOf)).toEqual([
      'Bearer jwt-1',
      'Bearer jwt-1',
      'nobody',
      'Bearer jwt-1',
    ]);
    expect(told).toEqual([]);
  });

  it.each([401, 403])('tries a sign-in that is refused with %i once, and says so', async (code) => {
    rig(() => status(code));
    expect(await ask()).toMatchObject({ ok: true, value: { kind: 'page' } });
    expect(await ask()).toMatchObject({ ok: true });
    expect(logins).toHaveLength(1);
    expect(questions.map(authorizationOf)).toEqual(['nobody', 'nobody']);
    expect(told).toMatchObject([{ kind: 'denied', status: code }]);
    expect(blamed).toEqual([account]);
    // Another access token is another matter.
    account = someone();
    await ask();
    expect(logins).toHaveLength(2);
  });

  it.each<[string, () => Response, object, number]>([
    ['too many', () => status(429, { 'retry-after': '600' }), { kind: 'rate-limited' }, 600_000],
    ['broken', () => status(500), { kind: 'unavailable' }, 60_000],
    ['not there', () => status(404), { kind: 'unavailable' }, 60_000],
    ['a page', () => new Response('<html>'), { kind: 'malformed' }, 60_000],
    ['endless', () => new Response('x'.repeat(70_000)), { kind: 'malformed' }, 60_000],
    [
      'a text that cannot stand in a header',
      () => Response.json({ access_token: 'a\r\nb' }),
      { kind: 'malformed' },
      60_000,
    ],
  ])('lists without for a while where the sign-in is %s', async (_name, answer, error, pause) => {
    rig((number) => (number === 1 ? answer() : session(number)));
    expect(await ask()).toMatchObject({ ok: true });
    expect(told).toMatchObject([{ ...error, until: NOW + pause }]);
    now += pause - 1;
    await ask();
    expect(logins).toHaveLength(1);
    now += 1;
    await ask();
    expect(questions.map(authorizationOf)).toEqual(['nobody', 'nobody', 'Bearer jwt-2']);
  });

  it('signs in again where the clock was set back behind a sign-in that failed', async () => {
    rig((number) => (number === 1 ? status(500) : session(number)));
    await ask();
    now -= 60 * 60_000;
    await ask();
    expect(questions.map(authorizationOf)).toEqual(['nobody', 'Bearer jwt-2']);
  });

  it('fails where nobody answers the sign-in: the tags would not come either', async () => {
    rig(broken);
    expect(await ask()).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', host: 'hub.docker.com', detail: 'network' },
    });
    expect(questions).toEqual([]);
    expect(told).toEqual([]);
  });

  it('never sends a sign-in again by itself', async () => {
    const { fetch, asked } = fakeFetch(broken);
    const patient = createHubClient({
      fetch,
      now: () => now,
      credentials: async () => account,
      patience: { wait: () => Promise.resolve(), random: () => 0 },
    });
    await patient.tagPage(DEBIAN, { page: 1 });
    expect(asked.map(({ method }) => method)).toEqual(['POST']);
  });

  it('belongs to all who wait: one who leaves does not end the sign-in', async () => {
    const release = later<Response>();
    rig(() => release.promise);
    const controller = new AbortController();
    const leaves = client.tagPage(DEBIAN, { page: 1, signal: controller.signal });
    const stays = ask(2);
    await vi.waitFor(() => expect(logins).toHaveLength(1));
    controller.abort();
    expect(await leaves).toMatchObject({ error: { kind: 'unavailable', detail: 'aborted' } });
    release.resolve(session(1));
    expect(await stays).toMatchObject({ ok: true });
    expect(logins).toHaveLength(1);
  });

  it('ends at once when it is switched off, or signed out of', async () => {
    await ask();
    account = undefined;
    await ask();
    expect(questions.map(authorizationOf)).toEqual(['Bearer jwt-1', 'nobody']);
  });

  it('is tried once more where the person says so', async () => {
    rig((number) => (number === 1 ? status(401) : session(number)));
    await ask();
    client.forgetSession();
    await ask();
    expect(questions.map(authorizationOf)).toEqual(['nobody', 'Bearer jwt-2']);
    expect(logins).toHaveLength(2);
  });

  it.each([401, 429])('blames nobody for what comes late of another: %i', async (code) => {
    const slow = later<Response>();
    rig((number) => (number === 1 ? slow.promise : session(number)));
    const first = ask();
    await vi.waitFor(() => expect(logins).toHaveLength(1));
    account = new Credentials('bob', 'dckr_pat_bob');
    client.forgetSession();
    await ask();
    slow.resolve(status(code));
    expect(await first).toMatchObject({ ok: true, value: { kind: 'page' } });
    await ask();
    expect(told).toEqual([]);
    expect(questions.map(authorizationOf)).toEqual(Array(3).fill('Bearer jwt-2'));
  });

  it('does not take the refusal of one session for a word on the next account', async () => {
    const slow = later<Response>();
    rig(session, (number, asked) => {
      if (number === 1) return slow.promise;
      return authorizationOf(asked) === 'nobody' || number > 3 ? page() : status(401);
    });
    const first = ask();
    await vi.waitFor(() => expect(questions).toHaveLength(1));
    account = new Credentials('bob', 'dckr_pat_bob');
    client.forgetSession();
    slow.resolve(status(401));
    expect(await first).toMatchObject({ ok: true, value: { kind: 'page' } });
    // Bob's first session was refused too, and he gets the second that everybody gets.
    await ask();
    expect(told).toEqual([]);
    expect(questions.slice(1).map(authorizationOf)).toContain('Bearer jwt-3');
  });

  it.each([403, 404, 500])(
    'asks anew, once, what was asked without an account and came to nothing: %i',
    async (code) => {
      const slow = later<Response>();
      rig(session, (number, asked) => {
        if (number === 1) return slow.promise;
        return authorizationOf(asked) === 'nobody' ? status(code) : page();
      });
      account = undefined;
      const first = ask();
      await vi.waitFor(() => expect(questions).toHaveLength(1));
      account = someone();
      client.forgetSession();
      slow.resolve(status(code));
      expect(await first).toMatchObject({ ok: true, value: { kind: 'page' } });
      expect(questions.map(authorizationOf)).toEqual(['nobody', 'Bearer jwt-1']);
    },
  );

  it.each([200, 429])('does not ask anew after %i', async (code) => {
    const slow = later<Response>();
    rig(session, () => slow.promise);
    const first = ask();
    await vi.waitFor(() => expect(questions).toHaveLength(1));
    client.forgetSession();
    slow.resolve(code === 200 ? page() : status(code));
    await first;
    expect(questions).toHaveLength(1);
  });

  it('sends no session again once its account has gone', async () => {
    const { fetch, asked } = fakeFetch(({ url }) =>
      url.href === LOGIN ? session(1) : status(503),
    );
    const patient = createHubClient({
      fetch,
      now: () => now,
      credentials: async () => account,
      patience: {
        async wait() {
          if (account === undefined) return;
          account = undefined;
          patient.forgetSession();
        },
        random: () => 0,
      },
    });
    await patient.tagPage(DEBIAN, { page: 1 });
    const auth = asked.slice(1).map(authorizationOf);
    expect(auth).toEqual(['Bearer jwt-1', 'nobody', 'nobody', 'nobody']);
  });

  it('uses no session that was asked for before it was forgotten', async () => {
    const slow = later<Response>();
    rig((number) => (number === 1 ? slow.promise : session(number)));
    const first = ask();
    await vi.waitFor(() => expect(logins).toHaveLength(1));
    client.forgetSession();
    expect(await ask()).toMatchObject({ ok: true });
    expect(questions.map(authorizationOf)).toEqual(['Bearer jwt-2']);
    slow.resolve(session(1));
    await first;
    await ask();
    expect(questions.map(authorizationOf)).not.toContain('Bearer jwt-1');
    expect(logins).toHaveLength(2);
  });
});

it('a session shows its text to nobody but a request', () => {
  const one = new HubSession('secret', NOW, false);
  expect(one.authorization()).toBe('Bearer secret');
  const shown = [String(one), JSON.stringify({ one }), inspect(one, { showHidden: true })];
  expect(shown.join()).not.toContain('secret');
});
