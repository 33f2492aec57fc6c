/**
 * Whatever the servers answer, and they may repeat all that was sent to them: nothing of an account or a token stands in
 * what the clients say went wrong. What they say when all went well is the servers' own: a tag may be called anything.
 */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { Credentials } from '../../src/http/credentials.ts';
import { createHubClient } from '../../src/hub/client.ts';
import { createRegistryClient } from '../../src/registry/client.ts';
import { digest, repositoryName } from '../registry/names.ts';
import { fakeFetch } from './fake-fetch.ts';

const NGINX = repositoryName('library/nginx');
const DIGEST = digest(`sha256:${'ab'.repeat(32)}`);

/** As Docker Hub makes them, and some that look like what failures are made of. */
const secrets = fc.oneof(
  fc.stringMatching(/^dckr_pat_[A-Za-z0-9_-]{27}$/),
  fc.stringMatching(/^[A-Z][A-Z0-9_]{15,40}$/),
  fc.stringMatching(/^[a-z]{8,16}\/[a-z]{8,16}$/),
  fc.stringMatching(/^[!-~]{12,40}$/),
);

const HEADERS = [
  'www-authenticate',
  'location',
  'content-type',
  'docker-content-digest',
  'link',
  'retry-after',
  'ratelimit-limit',
  'x-ratelimit-reset',
];

/** What a server makes of a text that it has seen. */
const echoes: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify({ errors: [{ code: text, message: text, detail: text }] }),
  (text) => JSON.stringify({ message: text, details: text, errinfo: { text } }),
  (text) => JSON.stringify({ token: text, access_token: text, expires_in: text }),
  (text) => JSON.stringify({ name: text, tags: [text], results: [{ name: text, digest: text }] }),
  (text) => `<html>${text}`,
];
const challenges: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `Bearer realm="https://auth.docker.io/${encodeURIComponent(text)}"`,
  (text) => `Bearer realm="https://auth.docker.io/token",service="${text.replaceAll('"', '')}"`,
  (text) => `Bearer realm="https://${encodeURIComponent(text)}.example/token"`,
];

const servers = fc.array(
  fc.record({
    status: fc.constantFrom(200, 200, 200, 307, 400, 401, 401, 403, 404, 408, 429, 500, 503),
    echo: fc.constantFrom(...echoes),
    challenge: fc.constantFrom(...challenges),
    headers: fc.subarray(HEADERS),
    throws: fc.constantFrom(false, false, false, true),
    /** A token of this server's own, in place of an echo. */
    own: fc.option(secrets, { nil: undefined }),
  }),
  { minLength: 1, maxLength: 8 },
);

it('no secret stands in any failure, exception or log', async () => {
  const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level),
  );
  await fc.assert(
    fc.asyncProperty(
      servers,
      secrets,
      fc.stringMatching(/^[a-z]{4,12}$/),
      async (all, secret, name) => {
        const account = new Credentials(name, secret);
        const known = new Set([secret, account.basic(), account.basic().slice('Basic '.length)]);
        const { fetch } = fakeFetch(({ headers, init }, index) => {
          const one = all[index % all.length];
          if (one === undefined) throw new Error('no server');
          const seen = [headers.get('authorization') ?? '', String(init.body ?? '')].join('');
          if (one.own !== undefined) known.add(one.own);
          if (one.throws) throw new TypeError(`failed to fetch: ${seen} ${secret}`);
          const text = one.own ?? (index % 2 === 0 ? seen : secret);
          const said = new Headers();
          for (const header of one.headers) {
            const value = header === 'www-authenticate' ? one.challenge(text) : text;
            if (!/[\r\n]/.test(value)) said.set(header, value);
          }
          const body =
            one.own === undefined
              ? one.echo(text)
              : JSON.stringify({ token: one.own, access_token: one.own });
          return new Response(body, { status: one.status, headers: said });
        });
        const told: unknown[] = [];
        const deps = {
          fetch,
          now: () => Date.UTC(2026, 9, 1),
          patience: { wait: () => Promise.resolve(), random: () => 0 },
          credentials: async () => account,
          onRefused: (why: unknown) => told.push(why),
        };
        const registry = createRegistryClient({ ...deps, onLimits: (limits) => told.push(limits) });
        const hub = createHubClient(deps);
        const answers = [
          await registry.signIn(new Credentials(name, secret)),
          await registry.head(NGINX, 'latest'),
          await registry.head(NGINX, DIGEST),
          await registry.manifest(NGINX, DIGEST),
          await registry.tags(NGINX),
          await hub.tagPage(NGINX, { page: 1 }),
          await hub.tagPage(NGINX, { page: 11 }),
          await hub.tag(NGINX, 'latest'),
        ];
        const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
        const said = JSON.stringify([failures, told]);
        for (const text of known) expect(said).not.toContain(JSON.stringify(text).slice(1, -1));
      },
    ),
    { numRuns: 500 },
  );
  for (const log of logs) expect(log).not.toHaveBeenCalled();
}, 60_000);
