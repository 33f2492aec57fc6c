/**
 * The real clients, over real connections: to the stand-in's Docker Hub, or to a server that does a single wrong
 * thing.
 */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createHubClient, type HubClient } from '../../src/hub/client.ts';
import { createRegistryClient, type RegistryClient } from '../../src/registry/client.ts';
import { digest, repositoryName } from '../registry/names.ts';
import { makeCertificate } from '../standin/certificate.ts';
import { DEMO_REPOSITORY } from '../standin/default-world.ts';
import { TOKEN_HOST } from '../standin/exchange.ts';
import type { Standin } from '../standin/standin.ts';
import { listen } from '../standin/tunnel.ts';
import { tunnelFetch } from '../standin/tunnel-fetch.ts';

export const DEMO = repositoryName(DEMO_REPOSITORY);

export interface Clients {
  readonly registry: RegistryClient;
  readonly hub: HubClient;
}

/** What a fault is made with. */
export interface Bench extends Clients {
  readonly standin: Standin;
  /** A tag of the demo repository, its digest, and the digest of another manifest of it. */
  readonly tag: string;
  readonly digest: ReturnType<typeof digest>;
  readonly other: ReturnType<typeof digest>;
}

/** Long enough for any answer of this machine; faults that are about time use less. */
const PATIENT_MS = 20_000;

function clients(through: typeof fetch, timeoutMs = PATIENT_MS): Clients {
  const deps = { fetch: through, now: () => Date.now(), timeoutMs };
  return {
    registry: createRegistryClient({ ...deps, onLimits: () => undefined }),
    hub: createHubClient(deps),
  };
}

export function benchAt(standin: Standin, timeoutMs?: number): Bench {
  const { tags } = standin.world.repository(DEMO);
  const [[tag, { digest: first }] = ['', { digest: '' }]] = tags;
  const other = [...tags.values()].find((one) => one.digest !== first)?.digest ?? '';
  return {
    ...clients(tunnelFetch(standin), timeoutMs),
    standin,
    tag,
    digest: digest(first),
    other: digest(other),
  };
}

/** Clients whose questions all go to one place, whatever host they name; only tokens are to be had at once. */
export function clientsAt(origin: string, timeoutMs?: number): Clients {
  return clients(async (input, init) => {
    const { host, pathname, search } = new URL(input instanceof Request ? input.url : input);
    if (host === TOKEN_HOST) return Response.json({ token: 'a-token' });
    return fetch(origin + pathname + search, init);
  }, timeoutMs);
}

/** Runs `ask` while a server on this machine answers everything by `listener`. */
export async function served<T>(
  listener: RequestListener,
  ask: (origin: string) => Promise<T>,
  secure?: 'secure',
): Promise<T> {
  const server = secure === undefined ? createServer(listener) : await secureServer(listener);
  const port = await listen(server);
  try {
    return await ask(`${secure === undefined ? 'http' : 'https'}://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

/** Its certificate is nobody's that is trusted. */
async function secureServer(listener: RequestListener) {
  const { key, certificate } = await makeCertificate(['127.0.0.1']);
  return createSecureServer({ key, cert: certificate }, listener);
}
