/** The token service and the registry as one fake `fetch`: tests decide what the registry says, tokens just work. */
import { createRegistryClient, type RegistryDeps } from '../../src/registry/client.ts';
import type { PullLimits } from '../../src/registry/limits.ts';
import { type Asked, fakeFetch } from '../http/fake-fetch.ts';

export const TOKEN_HOST = 'auth.docker.io';
export const REGISTRY_HOST = 'registry-1.docker.io';

/** Looks like a token and is found again wherever it leaks to. */
export const tokenText = (number: number) => `eyJ0eXAi.secret-${number}`;

export interface FakeHub {
  /** What the registry says; the token service is answered by `token`. */
  registry(asked: Asked, index: number): Response | Promise<Response>;
  /** `number` counts token requests from 1. */
  token?(number: number, asked: Asked): Response | Promise<Response>;
}

export function fakeHub(hub: FakeHub, deps: Partial<RegistryDeps> = {}) {
  const limits: PullLimits[] = [];
  const clock = { now: Date.UTC(2026, 9, 1) };
  const tokens: Asked[] = [];
  const questions: Asked[] = [];
  const { fetch } = fakeFetch((asked) => {
    if (asked.url.host === TOKEN_HOST) {
      tokens.push(asked);
      return hub.token?.(tokens.length, asked) ?? tokenAnswer(tokens.length);
    }
    questions.push(asked);
    return hub.registry(asked, questions.length - 1);
  });
  const client = createRegistryClient({
    fetch,
    now: () => clock.now,
    onLimits: (found) => limits.push(found),
    timeoutMs: 2000,
    ...deps,
  });
  return { client, clock, limits, tokens, questions };
}

/** As captured on 2024-10-03: `expires_in` 300 seconds. */
export function tokenAnswer(number: number, more: object = { expires_in: 300 }): Response {
  const token = tokenText(number);
  return Response.json({ token, access_token: token, ...more });
}

const CHALLENGE =
  'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull"';

export function refused(challenge: string | undefined = CHALLENGE): Response {
  return Response.json(
    { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] },
    { status: 401, headers: { 'www-authenticate': challenge } },
  );
}

/** An answer to a HEAD as Docker Hub gives it. */
export function head(digest: string, more: Record<string, string> = {}): Response {
  return new Response(null, {
    headers: {
      'content-type': 'application/vnd.oci.image.index.v1+json',
      'content-length': '10229',
      'docker-content-digest': digest,
      'ratelimit-limit': '100;w=3600',
      'ratelimit-remaining': '97;w=3600',
      ...more,
    },
  });
}
