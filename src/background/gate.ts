/**
 * What a 429 closes stays closed until the time it names: asking on would only make it last, and Docker Hub has flagged
 * whole addresses for a day (facts of 2025 crawls). Four gates, because they are four limits: the web API's requests a
 * minute, the registry's requests a minute, its list of tag names, and the pulls, which run out while HEAD goes on
 * answering. They are kept beside the ledger: a worker that was stopped in between must not ask too soon.
 */
import * as v from 'valibot';
import type { Failure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import { LONGEST_MS } from '../http/retry-after.ts';
import type { HubClient } from '../hub/client.ts';
import type { Clock } from '../platform/clock.ts';
import { errorName, type Log } from '../platform/log.ts';
import type { KeyValueStorage } from '../platform/storage.ts';
import type { RegistryClient } from '../registry/client.ts';

/** Milliseconds to wait where a 429 does not say how long. */
const DEFAULT_WAIT_MS = 60_000;
const KEY = 'gates';
const NAMES = ['hub', 'registry', 'names', 'pulls'] as const;
type Name = (typeof NAMES)[number];

export interface Gate {
  /** Asks, unless it is closed: then the answer is the 429 that closed it. */
  pass<T>(ask: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>>;
  /** Calls as soon as it is known whether it is open, if it is. */
  ifOpen(call: () => void): Promise<void>;
}

export type Gates = Readonly<Record<Name, Gate>>;

/** The part of the registry that costs no pull. */
export type FreeRegistry = Omit<RegistryClient, 'manifest'>;

const record = v.object({
  version: v.literal(1),
  closed: v.array(
    v.object({
      gate: v.picklist(NAMES),
      until: v.number(),
      host: v.exactOptional(v.string()),
      status: v.exactOptional(v.number()),
    }),
  ),
});

export interface GatesDeps {
  readonly storage: KeyValueStorage;
  readonly clock: Clock;
  readonly log: Log;
}

export function createGates({ storage, clock, log }: GatesDeps): Gates {
  const closed = new Map<Name, Failure & { readonly until: number }>();
  const loaded = load();

  async function load(): Promise<void> {
    try {
      const kept = v.safeParse(record, await storage.get(KEY));
      if (!kept.success) return;
      for (const { gate, ...more } of kept.output.closed) {
        closed.set(gate, { ...more, kind: 'rate-limited' });
      }
    } catch (thrown) {
      log.warn('gates cannot be read', { error: errorName(thrown) });
    }
  }

  async function keep(): Promise<void> {
    const rows = [...closed].map(([gate, { until, host, status }]) => ({
      gate,
      until,
      ...(host !== undefined && { host }),
      ...(status !== undefined && { status }),
    }));
    try {
      await storage.set(KEY, { version: 1, closed: rows });
    } catch (thrown) {
      log.warn('gates cannot be written', { error: errorName(thrown) });
    }
  }

  /** No wait is longer than the longest: what seems so was written before the clock was set back. */
  function reason(name: Name): Failure | undefined {
    const last = closed.get(name);
    const wait = last ? last.until - clock.now() : 0;
    return wait > 0 && wait <= LONGEST_MS ? last : undefined;
  }

  function shut(name: Name, said: Failure): Failure {
    const last = { ...said, until: said.until ?? clock.now() + DEFAULT_WAIT_MS };
    closed.set(name, last);
    void keep();
    return last;
  }

  /** @param names the gate itself, and those that close it too */
  function gate(own: Name, ...names: Name[]): Gate {
    const why = () => reason(own) ?? names.map(reason).find((found) => found !== undefined);
    return {
      async pass(ask) {
        await loaded;
        const found = why();
        if (found) return err(found);
        const answer = await ask();
        if (answer.ok || answer.error.kind !== 'rate-limited') return answer;
        return err(shut(own, answer.error));
      },
      async ifOpen(call) {
        await loaded;
        if (!why()) call();
      },
    };
  }

  return {
    hub: gate('hub'),
    registry: gate('registry'),
    names: gate('names', 'registry'),
    pulls: gate('pulls', 'registry'),
  };
}

/** The same client, which stops asking after a 429. Manifests are to be had through `pull.ts` only. */
export function gatedRegistry(client: RegistryClient, gates: Gates): FreeRegistry {
  return {
    warm(repository) {
      void gates.registry.ifOpen(() => client.warm(repository));
    },
    head: (...question) => gates.registry.pass(() => client.head(...question)),
    tags: (...question) => gates.names.pass(() => client.tags(...question)),
  };
}

/** The same client, which stops asking after a 429. */
export function gatedHub(client: HubClient, { hub }: Gates): HubClient {
  return {
    tagPage: (...question) => hub.pass(() => client.tagPage(...question)),
    tag: (...question) => hub.pass(() => client.tag(...question)),
  };
}
