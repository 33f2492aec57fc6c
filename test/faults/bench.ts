/**
 * The real clients, over real connections: to the stand-in's Docker Hub, or to a server that does a single wrong
 * thing.
 */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Digest } from '../../src/core/digest.ts';
import type { RepositoryName } from '../../src/core/repository.ts';
import { createCircuits } from '../../src/http/circuit.ts';
import { createHubClient, type HubClient } from '../../src/hub/client.ts';
import { createRegistryClient, type RegistryClient } from '../../src/registry/client.ts';
import { digest, repositoryName } from '../registry/names.ts';
import { makeCertificate } from '../standin/certificate.ts';
import { DEMO_REPOSITORY } from '../standin/default-world.ts';
import { TOKEN_HOST } from '../standin/exchange.ts';
import type { FaultMatch } from '../standin/faults.ts';
import type { Standin } from '../standin/standin.ts';
import { listen } from '../standin/tunnel.ts';
import { tunnelFetch } from '../standin/tunnel-fetch.ts';

export const DEMO = repositoryName(DEMO_REPOSITORY);

interface Clients {
  readonly registry: RegistryClient;
  readonly hub: HubClient;
}

/** Where a fault is made. */
export interface Place {
  readonly standin: Standin;
  readonly repository: RepositoryName;
  /** A tag of it, what that points to, and the digest of another manifest. */
  readonly tag: string;
  readonly digest: Digest;
  readonly other: Digest;
}

/** What a fault is met with. */
export interface Bench extends Place, Clients {}

/** Long enough for any answer of this machine; faults that are about time use less. */
const PATIENT_MS = 20_000;

/** What the worker's clients are made with, but that nobody waits before the next try. */
export function clientDeps(through: typeof fetch, timeoutMs = PATIENT_MS) {
  const now = () => Date.now();
  return {
    fetch: through,
    now,
    timeoutMs,
    patience: { wait: () => Promise.resolve(), random: () => 0 },
    circuits: createCircuits({ now }),
  };
}

function clients(through: typeof fetch, timeoutMs?: number): Clients {
  const deps = clientDeps(through, timeoutMs);
  return {
    registry: createRegistryClient({ ...deps, onLimits: () => undefined }),
    hub: createHubClient(deps),
  };
}

/** The first tag of a repository on the stand-in, and a digest that is not its own. */
export function placeAt(standin: Standin, repository: RepositoryName = DEMO): Place {
  const { tags } = standin.world.repository(repository);
  const [[tag, { digest: first }] = ['', { digest: '' }]] = tags;
  const other = [...tags.values()].find((one) => one.digest !== first)?.digest ?? '';
  return { standin, repository, tag, digest: digest(first), other: digest(other) };
}

export function benchAt(place: Place, timeoutMs?: number): Bench {
  return { ...place, ...clients(tunnelFetch(place.standin), timeoutMs) };
}

/** The HEAD of the place's tag alone. */
export function headOf({ repository, tag }: Place): FaultMatch {
  return { kind: 'head', path: `/v2/${repository}/manifests/${tag}` };
}

/** Clients whose questions all go to one place, whatever host they name; only tokens are to be had at once. */
export function clientsAt(origin: string): Clients {
  return clients(async (input, init) => {
    const { host, pathname, search } = new URL(input instanceof Request ? input.url : input);
    if (host === TOKEN_HOST) return Response.json({ token: 'a-token' });
    return fetch(origin + pathname + search, init);
  });
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
