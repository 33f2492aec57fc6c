import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import type { Evicted, Store } from '../../src/background/store.ts';
import type { RepositoryName } from '../../src/core/repository.ts';
import { asRepository, digestNumber } from '../core/samples.ts';
import { nginx, redis } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';

describe('the store', () => {
  let clock: FakeClock;
  let warnings: string[];
  let store: Store;

  const open = () => openStore(clock, { warn: (event: string) => warnings.push(event) });
  const word = (at: number) => ({ at, listed: true, digest: digestNumber(at) });

  const other = asRepository('someone/other');

  /** A row, a listing and names. */
  async function fill(repository: RepositoryName): Promise<void> {
    await store.writeTags(repository, [{ tag: '1', hub: word(1) }]);
    await store.writeListing({ repository, listing: { at: 1, endedAt: 1, complete: true } });
    await store.writeNames({ repository, at: 1, names: ['1', '2'] });
  }

  const rowOf = (given: { readonly tag: string; readonly digests: number }) => ({
    tag: given.tag,
    hub: {
      ...word(1),
      attestations: Array.from({ length: given.digests }, (_, n) => digestNumber(n)),
    },
  });

  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    clock = new FakeClock();
    warnings = [];
    store = open();
  });

  it('keeps the rows of each repository apart', async () => {
    await store.writeTags(nginx, [
      { tag: '1', hub: word(1) },
      { tag: '2', hub: word(2) },
    ]);
    await store.writeTags(redis, [{ tag: '1', registry: { at: 3 } }]);
    await store.writeTags(nginx, [{ tag: '2', hub: word(4) }]);
    const later = open();
    expect(await later.readTags(nginx)).toMatchObject([
      { tag: '1', hub: word(1) },
      { tag: '2', hub: word(4) },
    ]);
    expect(await later.readTags(redis)).toMatchObject([{ tag: '1', registry: { at: 3 } }]);
    expect(await later.size()).toMatchObject({ tags: 3, manifests: 0 });
  });

  it('gives back thousands of rows in the order of their keys, beside those of others', async () => {
    const tags = Array.from({ length: 1_000 }, (_, n) => `v${String(n).padStart(4, '0')}`);
    await store.writeTags(asRepository('library/ngin'), [{ tag: '1', hub: word(1) }]);
    for (let from = 0; from < tags.length; from += 100) {
      const rows = tags.slice(from, from + 100).map((tag) => ({ tag, hub: word(from) }));
      await store.writeTags(nginx, rows);
    }
    await store.writeTags(asRepository('library/nginx-more'), [{ tag: '1', hub: word(1) }]);
    expect((await store.readTags(nginx)).map(({ tag }) => tag)).toEqual(tags);
  });

  it('drops repositories as a whole, from the one on that was not looked at for longest', async () => {
    for (const repository of [nginx, redis, other]) {
      await fill(repository);
      clock.advance(1);
    }
    await store.touchRepository(nginx);
    const { bytes } = await store.size();
    await store.bound(bytes);
    expect((await store.size()).bytes).toBe(bytes);
    await store.bound(bytes - 1);
    expect(await store.readTags(redis)).toEqual([]);
    expect(await store.readListing(redis)).toBeUndefined();
    expect(await store.readNames(redis)).toBeUndefined();
    for (const repository of [nginx, other]) {
      expect(await store.readTags(repository)).toHaveLength(1);
      expect(await store.readListing(repository)).toBeDefined();
      expect(await store.readNames(repository)).toBeDefined();
    }
    await store.bound(0);
    expect(await store.size()).toEqual({ tags: 0, manifests: 0, bytes: 0 });
  });

  it('asks what is in use in the moment of deciding, and tells what went', async () => {
    await fill(nginx);
    await fill(redis);
    const manifest = { digest: digestNumber(1), mediaType: 'x/y', bytes: new Uint8Array([1]) };
    await store.writeManifest(manifest, 1);
    const told: (Evicted | 'next')[] = [];
    store.evictWith({
      inUse() {
        // Whoever begins to look as soon as anybody can.
        queueMicrotask(() => told.push('next'));
        return { repositories: new Set([nginx]), digests: new Set() };
      },
      gone: (what) => told.push(what),
    });
    await store.bound(1_000_000);
    expect(told).toEqual(['next']);
    await store.bound(0);
    expect(told.slice(1)).toEqual([
      { repositories: new Set([redis]), digests: new Set([manifest.digest]) },
      'next',
    ]);
    expect(await store.size()).toMatchObject({ tags: 1, manifests: 0 });
  });

  it('knows how much is kept, in whatever steps it came', async () => {
    const step = fc.record({
      repository: fc.constantFrom(nginx, redis),
      tag: fc.constantFrom('a', 'b', 'c'),
      digests: fc.integer({ min: 0, max: 3 }),
      names: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await store.clear();
        for (const one of steps) {
          await store.writeTags(one.repository, [rowOf(one), rowOf(one)]);
          await store.writeNames({ repository: one.repository, at: 1, names: one.names });
        }
        const { bytes } = await store.size();
        const last = (key: (one: (typeof steps)[number]) => string) => [
          ...new Map(steps.map((one) => [key(one), one])).values(),
        ];
        await store.clear();
        for (const one of last(({ repository, tag }) => `${repository} ${tag}`)) {
          await store.writeTags(one.repository, [rowOf(one)]);
        }
        for (const { repository, names } of last((one) => one.repository)) {
          await store.writeNames({ repository, at: 1, names });
        }
        expect((await store.size()).bytes).toBe(bytes);
      }),
      { numRuns: 30 },
    );
  });

  it('counts anew where what was noted of it is damaged, and drops that first', async () => {
    for (const repository of [redis, nginx]) {
      await fill(repository);
      clock.advance(1);
    }
    const { bytes } = await store.size();
    await damageUse(nginx);
    expect((await open().size()).tags).toBe(1);
    await store.bound(bytes);
    expect(await store.readTags(nginx)).toHaveLength(1);
    await store.bound(bytes - 1);
    expect(await store.readTags(nginx)).toEqual([]);
    expect(await store.readTags(redis)).toHaveLength(1);
    // What is written next mends it.
    await fill(nginx);
    await damageUse(nginx);
    await store.writeTags(nginx, [{ tag: '1', hub: word(1) }]);
    expect((await store.size()).bytes).toBe(bytes);
  });

  it('does not take a manifest for kept because it was needed', async () => {
    await store.touchManifests([{ digest: digestNumber(1), size: 3, usedAt: 9 }]);
    expect(await store.manifestUses()).toEqual([]);
  });

  it('keeps nothing of a repository by being looked at', async () => {
    await store.touchRepository(nginx);
    expect(await store.size()).toEqual({ tags: 0, manifests: 0, bytes: 0 });
  });

  it('keeps listings and manifests', async () => {
    const listing = {
      repository: nginx,
      listing: { at: 1, endedAt: 2, count: 7, complete: true },
      walk: { at: 2, pages: [1, 3], last: 4, seen: 200, count: 400, sawEnd: false },
    };
    await store.writeListing(listing);
    const manifest = {
      digest: digestNumber(1),
      mediaType: 'x/y',
      bytes: new Uint8Array([1, 2, 3]),
      header: digestNumber(2),
    };
    await store.writeManifest(manifest, 5);
    const later = open();
    expect(await later.readListing(nginx)).toEqual(listing);
    expect(await later.readListing(redis)).toBeUndefined();
    expect(await later.readManifest(manifest.digest)).toEqual(manifest);
    expect(await later.manifestUses()).toEqual([{ digest: manifest.digest, size: 3, usedAt: 5 }]);
    await later.touchManifests([{ digest: manifest.digest, size: 3, usedAt: 9 }]);
    expect(await later.manifestUses()).toEqual([{ digest: manifest.digest, size: 3, usedAt: 9 }]);
    await later.deleteManifests([manifest.digest]);
    expect(await later.readManifest(manifest.digest)).toBeUndefined();
    expect(await later.manifestUses()).toEqual([]);
  });

  it('keeps no more than the latest thousand repositories, however little there is of each', async () => {
    const empty = (n: number) => asRepository(`someone/empty${n}`);
    for (let n = 0; n < 1_002; n += 1) {
      await store.writeListing({ repository: empty(n) });
      clock.advance(1);
    }
    await store.touchRepository(empty(0));
    await store.bound(1e9);
    const kept = async (n: number) => (await store.readListing(empty(n))) !== undefined;
    expect([await kept(0), await kept(1), await kept(2), await kept(3)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('forgets everything', async () => {
    await store.writeTags(nginx, [{ tag: '1', hub: word(1) }]);
    await store.writeListing({
      repository: nginx,
      listing: { at: 1, endedAt: 1, complete: false },
    });
    await store.writeNames({ repository: nginx, at: 1, names: ['1', '2'] });
    await store.clear();
    expect(await store.readTags(nginx)).toEqual([]);
    expect(await store.readListing(nginx)).toBeUndefined();
    expect(await store.readNames(nginx)).toBeUndefined();
    expect(await store.size()).toEqual({ tags: 0, manifests: 0, bytes: 0 });
  });

  it.each<[string, () => void]>([
    ['is not there', () => Object.assign(globalThis, { indexedDB: undefined })],
    [
      'refuses to open',
      () => {
        globalThis.indexedDB = new IDBFactory();
        globalThis.indexedDB.open = () => {
          throw new DOMException('no', 'SecurityError');
        };
      },
    ],
  ])('is empty, and says so once, where IndexedDB %s', async (_, breakIt) => {
    breakIt();
    const broken = open();
    await broken.writeTags(nginx, [{ tag: '1', hub: word(1) }]);
    expect(await broken.readTags(nginx)).toEqual([]);
    expect(await broken.manifestUses()).toEqual([]);
    expect(await broken.size()).toEqual({ tags: 0, manifests: 0, bytes: 0 });
    expect(warnings).toEqual(['store cannot be opened']);
  });

  it('goes on where a single operation fails', async () => {
    await store.size();
    // A function cannot be copied into a database.
    const bad = { tag: '1', hub: { ...word(1), extra: () => {} } };
    await store.writeTags(nginx, [bad]);
    await store.writeTags(nginx, [{ tag: '2', hub: word(2) }]);
    expect((await store.readTags(nginx)).map(({ tag }) => tag)).toEqual(['2']);
    expect(warnings).toEqual(['store failed']);
  });
});

/** What says how much is kept of a repository says nothing any more. */
function damageUse(repository: RepositoryName): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('digest-lens');
    opening.onsuccess = () => {
      const writing = opening.result.transaction('repositories', 'readwrite');
      writing.objectStore('repositories').put({ repository, tags: 'many' });
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
