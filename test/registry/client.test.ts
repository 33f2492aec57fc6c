import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPT, SCHEMA_1, SIGNED_SCHEMA_1 } from '../../src/core/media-type.ts';
import { broken, later, never, stream } from '../http/fake-fetch.ts';
import { CAPTURES } from './captures.ts';
import { fakeHub, head, REGISTRY_HOST } from './fake-hub.ts';
import { digest, repositoryName } from './names.ts';

const NGINX = repositoryName('library/nginx');
const NOW = Date.UTC(2026, 9, 1);
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** Written here: any bytes are a manifest to a client that only hashes them. */
const BYTES = new TextEncoder().encode('{\n   "schemaVersion": 2\n}');
const hashOf = (algorithm: 'sha256' | 'sha512', bytes: Uint8Array) =>
  digest(`${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`);
const DIGEST = hashOf('sha256', BYTES);
const OTHER = digest(`sha256:${'0'.repeat(64)}`);

const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json(
    { errors: [{ code, message: 'text for people', detail: {} }] },
    { status, headers },
  );

describe('HEAD', () => {
  it('names what the tag points to', async () => {
    const { client, questions, limits } = fakeHub({ registry: () => head(DIGEST) });
    expect(await client.head(NGINX, '1.27', { priority: 'high' })).toEqual({
      ok: true,
      value: { digest: DIGEST, mediaType: INDEX, size: 10_229 },
    });
    expect(questions[0]).toMatchObject({
      method: 'HEAD',
      init: { priority: 'high', redirect: 'error' },
    });
    expect(questions[0]?.url.href).toBe(
      'https://registry-1.docker.io/v2/library/nginx/manifests/1.27',
    );
    expect(questions[0]?.headers.get('accept')).toBe(ACCEPT);
    expect(limits).toEqual([{ limit: 100, remaining: 97, windowSeconds: 3600 }]);
  });

  it.each(CAPTURES.filter(({ method }) => method === 'HEAD'))(
    'as captured: $name ($date)',
    async ({ headers }) => {
      const { client } = fakeHub({ registry: () => new Response(null, { headers }) });
      const found = await client.head(NGINX, 'latest');
      const named = new Headers(headers).get('docker-content-digest');
      if (named?.startsWith('sha256:')) {
        expect(found).toMatchObject({
          ok: true,
          value: {
            digest: named,
            mediaType: new Headers(headers).get('content-type'),
            size: Number(new Headers(headers).get('content-length')),
          },
        });
      } else {
        expect(found).toMatchObject({ ok: false, error: { kind: 'malformed', status: 200 } });
      }
    },
  );

  it.each<[string, Record<string, string>, object]>([
    [
      'parameters and capitals in the type',
      { 'content-type': 'Application/JSON; charset=utf-8' },
      { mediaType: 'application/json' },
    ],
    ['no usable length', { 'content-length': 'many' }, { digest: DIGEST, mediaType: INDEX }],
    [
      'sha512',
      { 'docker-content-digest': hashOf('sha512', BYTES) },
      { digest: hashOf('sha512', BYTES) },
    ],
  ])('tolerates %s', async (_name, headers, value) => {
    const { client } = fakeHub({ registry: () => head(DIGEST, headers) });
    expect(await client.head(NGINX, 'latest')).toMatchObject({ ok: true, value });
  });

  const without = (name: string) => {
    const { headers } = head(DIGEST);
    headers.delete(name);
    return new Response(null, { headers });
  };
  it.each([
    ['no digest', () => without('docker-content-digest')],
    ['a digest in capitals', () => head(DIGEST.toUpperCase())],
    ['a digest cut short', () => head(DIGEST.slice(0, -1))],
    ['an unknown algorithm', () => head(`md5:${'0'.repeat(32)}`)],
    ['no media type', () => without('content-type')],
    ['a media type that is none', () => head(DIGEST, { 'content-type': 'index' })],
    [
      'a page in its place',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    ],
    ['a redirect that was not followed', () => new Response(null, { status: 307 })],
  ])('with %s is malformed', async (_name, answer) => {
    const { client } = fakeHub({ registry: answer });
    expect(await client.head(NGINX, 'latest')).toMatchObject({
      ok: false,
      error: { kind: 'malformed' },
    });
  });

  it.each([
    ['none', '*/*'],
    ['schema-2', 'application/vnd.docker.distribution.manifest.v2+json'],
    ['list', 'application/vnd.docker.distribution.manifest.list.v2+json'],
    ['all', ACCEPT],
  ] as const)('asks for the forms of the case %s', async (accept, header) => {
    const { client, questions } = fakeHub({ registry: () => head(DIGEST) });
    expect(await client.head(NGINX, 'latest', { accept })).toMatchObject({ ok: true });
    expect(questions.map(({ headers }) => headers.get('accept'))).toEqual([header]);
  });

  it('by digest gives that digest or nothing', async () => {
    const { client, questions } = fakeHub({ registry: () => head(DIGEST) });
    expect(await client.head(NGINX, DIGEST)).toMatchObject({ ok: true, value: { digest: DIGEST } });
    expect(questions[0]?.url.pathname).toBe(`/v2/library/nginx/manifests/${DIGEST}`);
    expect(await client.head(NGINX, OTHER)).toMatchObject({
      ok: false,
      error: { kind: 'malformed' },
    });
  });

  it('by sha512 is no contradiction when the registry names sha256', async () => {
    const { client } = fakeHub({ registry: () => head(DIGEST) });
    const asked = hashOf('sha512', BYTES);
    expect(await client.head(NGINX, asked)).toMatchObject({ ok: true, value: { digest: asked } });
  });

  it.each(['', '../../x', 'a/b', '.hidden', 'sha256:abc', 'a b', 'x'.repeat(129)])(
    'of %j, which can be no tag, asks nobody',
    async (reference) => {
      const { client, questions, tokens } = fakeHub({ registry: () => head(DIGEST) });
      expect(await client.head(NGINX, reference)).toMatchObject({
        ok: false,
        error: { kind: 'not-found' },
      });
      expect([...questions, ...tokens]).toEqual([]);
    },
  );
});

describe('GET by digest', () => {
  const answer = (bytes: BodyInit, headers: Record<string, string> = {}) =>
    new Response(bytes, {
      headers: { 'content-type': INDEX, 'docker-content-digest': DIGEST, ...headers },
    });

  it('gives the raw bytes that hash to it', async () => {
    const { client, questions } = fakeHub({ registry: () => answer(BYTES) });
    expect(await client.manifest(NGINX, DIGEST)).toEqual({
      ok: true,
      value: { digest: DIGEST, mediaType: INDEX, bytes: BYTES, header: DIGEST },
    });
    expect(questions[0]?.method).toBe('GET');
    expect(questions[0]?.headers.get('accept')).toBe(ACCEPT);
  });

  it('checks sha512 digests too (peer mistake 11)', async () => {
    const { client } = fakeHub({ registry: () => answer(BYTES) });
    const asked = hashOf('sha512', BYTES);
    expect(await client.manifest(NGINX, asked)).toMatchObject({
      ok: true,
      value: { digest: asked },
    });
    const wrong = digest(`sha512:${'0'.repeat(128)}`);
    expect(await client.manifest(NGINX, wrong)).toMatchObject({
      ok: false,
      error: { kind: 'digest-mismatch' },
    });
  });

  it('believes the bytes, not the digest in the header', async () => {
    const lying = fakeHub({ registry: () => answer(BYTES, { 'docker-content-digest': OTHER }) });
    expect(await lying.client.manifest(NGINX, DIGEST)).toMatchObject({
      ok: true,
      value: { digest: DIGEST, header: OTHER },
    });
    const silent = fakeHub({ registry: () => answer(BYTES, { 'docker-content-digest': '' }) });
    expect(await silent.client.manifest(NGINX, DIGEST)).toEqual({
      ok: true,
      value: { digest: DIGEST, mediaType: INDEX, bytes: BYTES },
    });
    const honest = fakeHub({ registry: () => answer('{}', { 'docker-content-digest': OTHER }) });
    expect(await honest.client.manifest(NGINX, OTHER)).toMatchObject({
      ok: false,
      error: {
        kind: 'digest-mismatch',
        host: REGISTRY_HOST,
        status: 200,
        found: {
          computed: hashOf('sha256', new TextEncoder().encode('{}')),
          header: OTHER,
          bytes: 2,
        },
      },
    });
  });

  it('finds every changed byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.nat(),
        async (array, at) => {
          const bytes = Uint8Array.from(array);
          const changed = Uint8Array.from(bytes);
          changed[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
          const { client } = fakeHub({ registry: () => answer(changed) });
          const found = await client.manifest(NGINX, hashOf('sha256', bytes));
          expect(found).toMatchObject({ ok: false, error: { kind: 'digest-mismatch' } });
        },
      ),
      { numRuns: 30 },
    );
  });

  it('never calls a signed schema 1 manifest a mismatch (peer mistake 10)', async () => {
    // Its digest is that of its payload, so these bytes cannot hash to it.
    const registry = () => answer('{"schemaVersion": 1}', { 'content-type': SIGNED_SCHEMA_1 });
    expect(await fakeHub({ registry }).client.manifest(NGINX, OTHER)).toMatchObject({
      ok: false,
      error: { kind: 'unsupported', detail: 'signed schema 1' },
    });
  });

  it('checks an unsigned schema 1 manifest like any other', async () => {
    const registry = () => answer(BYTES, { 'content-type': SCHEMA_1 });
    const { client } = fakeHub({ registry });
    expect(await client.manifest(NGINX, DIGEST)).toMatchObject({
      ok: true,
      value: { mediaType: SCHEMA_1 },
    });
    expect(await client.manifest(NGINX, OTHER)).toMatchObject({
      ok: false,
      error: { kind: 'digest-mismatch' },
    });
  });

  const MEGABYTE = new Uint8Array(1024 * 1024);
  const FOUR = [MEGABYTE, MEGABYTE, MEGABYTE, MEGABYTE];
  it('takes 4 MiB', async () => {
    const { client } = fakeHub({ registry: () => answer(stream(FOUR, 'close')) });
    const asked = hashOf('sha256', new Uint8Array(4 * 1024 * 1024));
    expect((await client.manifest(NGINX, asked)).ok).toBe(true);
  });

  it.each<[string, () => Response, object]>([
    [
      'more than 4 MiB',
      () => answer(stream([...FOUR, new Uint8Array(1)], 'hang')),
      { kind: 'malformed', detail: 'body too large' },
    ],
    [
      'more than 4 MiB by its own word',
      () => answer(stream([], 'hang'), { 'content-length': '4194305' }),
      { kind: 'malformed' },
    ],
    [
      'a body cut off',
      () => answer(stream([BYTES.subarray(0, 9)], 'break')),
      { kind: 'unavailable' },
    ],
    [
      'a body cut off without a sign',
      () => answer(BYTES.subarray(0, 9)),
      { kind: 'digest-mismatch' },
    ],
    ['no body', () => answer(''), { kind: 'digest-mismatch' }],
    ['no media type', () => new Response(BYTES), { kind: 'malformed' }],
  ])('fails with %s', async (_name, registry, error) => {
    const { client } = fakeHub({ registry });
    expect(await client.manifest(NGINX, DIGEST)).toMatchObject({ ok: false, error });
  });
});

describe('refusals', () => {
  const PLAIN_429 = { 'content-type': 'text/plain', 'retry-after': '60' };
  const LIMITS = { 'ratelimit-limit': '100;w=3600', 'ratelimit-remaining': '0;w=3600' };
  it.each<[string, () => Response | Promise<Response>, object]>([
    [
      'unknown tag',
      () => refusal(404, 'MANIFEST_UNKNOWN'),
      { kind: 'not-found', status: 404, detail: 'MANIFEST_UNKNOWN' },
    ],
    ['unknown repository', () => refusal(404, 'NAME_UNKNOWN'), { kind: 'not-found' }],
    [
      '404 without JSON (docker/hub-feedback#2250)',
      () => new Response('<html>', { status: 404 }),
      { kind: 'not-found', status: 404 },
    ],
    [
      'a tag that it calls ill-formed',
      () => refusal(400, 'TAG_INVALID'),
      { kind: 'not-found', status: 400 },
    ],
    [
      '400 for no reason',
      () => new Response('', { status: 400 }),
      { kind: 'malformed', status: 400 },
    ],
    ['forbidden', () => refusal(403, 'DENIED'), { kind: 'denied', status: 403 }],
    ['too slow', () => new Response('', { status: 408 }), { kind: 'unavailable', status: 408 }],
    ['broken', () => refusal(500, 'UNKNOWN'), { kind: 'unavailable', status: 500 }],
    [
      'away',
      () => refusal(503, 'UNAVAILABLE', { 'retry-after': '7' }),
      { kind: 'unavailable', until: NOW + 7000 },
    ],
    [
      'abuse limit (docker/hub-feedback#1907): no JSON',
      () => new Response('Too Many Requests (HAP429).\n', { status: 429, headers: PLAIN_429 }),
      { kind: 'rate-limited', until: NOW + 60_000 },
    ],
    [
      'pull limit: its window',
      () => refusal(429, 'TOOMANYREQUESTS', LIMITS),
      { kind: 'rate-limited', until: NOW + 3_600_000 },
    ],
    [
      'pull limit with Retry-After',
      () => refusal(429, 'TOOMANYREQUESTS', { ...LIMITS, 'retry-after': '9' }),
      { kind: 'rate-limited', until: NOW + 9000 },
    ],
    [
      'a code that is free text',
      () => refusal(404, 'see https://example.com'),
      { kind: 'not-found' },
    ],
    ['no network', broken, { kind: 'unavailable', detail: 'network' }],
  ])('%s', async (_name, registry, error) => {
    const { client } = fakeHub({ registry });
    const found = await client.manifest(NGINX, DIGEST);
    expect(found).toMatchObject({ ok: false, error: { ...error, host: REGISTRY_HOST } });
    expect(JSON.stringify(found)).not.toMatch(/secret|people|example/);
  });

  it('by the pull limit end with the window that was read before, where they name none', async () => {
    const { client, limits } = fakeHub({
      registry: ({ method }) =>
        method === 'HEAD'
          ? head(DIGEST, { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '0;w=21600' })
          : refusal(429, 'TOOMANYREQUESTS'),
    });
    await client.head(NGINX, 'latest');
    expect(await client.manifest(NGINX, DIGEST)).toMatchObject({
      ok: false,
      error: { kind: 'rate-limited', until: NOW + 21_600_000 },
    });
    expect(limits).toEqual([{ limit: 100, remaining: 0, windowSeconds: 21_600 }]);
  });

  it('by the abuse limit have no end where none is named: pulls have nothing to do with it', async () => {
    const { client } = fakeHub({
      registry: (_asked, index) => (index === 0 ? head(DIGEST) : new Response('', { status: 429 })),
    });
    await client.head(NGINX, 'a');
    const found = await client.head(NGINX, 'b');
    expect(found).toMatchObject({ ok: false, error: { kind: 'rate-limited', status: 429 } });
    expect(found.ok || found.error.until).toBeUndefined();
  });

  it('are not tried again by a client without patience', async () => {
    const { client, questions } = fakeHub({ registry: () => new Response('', { status: 503 }) });
    await client.head(NGINX, 'latest');
    expect(questions).toHaveLength(1);
  });

  it.each(['head', 'manifest', 'tags'] as const)('by the asker end %s at once', async (method) => {
    const started = later<void>();
    const { client } = fakeHub({
      registry: () => {
        started.resolve();
        return never();
      },
    });
    const controller = new AbortController();
    const { signal } = controller;
    const asked = {
      head: () => client.head(NGINX, 'latest', { signal }),
      manifest: () => client.manifest(NGINX, DIGEST, { signal }),
      tags: () => client.tags(NGINX, { signal }),
    }[method]();
    await started.promise;
    controller.abort();
    expect(await asked).toMatchObject({
      ok: false,
      error: { kind: 'unavailable', detail: 'aborted' },
    });
  });
});

describe('whoever keeps account of a GET', () => {
  it('decides whether it is sent, and hears when it is', async () => {
    const { client, questions } = fakeHub({ registry: () => new Response('', { status: 404 }) });
    const heard: string[] = [];
    const ask = (says: boolean) =>
      client.manifest(NGINX, DIGEST, {
        spending: {
          mayAsk: async () => {
            heard.push(`asked at ${questions.length}`);
            return says;
          },
          onSent: () => heard.push(`sent at ${questions.length}`),
        },
      });
    expect(await ask(false)).toEqual({ ok: false, error: { kind: 'budget-spent' } });
    await ask(true);
    expect(heard).toEqual(['asked at 0', 'asked at 0', 'sent at 0']);
    expect(questions).toHaveLength(1);
  });

  it('takes so long that another account pays: no token of the one before is sent', async () => {
    const { client, questions } = fakeHub({ registry: () => new Response('') });
    const mayAsk = async () => {
      client.forgetTokens();
      return true;
    };
    const heard: string[] = [];
    const spending = { mayAsk, onSent: () => heard.push('sent') };
    const found = await client.manifest(NGINX, DIGEST, { spending });
    expect(found).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(heard).toEqual([]);
    expect(questions).toEqual([]);
  });
});
