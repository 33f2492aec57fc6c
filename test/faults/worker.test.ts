/** What a page and a popup are told of each fault, by a worker with its real clients. Two browsers show the same. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountPlaces } from '../../src/background/account-places.ts';
import { openStore } from '../../src/background/database.ts';
import { createWorker, type Worker } from '../../src/background/worker.ts';
import { createHubClient } from '../../src/hub/client.ts';
import type { TagView } from '../../src/messaging/view.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createRegistryClient } from '../../src/registry/client.ts';
import { FakePage, FakePopup } from '../background/rig.ts';
import { FakeSession } from '../platform/fake-session.ts';
import { FakeStorage } from '../platform/fake-storage.ts';
import { repositoryName } from '../registry/names.ts';
import { REGISTRY_HOST } from '../standin/exchange.ts';
import { type Standin, startStandin } from '../standin/standin.ts';
import { tunnelFetch } from '../standin/tunnel-fetch.ts';
import { clientDeps, type Place, placeAt } from './bench.ts';
import { AS_EVER, unconfirmed } from './fault.ts';
import { FAULTS } from './table.ts';

const SOON = { timeout: 15_000 };
/** Milliseconds that an answer may take where the fault is about time: the other rows must not be late. */
const DEADLINE_MS = 2_000;

function startWorker(standin: Standin, timeoutMs?: number): Worker {
  const deps = clientDeps(tunnelFetch(standin), timeoutMs);
  const log = { warn: () => undefined };
  return createWorker({
    clock: systemClock,
    log,
    storage: new FakeStorage(),
    store: openStore(systemClock, log),
    accountPlaces: accountPlaces(new FakeSession()),
    circuits: deps.circuits,
    registry: (wiring) => createRegistryClient({ ...deps, ...wiring }),
    hub: (wiring) => createHubClient({ ...deps, ...wiring }),
    architecture: async () => 'x86-64',
    drawSheet: () => ({ tree: [], style: '' }),
    *makeList() {
      yield;
      return '';
    },
  });
}

/** What `RowSeen` tells of a row. */
function rowOf({ state, evidence, failure, conflict }: TagView): object {
  return {
    state,
    ...(evidence !== undefined && { evidence }),
    ...(failure && { failure: failure.kind }),
    ...(conflict !== undefined && { conflict: true }),
  };
}

describe('what is told of a fault', () => {
  let standin: Standin;
  let place: Place;

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    standin = await startStandin();
    place = placeAt(standin);
  });

  afterEach(() => standin.close());

  const inRows = FAULTS.filter(({ seen }) => 'row' in seen || 'rows' in seen);
  it.each(inRows)(
    'to a tags page: $name',
    async ({ make, seen, timeoutMs }) => {
      const isAboutTime = timeoutMs !== undefined;
      const { repository, tag } = place;
      const tags = [...standin.world.repository(repository).tags.keys()];
      make?.(place);
      const page = new FakePage(startWorker(standin, isAboutTime ? DEADLINE_MS : undefined));
      page.watch(repository, tags);
      await vi.waitFor(() => expect(page.isSettled(...tags)).toBe(true), SOON);
      const all = 'rows' in seen ? seen.rows : AS_EVER;
      const expected = tags.map((one) => [one, one === tag && 'row' in seen ? seen.row : all]);
      expect(tags.map((one) => [one, rowOf(page.view(one))])).toEqual(expected);
      expect(standin.requestsOf('manifest-get')).toEqual([]);
      page.close();
    },
    20_000,
  );

  const inPopups = FAULTS.filter(({ seen }) => 'popup' in seen);
  it.each(inPopups)('to a popup: $name', async ({ make, seen }) => {
    const { repository, digest } = place;
    make?.(place);
    const popup = new FakePopup(startWorker(standin));
    popup.open(repository);
    await vi.waitFor(() => expect(popup.group(digest)).toBeDefined(), SOON);
    popup.reveal(digest);
    const failure = 'popup' in seen ? seen.popup.failure : undefined;
    await vi.waitFor(() => {
      const imageId = popup.group(digest)?.imageId;
      expect(imageId?.failure?.kind).toBe(failure);
      expect(imageId?.digest !== undefined).toBe(failure === undefined);
      expect(popup.revealed).toEqual([digest]);
    }, SOON);
    // One for the index where there is one, one for its image; none of them a second time.
    const paths = standin.requestsOf('manifest-get').map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).not.toEqual([]);
    popup.close();
  });

  it('is tried again, by one question, for whoever opens another repository', async () => {
    const broken = { kind: 'answer', status: 502 } as const;
    const fault = standin.faults.add({ host: REGISTRY_HOST }, broken);
    const worker = startWorker(standin);
    const asked = () => standin.requests.filter(({ host }) => host === REGISTRY_HOST).length;
    const rowIn = async (name: string) => {
      const { repository, tag } = placeAt(standin, repositoryName(name));
      const page = new FakePage(worker);
      page.watch(repository, [tag]);
      await vi.waitFor(() => expect(page.isSettled(tag)).toBe(true), SOON);
      return rowOf(page.view(tag));
    };
    for (const name of ['library/redis', 'library/postgres']) {
      expect(await rowIn(name)).toEqual(unconfirmed('unavailable'));
    }
    const before = asked();
    expect(await rowIn('library/alpine')).toEqual(unconfirmed('unavailable'));
    expect(asked() - before).toBe(1);
    fault.remove();
    expect(await rowIn('library/nginx')).toEqual(AS_EVER);
  });
});
