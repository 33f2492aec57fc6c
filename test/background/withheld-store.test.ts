import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import type { Store } from '../../src/background/store.ts';
import { type WithheldStore, withheldStore } from '../../src/background/withheld-store.ts';
import { digestNumber } from '../core/samples.ts';
import { nginx } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';

const row = (tag: string) => ({ tag, registry: { at: 1, digest: digestNumber(1) } });
const MANIFEST = { digest: digestNumber(2), mediaType: 'x/y', bytes: new Uint8Array([1]) };

let isStuck: boolean;
let inner: Store;
let store: WithheldStore;
/** What `isForgetful` said each time that it changed. */
let told: boolean[];

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  isStuck = true;
  told = [];
  const kept = openStore(new FakeClock(), { warn: () => {} });
  inner = { ...kept, clear: async () => (isStuck ? false : kept.clear()) };
  await inner.writeTags(nginx, [row('old')]);
  await inner.writeListing({ repository: nginx });
  await inner.writeNames({ repository: nginx, at: 1, names: ['old'] });
  await inner.writeManifest(MANIFEST, 1);
  store = withheldStore(inner, async () => {});
  store.onForgetful(() => told.push(store.isForgetful()));
});

/** All that can be read. */
const shown = () =>
  Promise.all([
    store.readTags(nginx),
    store.readListing(nginx),
    store.readNames(nginx),
    store.readManifest(MANIFEST.digest),
    store.manifestUses(),
  ]);
const NOTHING = [[], undefined, undefined, undefined, []];

it('shows what is kept, as long as it is not to be withheld', async () => {
  expect(await store.readTags(nginx)).toHaveLength(1);
  expect(await store.readListing(nginx)).toBeDefined();
  expect(await store.readNames(nginx)).toBeDefined();
  expect(await store.readManifest(MANIFEST.digest)).toBeDefined();
  expect(await store.manifestUses()).toHaveLength(1);
  expect(store.isForgetful()).toBe(false);
});

it('shows and takes nothing from then on, and says that it forgets, until it is cleared', async () => {
  const asked = store.readTags(nginx);
  store.withhold();
  expect(await asked).toEqual([]);
  expect(await store.clear()).toBe(false);
  await store.writeTags(nginx, [row('new')]);
  await store.writeNames({ repository: nginx, at: 2, names: ['new'] });
  await store.deleteManifests([MANIFEST.digest]);
  expect(await shown()).toEqual(NOTHING);
  expect(await inner.readTags(nginx)).toMatchObject([{ tag: 'old' }]);
  expect(await inner.readNames(nginx)).toMatchObject({ names: ['old'] });
  await store.bound(0);
  expect(await store.size()).toMatchObject({ tags: 1, manifests: 1 });
  expect(told).toEqual([true]);
  isStuck = false;
  expect(await store.clear()).toBe(true);
  expect(told).toEqual([true, false]);
  expect(await shown()).toEqual(NOTHING);
  await store.writeTags(nginx, [row('new')]);
  expect(await store.readTags(nginx)).toMatchObject([{ tag: 'new' }]);
});

it('goes on showing what is kept where it was cleared in vain for another reason', async () => {
  expect(await store.clear()).toBe(false);
  expect(await store.readTags(nginx)).toHaveLength(1);
  expect(told).toEqual([]);
});

it('reads nothing before it is known whether it is to be withheld', async () => {
  let tell = () => {};
  const known = new Promise<void>((resolve) => {
    tell = resolve;
  });
  store = withheldStore(inner, () => known);
  const asked = shown();
  store.withhold();
  tell();
  expect(await asked).toEqual(NOTHING);
});
