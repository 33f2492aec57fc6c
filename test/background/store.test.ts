import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import type { Store } from '../../src/background/store.ts';
import { asRepository, digestNumber } from '../core/samples.ts';
import { nginx, redis } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';

describe('the store', () => {
  let clock: FakeClock;
  let warnings: string[];
  let store: Store;

  const open = () => openStore(clock, { warn: (event: string) => warnings.push(event) });
  const word = (at: number) => ({ at, listed: true, digest: digestNumber(at) });

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
    expect(await later.countTags()).toBe(3);
  });

  it('drops the rows that nobody has written for longest', async () => {
    for (const tag of ['a', 'b', 'c', 'd']) {
      await store.writeTags(nginx, [{ tag, hub: word(1) }]);
      clock.advance(1);
    }
    await store.writeTags(nginx, [{ tag: 'a', hub: word(2) }]);
    await store.trimTags(2);
    expect((await store.readTags(nginx)).map(({ tag }) => tag)).toEqual(['a', 'd']);
    await store.trimTags(2);
    expect(await store.countTags()).toBe(2);
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

  it('drops a listing with the first of its rows', async () => {
    for (const repository of [nginx, redis]) {
      await store.writeTags(repository, [{ tag: '1', hub: word(1) }]);
      await store.writeListing({ repository, listing: { at: 1, endedAt: 1, complete: true } });
      clock.advance(1);
    }
    await store.trimTags(1);
    expect(await store.readTags(nginx)).toEqual([]);
    expect(await store.readListing(nginx)).toBeUndefined();
    expect(await store.readTags(redis)).toHaveLength(1);
    expect(await store.readListing(redis)).toBeDefined();
  });

  it('keeps the latest thousand listings of repositories without a row', async () => {
    for (let at = 0; at < 1_002; at += 1) {
      const repository = asRepository(`someone/empty${at}`);
      const listing = { at, endedAt: at, complete: true };
      const walk = { at: 2_000, pages: [1], last: 10, seen: 0, sawEnd: false };
      await store.writeListing({ repository, listing, ...(at === 0 && { walk }) });
    }
    await store.trimTags(10);
    const kept = async (at: number) =>
      (await store.readListing(asRepository(`someone/empty${at}`))) !== undefined;
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
    await store.clear();
    expect(await store.readTags(nginx)).toEqual([]);
    expect(await store.readListing(nginx)).toBeUndefined();
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
    expect(await broken.countTags()).toBe(0);
    expect(warnings).toEqual(['store cannot be opened']);
  });

  it('goes on where a single operation fails', async () => {
    await store.countTags();
    // A function cannot be copied into a database.
    const bad = { tag: '1', hub: { ...word(1), extra: () => {} } };
    await store.writeTags(nginx, [bad]);
    await store.writeTags(nginx, [{ tag: '2', hub: word(2) }]);
    expect((await store.readTags(nginx)).map(({ tag }) => tag)).toEqual(['2']);
    expect(warnings).toEqual(['store failed']);
  });
});
