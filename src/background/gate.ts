/**
 * What a 429 closes stays closed until the time it names: asking on would only make it last, and Docker Hub has flagged
 * whole addresses for a day (facts of 2025 crawls). Three gates, because they are three limits: the web API's requests a
 * minute, the registry's requests a minute, and the pulls, which run out while HEAD goes on answering.
 */
import type { Failure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import type { HubClient } from '../hub/client.ts';
import type { RegistryClient } from '../registry/client.ts';

/** Milliseconds to wait where a 429 does not say how long. */
const DEFAULT_WAIT_MS = 60_000;

interface Gate {
  /** Why nothing may be asked now, where that is so. */
  closed(): Failure | undefined;
  pass<T>(ask: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>>;
}

function createGate(now: () => number): Gate {
  let last: Failure | undefined;
  const closed = () => (last?.until !== undefined && last.until > now() ? last : undefined);
  return {
    closed,
    async pass(ask) {
      const reason = closed();
      if (reason) return err(reason);
      const answer = await ask();
      if (answer.ok || answer.error.kind !== 'rate-limited') return answer;
      last = { ...answer.error, until: answer.error.until ?? now() + DEFAULT_WAIT_MS };
      return err(last);
    },
  };
}

/** The same client, which stops asking after a 429. */
export function gatedRegistry(client: RegistryClient, now: () => number): RegistryClient {
  const requests = createGate(now);
  const pulls = createGate(now);
  return {
    warm(repository) {
      if (!requests.closed()) client.warm(repository);
    },
    head: (...question) => requests.pass(() => client.head(...question)),
    tags: (...question) => requests.pass(() => client.tags(...question)),
    async manifest(...question) {
      const reason = requests.closed();
      return reason ? err(reason) : pulls.pass(() => client.manifest(...question));
    },
  };
}

/** The same client, which stops asking after a 429. */
export function gatedHub(client: HubClient, now: () => number): HubClient {
  const requests = createGate(now);
  return {
    tagPage: (...question) => requests.pass(() => client.tagPage(...question)),
    tag: (...question) => requests.pass(() => client.tag(...question)),
  };
}
