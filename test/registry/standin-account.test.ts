/** The clients with an account, over real connections: what the stand-in's services see of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Credentials } from '../../src/http/credentials.ts';
import { createHubClient, type HubClient } from '../../src/hub/client.ts';
import { createRegistryClient, type RegistryClient } from '../../src/registry/client.ts';
import { DEMO_REPOSITORY } from '../standin/default-world.ts';
import { SITE_HOST, TOKEN_HOST } from '../standin/exchange.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { tunnelFetch } from '../standin/tunnel-fetch.ts';
import { repositoryName } from './names.ts';

const PRIVATE = repositoryName('someone/private');
const DEMO = repositoryName(DEMO_REPOSITORY);
const SECRET = 'dckr_pat_made-for-this-test';

describe('an account at the stand-in', () => {
  let standin: Standin;
  let account: Credentials | undefined;
  let forListing: Credentials | undefined;
  let registry: RegistryClient;
  let hub: HubClient;
  let told: unknown[];
  let limits: unknown[];

  beforeEach(async () => {
    standin = await startStandin();
    const { tags, manifests } = standin.world.repository(DEMO_REPOSITORY);
    const pointers = new Map([...tags].map(([tag, { digest }]) => [tag, digest]));
    standin.world.addRepository(
      { name: PRIVATE, date: '2024-05-14', tags: pointers, manifests },
      { private: true },
    );
    standin.accounts.add('someone', SECRET, { limit: 200, remaining: 7 });
    standin.secrets.watch('access token', SECRET);
    account = new Credentials('someone', SECRET);
    forListing = undefined;
    told = [];
    limits = [];
    const deps = {
      fetch: tunnelFetch(standin),
      now: () => Date.now(),
      onRefused: (why: unknown) => told.push(why),
    };
    registry = createRegistryClient({
      ...deps,
      onLimits: (found: unknown) => limits.push(found),
      credentials: async () => account,
    });
    hub = createHubClient({ ...deps, credentials: async () => forListing });
  });

  afterEach(() => standin.close());

  const hostsOf = (name: string) => [
    ...new Set(
      standin.requests.filter(({ carried }) => carried.includes(name)).map(({ host }) => host),
    ),
  ];

  it('reads a private repository, by pulls of its own, and its access token goes to one host', async () => {
    expect(await registry.head(PRIVATE, 'latest')).toMatchObject({ ok: true });
    expect(await registry.tags(PRIVATE)).toMatchObject({ ok: true });
    expect(await hub.tagPage(PRIVATE, { page: 1 })).toMatchObject({ error: { kind: 'not-found' } });
    expect(limits).toEqual([{ limit: 200, remaining: 7, windowSeconds: 3600 }]);
    expect(hostsOf('access token')).toEqual([TOKEN_HOST]);
    expect(standin.accounts.tries).toHaveLength(1);
  });

  it('lists what is private where that is switched on', async () => {
    forListing = account;
    expect(await hub.tagPage(PRIVATE, { page: 1 })).toMatchObject({ value: { kind: 'page' } });
    expect(await hub.tag(PRIVATE, 'latest')).toMatchObject({ ok: true });
    expect(hostsOf('access token')).toEqual([SITE_HOST]);
    expect(standin.requestsOf('hub-login')).toHaveLength(1);
  });

  it('lists what is private after its session ended over there', async () => {
    forListing = account;
    await hub.tagPage(PRIVATE, { page: 1 });
    standin.hubTokens.revokeAll();
    expect(await hub.tagPage(PRIVATE, { page: 1 })).toMatchObject({ value: { kind: 'page' } });
    expect(standin.requestsOf('hub-login')).toHaveLength(2);
  });

  it('that is wrong is tried once at each host, and what is public works on', async () => {
    account = new Credentials('someone', 'wrong');
    forListing = account;
    const questions = [PRIVATE, DEMO].flatMap((name) => [
      registry.head(name, 'latest'),
      hub.tagPage(name, { page: 1 }),
    ]);
    expect(await Promise.all(questions)).toMatchObject([
      { error: { kind: 'denied' } },
      { error: { kind: 'not-found' } },
      { ok: true },
      { ok: true },
    ]);
    expect(standin.accounts.tries.map(({ host, outcome }) => `${host} ${outcome}`).sort()).toEqual([
      `${TOKEN_HOST} refused`,
      `${SITE_HOST} refused`,
    ]);
    expect(told).toHaveLength(2);
  });

  it('whose access token is deleted meanwhile reads what is public', async () => {
    await registry.head(PRIVATE, 'latest');
    standin.accounts.revoke('someone');
    standin.tokens.revokeAll();
    expect(await registry.head(PRIVATE, 'latest')).toMatchObject({ error: { kind: 'denied' } });
    expect(await registry.head(DEMO, 'latest')).toMatchObject({ ok: true });
    expect(told).toEqual([account]);
    expect(standin.accounts.tries.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
  });

  it('is tested by one request', async () => {
    account = undefined;
    expect(await registry.signIn(new Credentials('someone', SECRET))).toMatchObject({ ok: true });
    expect(await registry.signIn(new Credentials('someone', 'wrong'))).toMatchObject({
      error: { kind: 'denied', host: TOKEN_HOST },
    });
    expect(standin.requests.map(({ kind, authorization }) => `${kind} ${authorization}`)).toEqual([
      'token basic',
      'token basic',
    ]);
  });

  it('is not sent along a redirect', async () => {
    const headers = { location: 'https://evil.example/token' };
    standin.faults.add({ kind: 'token' }, { kind: 'answer', status: 307, headers });
    expect(await registry.signIn(new Credentials('someone', SECRET))).toMatchObject({
      error: { kind: 'unavailable', host: TOKEN_HOST },
    });
    expect(standin.connections.map(({ host }) => host)).toEqual([TOKEN_HOST]);
  });
});
