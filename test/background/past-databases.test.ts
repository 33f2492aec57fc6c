import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import { DATABASE_VERSION } from '../../src/background/database-schema.ts';
import { createGates } from '../../src/background/gate.ts';
import { createLedger } from '../../src/background/ledger.ts';
import type { Store } from '../../src/background/store.ts';
import { ok } from '../../src/core/result.ts';
import { nginx, redis } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeStorage } from '../platform/fake-storage.ts';
import { digestOf } from './digests.ts';
import {
  KEPT_AT,
  MANIFEST,
  PAST_DATABASES,
  PAST_GATES,
  PAST_PULLS,
  type PastDatabase,
  writeDatabase,
} from './past-databases.ts';

describe('what an earlier version kept', () => {
  let clock: FakeClock;
  let storage: FakeStorage;
  let warnings: string[];
  const log = { warn: (event: string) => warnings.push(event) };

  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    clock = new FakeClock();
    clock.set(KEPT_AT + 60_000 - clock.now());
    storage = new FakeStorage();
    warnings = [];
  });

  async function opened(past: PastDatabase): Promise<Store> {
    await writeDatabase(past);
    return openStore(clock, log);
  }

  it('has an example of each version of the database', () => {
    const versions = Array.from({ length: DATABASE_VERSION }, (_, before) => before + 1);
    expect(PAST_DATABASES.map(({ version }) => version)).toEqual(versions);
  });

  it.each(PAST_DATABASES)('is kept by the present one: database $version', async (past) => {
    const store = await opened(past);
    const rows = past.tags.map((row) => expect.objectContaining(withoutKeys(row)));
    expect([...(await store.readTags(nginx)), ...(await store.readTags(redis))]).toEqual(rows);
    expect(await store.readManifest(MANIFEST.digest)).toEqual(past.manifests[0]);
    expect(await store.manifestUses()).toEqual(past.uses);
    expect(await store.readNames(redis)).toEqual(past.names?.[0]);
    expect((await store.size()).tags).toBe(3);
    expect(store.isForgetful()).toBe(false);
    expect(warnings).toEqual([]);
    // And it can be written on.
    await store.writeListing({ repository: redis, listing: { at: 1, endedAt: 2, complete: true } });
    expect(await store.readListing(redis)).toMatchObject({ listing: { at: 1 } });
  });

  describe.each(PAST_DATABASES.filter(({ version }) => version < 4))(
    'is counted where it was not noted how much it is: database $version',
    (past) => {
      it('goes as it was last written', async () => {
        const store = await opened(past);
        const [use] = await store.manifestUses();
        if (use) await store.touchManifests([{ ...use, usedAt: clock.now() }]);
        const { bytes } = await store.size();
        await store.bound(bytes - 1);
        expect(await store.readTags(redis)).toEqual([]);
        expect(await store.readListing(redis)).toBeUndefined();
        expect(await store.readTags(nginx)).toHaveLength(2);
        await store.bound(0);
        expect(await store.size()).toEqual({ tags: 0, manifests: 0, bytes: 0 });
      });

      it('is as much as if it were written now', async () => {
        const store = await opened(past);
        const before = await store.size();
        for (const repository of [nginx, redis]) {
          const listing = await store.readListing(repository);
          await store.writeListing({ ...listing, repository });
        }
        expect(await store.size()).toEqual(before);
        const now = openStore(clock, log);
        for (const repository of [nginx, redis]) {
          await now.writeTags(repository, await now.readTags(repository));
        }
        // Their rows said in `writtenAt` when they were written.
        const spared = before.bytes - (await now.size()).bytes;
        expect(spared).toBeGreaterThan(0);
        expect(spared).toBeLessThan(3 * ',"writtenAt":1795348800000,"repository":""'.length);
      });
    },
  );

  it('keeps listings, of version 1 as if they had ended when they began', async () => {
    for (const past of PAST_DATABASES) {
      globalThis.indexedDB = new IDBFactory();
      const store = await opened(past);
      const [ofNginx, ofRedis] = past.listings;
      const first = { at: KEPT_AT, endedAt: KEPT_AT };
      const isFirst = past.version === 1;
      expect(await store.readListing(nginx)).toEqual(
        isFirst ? { repository: nginx, listing: { ...first, count: 2, complete: true } } : ofNginx,
      );
      expect(await store.readListing(redis)).toEqual(
        isFirst ? { repository: redis, listing: { ...first, complete: false } } : ofRedis,
      );
    }
  });

  it('is neither read nor deleted where a newer version wrote it, and the store says so', async () => {
    const newer = { ...PAST_DATABASES.at(-1), version: DATABASE_VERSION + 1 };
    await writeDatabase({ tags: [], listings: [], uses: [], manifests: [MANIFEST], ...newer });
    const store = openStore(clock, log);
    const told: boolean[] = [];
    store.onForgetful(() => told.push(store.isForgetful()));
    expect(await store.readTags(nginx)).toEqual([]);
    await store.writeTags(nginx, [{ tag: 'x', registry: { at: 1, digest: digestOf('x') } }]);
    await store.clear();
    expect(told).toEqual([true]);
    expect(warnings).toEqual(['store cannot be opened']);
    expect(await rowsOfVersion(DATABASE_VERSION + 1)).toBe(3);
  });

  it.each(PAST_PULLS)('counts for the ledger: $name', async ({ kept, spent, allowed }) => {
    storage.kept.set('pulls', kept);
    const ledger = createLedger({ storage, clock, log, allowance: () => 10 });
    await ledger.loaded;
    expect(ledger.meter().spent).toBe(spent);
    expect(ledger.allowed()).toBe(allowed);
  });

  it.each(PAST_GATES)('keeps a gate closed: $name', async ({ kept }) => {
    storage.kept.set('gates', kept);
    const gates = createGates({ storage, clock, log });
    const refused = { error: { kind: 'rate-limited', until: KEPT_AT + 3_600_000 } };
    expect(await gates.registry.pass(async () => ok(1))).toMatchObject(refused);
  });
});

function withoutKeys(row: object): object {
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => !['repository', 'writtenAt'].includes(key)),
  );
}

/** Tags in a database that only that version can open. */
function rowsOfVersion(version: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = globalThis.indexedDB.open('digest-lens', version);
    request.onupgradeneeded = () => reject(new Error('it was deleted'));
    request.onsuccess = () => {
      const count = request.result.transaction('tags').objectStore('tags').count();
      count.onsuccess = () => resolve(count.result);
    };
  });
}
