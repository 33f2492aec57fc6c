/** A pull by the real client of the registry: what the ledger counts is what a fake `fetch` was given. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createGates, type Gates } from '../../src/background/gate.ts';
import { gatedRegistry } from '../../src/background/gated.ts';
import { createLedger, type Ledger } from '../../src/background/ledger.ts';
import { createPull, type Pull } from '../../src/background/pull.ts';
import type { Digest } from '../../src/core/digest.ts';
import { createCircuits } from '../../src/http/circuit.ts';
import type { RegistryDeps } from '../../src/registry/client.ts';
import { broken, never, stream } from '../http/fake-fetch.ts';
import { nginx } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeStorage } from '../platform/fake-storage.ts';
import { type FakeHub, fakeHub, head, refused, tokenAnswer } from '../registry/fake-hub.ts';
import { digestOf } from './digests.ts';

const BYTES = new TextEncoder().encode('{}');
const DIGEST: Digest = digestOf(BYTES);

const manifest = () =>
  new Response(BYTES, {
    headers: { 'content-type': 'application/vnd.oci.image.manifest.v1+json' },
  });

const saysLeft = (remaining: number) =>
  head(DIGEST, {
    'ratelimit-limit': '100;w=21600',
    'ratelimit-remaining': `${remaining};w=21600`,
  });

const tooMany = (headers: Record<string, string> = {}) =>
  Response.json({ errors: [{ code: 'TOOMANYREQUESTS' }] }, { status: 429, headers });

describe('a pull', () => {
  let clock: FakeClock;
  let allowance: number;
  let ledger: Ledger;
  /** What the meter said at each GET. */
  let spentAtGet: number[];
  /** What each HEAD says to remain, and how many were asked. */
  let remaining: number | undefined;
  let heads: number;
  let told: Gates['onLimits'] | undefined;

  beforeEach(async () => {
    clock = new FakeClock();
    allowance = 10;
    spentAtGet = [];
    remaining = undefined;
    heads = 0;
    const parts = { storage: new FakeStorage(), clock, log: { warn: () => {} } };
    ledger = createLedger({ ...parts, allowance: () => allowance });
    await ledger.loaded;
    ledger.onLimits({ limit: 100, remaining: 100, windowSeconds: 3_600 });
  });

  /** @param answer to each GET; HEADs are answered with 503, unless `remaining` says what they say */
  function start(answer: FakeHub['registry'], more: Partial<RegistryDeps> = {}, token = {}) {
    const hub = fakeHub(
      {
        registry(asked, index) {
          if (asked.method !== 'GET') {
            heads += 1;
            return remaining === undefined
              ? new Response('', { status: 503 })
              : saysLeft(remaining);
          }
          spentAtGet.push(ledger.meter().spent);
          return answer(asked, index);
        },
        ...token,
      },
      {
        now: () => clock.now(),
        onLimits(limits, askedAt) {
          ledger.onLimits(limits);
          told?.(limits, askedAt);
        },
        ...more,
      },
    );
    const gates = createGates({ storage: new FakeStorage(), clock, log: { warn: () => {} } });
    told = gates.onLimits;
    const { client } = hub;
    const free = gatedRegistry(client, gates);
    const pull: Pull = createPull({
      ledger,
      head: free.head,
      gate: gates.pulls,
      registry: client,
    });
    return { pull, client };
  }

  it('is written down before it is sent, and stays so', async () => {
    const { pull } = start(manifest);
    expect(await pull(nginx, DIGEST, 'allowance')).toMatchObject({ ok: true });
    expect(spentAtGet).toEqual([1]);
    expect(ledger.meter().spent).toBe(1);
    expect(ledger.allowed()).toBe(9);
  });

  describe('counts nothing, because nothing is sent,', () => {
    it.each<[string, Partial<RegistryDeps>, object, object]>([
      [
        'to a host that was taken away',
        { barred: (host) => host === 'registry-1.docker.io' },
        {},
        { kind: 'permission' },
      ],
      [
        'without a token',
        {},
        { token: () => new Response('', { status: 503 }) },
        { kind: 'unavailable', host: 'auth.docker.io' },
      ],
    ])('%s', async (_name, deps, token, error) => {
      const { pull } = start(manifest, deps, token);
      expect(await pull(nginx, DIGEST, 'allowance')).toMatchObject({ ok: false, error });
      expect(spentAtGet).toEqual([]);
      expect(ledger.meter().spent).toBe(0);
      expect(ledger.allowed()).toBe(10);
    });

    it('to a host that is left alone for a while', async () => {
      const { pull, client } = start(manifest, { circuits: createCircuits({ now: () => 0 }) });
      for (let n = 0; n < 5; n += 1) await client.head(nginx, 'latest');
      const found = await pull(nginx, DIGEST, 'click');
      expect(found).toMatchObject({ error: { kind: 'unavailable', detail: 'circuit open' } });
      expect(spentAtGet).toEqual([]);
      expect(ledger.meter().spent).toBe(0);
    });

    it('where the allowance is used up', async () => {
      allowance = 0;
      const { pull } = start(manifest);
      const found = await pull(nginx, DIGEST, 'allowance');
      expect(found).toMatchObject({ error: { kind: 'budget-spent' } });
      expect(spentAtGet).toEqual([]);
      expect(ledger.meter().spent).toBe(0);
    });
  });

  describe('counts, because it was sent,', () => {
    const online = [true];
    const say = (isOnline: boolean) => {
      online[0] = isOnline;
    };
    const deps: Partial<RegistryDeps> = { timeoutMs: 20, online: () => online[0] === true };

    beforeEach(() => say(true));

    it.each<[string, FakeHub['registry'], Partial<RegistryDeps>, object]>([
      ['where no answer comes', never, {}, { kind: 'unavailable', detail: 'timeout' }],
      ['where the line breaks', broken, {}, { kind: 'unavailable', detail: 'network' }],
      [
        'where the line breaks in the answer',
        () => new Response(stream([new Uint8Array(1)], 'break')),
        {},
        { kind: 'unavailable', detail: 'network in body' },
      ],
      [
        'where the network goes away meanwhile',
        () => {
          say(false);
          return broken();
        },
        {},
        { kind: 'offline' },
      ],
      [
        'where the network goes away within the answer',
        () => {
          say(false);
          return new Response(stream([new Uint8Array(1)], 'break'));
        },
        {},
        { kind: 'offline' },
      ],
      // Behind some tunnels a browser says so all the time, and everything works.
      ['where the browser takes itself for offline', never, { online: () => false }, {}],
      [
        'where its host is taken away meanwhile',
        broken,
        { permitted: () => Promise.resolve(false) },
        { kind: 'permission' },
      ],
      ['where it is refused', () => new Response('', { status: 429 }), {}, {}],
    ])('%s', async (_name, answer, more, error) => {
      const { pull } = start(answer, { ...deps, ...more });
      expect(await pull(nginx, DIGEST, 'allowance')).toMatchObject({ ok: false, error });
      expect(spentAtGet).toEqual([1]);
      expect(ledger.meter().spent).toBe(1);
      expect(ledger.allowed()).toBe(9);
    });
  });

  describe('that is answered 401', () => {
    const onceRefused: FakeHub['registry'] = () =>
      spentAtGet.length === 1 ? refused() : manifest();

    it('counts twice where it is sent twice', async () => {
      const { pull } = start(onceRefused);
      expect(await pull(nginx, DIGEST, 'allowance')).toMatchObject({ ok: true });
      expect(spentAtGet).toEqual([1, 2]);
      expect(ledger.meter().spent).toBe(2);
    });

    it('counts once where no other token is to be had', async () => {
      const token = (number: number) =>
        number === 1 ? tokenAnswer(number) : new Response('', { status: 500 });
      const { pull } = start(onceRefused, {}, { token });
      const found = await pull(nginx, DIGEST, 'click');
      expect(found).toMatchObject({ error: { kind: 'unavailable', host: 'auth.docker.io' } });
      expect(spentAtGet).toEqual([1]);
      expect(ledger.meter().spent).toBe(1);
    });

    it('is not sent again by itself where the first was the last of the allowance', async () => {
      allowance = 1;
      const { pull } = start(onceRefused);
      const found = await pull(nginx, DIGEST, 'allowance');
      expect(found).toMatchObject({ error: { kind: 'budget-spent' } });
      expect(spentAtGet).toEqual([1]);
      expect(ledger.meter().spent).toBe(1);
    });
  });

  describe('of which none remained when that was said last', () => {
    const WINDOW_MS = 21_600_000;

    beforeEach(() => {
      ledger.onLimits({ limit: 100, remaining: 0, windowSeconds: 21_600 });
      clock.advance(1_000);
    });

    it('is not sent where a HEAD says the same, counts nothing, and ends with the window', async () => {
      const { pull } = start(manifest);
      for (remaining of [0, 0]) {
        expect(await pull(nginx, DIGEST, 'click')).toEqual({
          ok: false,
          error: {
            kind: 'rate-limited',
            host: 'registry-1.docker.io',
            until: ledger.meter().resetsBy,
          },
        });
      }
      expect(ledger.meter().resetsBy).toBeGreaterThanOrEqual(clock.now() + WINDOW_MS - 1_000);
      expect([heads, spentAtGet, ledger.meter().spent]).toEqual([2, [], 0]);
    });

    it('is sent where a HEAD says that some do', async () => {
      const { pull } = start(manifest);
      remaining = 1;
      expect(await pull(nginx, DIGEST, 'click')).toMatchObject({ ok: true });
      expect([heads, spentAtGet]).toEqual([1, [1]]);
    });

    it('is not sent where the HEAD fails', async () => {
      const { pull } = start(manifest);
      const found = await pull(nginx, DIGEST, 'click');
      expect(found).toMatchObject({ error: { kind: 'unavailable', status: 503 } });
      expect([heads, spentAtGet]).toEqual([1, []]);
    });

    it('asks no HEAD by itself: the allowance has ended before', async () => {
      const { pull } = start(manifest);
      const found = await pull(nginx, DIGEST, 'allowance');
      expect(found).toMatchObject({ error: { kind: 'budget-spent' } });
      expect([heads, spentAtGet]).toEqual([0, []]);
    });

    it('is sent again as soon as some do, though a 429 came that named no end', async () => {
      const { pull } = start(() => (spentAtGet.length === 1 ? tooMany() : manifest()));
      remaining = 1;
      const until = clock.now() + WINDOW_MS;
      const refusal = await pull(nginx, DIGEST, 'click');
      expect(refusal).toMatchObject({ error: { kind: 'rate-limited', until } });
      clock.advance(1_000);
      ledger.onLimits({ limit: 100, remaining: 0, windowSeconds: 21_600 });
      remaining = 0;
      expect(await pull(nginx, DIGEST, 'click')).toMatchObject({ ok: false });
      expect(spentAtGet).toHaveLength(1);
      remaining = 100;
      expect(await pull(nginx, DIGEST, 'click')).toMatchObject({ ok: true });
    });

    it('asks nothing until the time that a 429 has named', async () => {
      const { pull } = start(() => tooMany({ 'retry-after': '600' }));
      remaining = 1;
      await pull(nginx, DIGEST, 'click');
      clock.advance(1_000);
      ledger.onLimits({ limit: 100, remaining: 0, windowSeconds: 21_600 });
      remaining = 100;
      const until = clock.now() + 599_000;
      expect(await pull(nginx, DIGEST, 'click')).toMatchObject({ error: { until } });
      expect([heads, spentAtGet]).toEqual([1, [1]]);
    });
  });

  it('counts nothing while a 429 keeps the gate closed, clicks included', async () => {
    const { pull } = start(
      () => new Response('', { status: 429, headers: { 'retry-after': '600' } }),
      { now: () => clock.now() },
    );
    await pull(nginx, DIGEST, 'click');
    for (const payer of ['allowance', 'click'] as const) {
      const found = await pull(nginx, DIGEST, payer);
      expect(found).toMatchObject({ error: { kind: 'rate-limited' } });
    }
    expect(spentAtGet).toEqual([1]);
    expect(ledger.meter().spent).toBe(1);
  });
});
