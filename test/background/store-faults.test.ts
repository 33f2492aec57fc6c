/** What browsers do to a database: refuse, damage, close, hold and fill it. The extension goes on with less, and says so. */
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/background/database.ts';
import { DATABASE_VERSION } from '../../src/background/database-schema.ts';
import type { Store } from '../../src/background/store.ts';
import { asRepository, digestNumber } from '../core/samples.ts';
import { nginx, redis } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { PAST_DATABASES, writeDatabase } from './past-databases.ts';

describe('a store', () => {
  let clock: FakeClock;
  let warnings: string[];
  /** Databases that were opened, in order. */
  let opened: IDBDatabase[];
  /** What is to be called when the browser closes one of them. */
  let closings: ((event: Event) => void)[];
  /** What `isForgetful` said each time that it changed. */
  let told: boolean[];

  beforeEach(() => {
    clock = new FakeClock();
    warnings = [];
    opened = [];
    closings = [];
    told = [];
    useFactory(new IDBFactory());
  });

  afterEach(() => {
    for (const database of opened) database.close();
  });

  function useFactory(factory: IDBFactory): void {
    const { open } = factory;
    factory.open = (...given) => {
      const request = open.apply(factory, given);
      request.addEventListener('success', () => {
        opened.push(request.result);
        const add = request.result.addEventListener.bind(request.result);
        vi.spyOn(request.result, 'addEventListener').mockImplementation((type, call) => {
          if (type === 'close' && typeof call === 'function') closings.push(call);
          else add(type, call);
        });
      });
      return request;
    };
    globalThis.indexedDB = factory;
  }

  function start(): Store {
    const store = openStore(clock, { warn: (event: string) => warnings.push(event) });
    store.onForgetful(() => told.push(store.isForgetful()));
    return store;
  }

  const row = (tag: string) => ({ tag, registry: { at: 1, digest: digestNumber(1) } });
  const tagsIn = async (store: Store) => (await store.readTags(nginx)).map(({ tag }) => tag);

  async function worksAndKeeps(store: Store): Promise<void> {
    await store.writeTags(nginx, [row('new')]);
    expect(await tagsIn(store)).toContain('new');
    expect(await tagsIn(start())).toContain('new');
  }

  /** The next so many openings fail. */
  function refuseToOpen(times: number, name: string): { tried: number } {
    const factory = globalThis.indexedDB;
    const { open } = factory;
    const state = { tried: 0 };
    factory.open = (...given) => {
      state.tried += 1;
      if (state.tried > times) return open(...given);
      throw new DOMException('made by the test', name);
    };
    return state;
  }

  const countDeletions = () => vi.spyOn(globalThis.indexedDB, 'deleteDatabase');

  /** Until it has tried again. */
  async function passSecondTry(): Promise<void> {
    await vi.waitFor(() => expect(clock.waits()).toContain(300));
    clock.advance(300);
  }

  it.each(['UnknownError', 'AbortError'])(
    'that does not open with %s is tried again a moment later, and keeps what it has',
    async (name) => {
      await start().writeTags(nginx, [row('old')]);
      opened[0]?.close();
      refuseToOpen(1, name);
      const deletions = countDeletions();
      const store = start();
      await passSecondTry();
      expect(await tagsIn(store)).toEqual(['old']);
      await worksAndKeeps(store);
      expect(deletions).not.toHaveBeenCalled();
      expect(warnings).toEqual([]);
      expect(told).toEqual([]);
    },
  );

  it.each(['UnknownError', 'AbortError'])(
    'that never opens with %s is done without for this life, and the next has what was kept',
    async (name) => {
      await start().writeTags(nginx, [row('old')]);
      opened[0]?.close();
      const state = refuseToOpen(2, name);
      const deletions = countDeletions();
      const store = start();
      await passSecondTry();
      await store.writeTags(nginx, [row('new')]);
      expect(await tagsIn(store)).toEqual([]);
      expect(state.tried).toBe(2);
      expect(warnings).toEqual(['store cannot be opened']);
      expect(store.isForgetful()).toBe(true);
      expect(await tagsIn(start())).toEqual(['old']);
      expect(deletions).not.toHaveBeenCalled();
    },
  );

  it('whose upgrade a full disk prevents keeps what it has for the day when there is room', async () => {
    const [first] = PAST_DATABASES;
    if (!first) throw new Error('no example');
    await writeDatabase(first);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: globalThis.IDBObjectStore,
    ) {
      // What browsers do of themselves with a write that fails and that nobody heeds.
      this.transaction.abort();
      throw new DOMException('made by the test', 'QuotaExceededError');
    });
    const store = start();
    await passSecondTry();
    expect(await tagsIn(store)).toEqual([]);
    expect(store.isForgetful()).toBe(true);
    expect(warnings).toEqual(['store cannot be opened']);
    put.mockRestore();
    const later = start();
    expect(await later.size()).toMatchObject({ tags: first.tags.length });
    expect(await later.manifestUses()).toEqual(first.uses);
    expect(await later.readListing(nginx)).toMatchObject({ listing: { complete: true } });
  });

  /** A database of that version with nothing but this store. */
  async function makeWithout(version: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const request = globalThis.indexedDB.open('digest-lens', version);
      request.onupgradeneeded = () => request.result.createObjectStore('manifests');
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
  }

  it('whose database lacks a part, looked at twice, is made anew', async () => {
    await makeWithout(DATABASE_VERSION);
    const deletions = countDeletions();
    const store = start();
    await vi.waitFor(() => expect(clock.waits()).toContain(300));
    expect(deletions).not.toHaveBeenCalled();
    clock.advance(300);
    await worksAndKeeps(store);
    expect(deletions).toHaveBeenCalledTimes(1);
    expect(warnings).toEqual(['store is damaged']);
    expect(store.isForgetful()).toBe(false);
  });

  it('whose database of an earlier version lacks a part gets it with the upgrade', async () => {
    await makeWithout(1);
    const deletions = countDeletions();
    await worksAndKeeps(start());
    expect(deletions).not.toHaveBeenCalled();
  });

  it.each(['SecurityError', 'InvalidStateError', 'QuotaExceededError', 'VersionError'])(
    'that is refused with %s is done without, and nothing is deleted',
    async (name) => {
      refuseToOpen(9, name);
      const deletions = countDeletions();
      const store = start();
      expect(await tagsIn(store)).toEqual([]);
      expect(deletions).not.toHaveBeenCalled();
      expect(told).toEqual([true]);
      expect(store.isForgetful()).toBe(true);
    },
  );

  it('in a browser without IndexedDB says so', async () => {
    Object.assign(globalThis, { indexedDB: undefined });
    const store = start();
    expect(await store.clear()).toBe(true);
    expect(store.isForgetful()).toBe(true);
    expect(await store.size()).toMatchObject({ tags: 0, bytes: 0 });
  });

  describe('says of its clearing', () => {
    const isKept = async () => (await tagsIn(start())).length > 0;

    it('that it came off', async () => {
      const store = start();
      await store.writeTags(nginx, [row('old')]);
      expect(await store.clear()).toBe(true);
      expect(await isKept()).toBe(false);
    });

    it('that it did not where the browser deletes nothing', async () => {
      const store = start();
      await store.writeTags(nginx, [row('old')]);
      const refusing = vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
        throw new DOMException('made by the test', 'UnknownError');
      });
      expect(await store.clear()).toBe(false);
      refusing.mockRestore();
      expect(await isKept()).toBe(true);
      expect(await store.clear()).toBe(true);
    });

    it('that it did not where the database does not open', async () => {
      await start().writeTags(nginx, [row('old')]);
      opened[0]?.close();
      refuseToOpen(1, 'InvalidStateError');
      expect(await start().clear()).toBe(false);
      expect(await isKept()).toBe(true);
    });

    it('that nothing is left where there never was a database', async () => {
      refuseToOpen(9, 'SecurityError');
      expect(await start().clear()).toBe(true);
    });

    it('that it did not where the browser does not say what there is', async () => {
      refuseToOpen(9, 'SecurityError');
      vi.spyOn(globalThis.indexedDB, 'databases').mockRejectedValue(new Error('made by the test'));
      expect(await start().clear()).toBe(false);
    });
  });

  it('whose database the browser closes opens it again when it is next needed', async () => {
    const store = start();
    await store.writeTags(nginx, [row('old')]);
    opened[0]?.close();
    for (const call of closings) call(new Event('close'));
    expect(await tagsIn(store)).toEqual(['old']);
    // And where it was closed without a word.
    opened[1]?.close();
    await worksAndKeeps(store);
    expect(told).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('makes way for a newer version of the extension, and touches nothing of it', async () => {
    const store = start();
    await store.writeTags(nginx, [row('old')]);
    await new Promise<void>((resolve) => {
      const request = globalThis.indexedDB.open('digest-lens', DATABASE_VERSION + 1);
      request.onsuccess = () => resolve();
    });
    const deletions = countDeletions();
    await store.writeTags(nginx, [row('new')]);
    expect(await tagsIn(store)).toEqual([]);
    expect(store.isForgetful()).toBe(true);
    expect(deletions).not.toHaveBeenCalled();
  });

  it('that another version holds is not waited for, and used as soon as it is free', async () => {
    const [first] = PAST_DATABASES;
    if (!first) throw new Error('no example');
    await writeDatabase(first);
    const holder = await new Promise<IDBDatabase>((resolve) => {
      const request = globalThis.indexedDB.open('digest-lens', first.version);
      request.onsuccess = () => resolve(request.result);
    });
    const store = start();
    const answer = store.readTags(nginx);
    clock.advance(2_000);
    expect(await answer).toEqual([]);
    expect(warnings).toEqual(['store does not open']);
    expect(store.isForgetful()).toBe(true);
    holder.close();
    await vi.waitFor(() => expect(store.isForgetful()).toBe(false));
    expect(await store.size()).toMatchObject({ tags: first.tags.length });
    expect(told).toEqual([true, false]);
  });

  describe('on a disk that is full', () => {
    let isFull: () => boolean;

    beforeEach(() => {
      isFull = () => false;
      const { put } = IDBObjectStore.prototype;
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
        this: globalThis.IDBObjectStore,
        ...given: Parameters<typeof put>
      ) {
        if (isFull()) throw new DOMException('made by the test', 'QuotaExceededError');
        return put.apply(this, given);
      });
    });

    const manifest = (n: number) => ({
      digest: digestNumber(n),
      mediaType: 'x/y',
      bytes: new Uint8Array([n]),
    });

    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => asRepository(`some/${name}`));
    const repositories = [a, b, c, d].filter((name) => name !== undefined);

    /** Repositories of which something is kept. */
    async function left(store: Store): Promise<string[]> {
      const rows = await Promise.all(repositories.map((name) => store.readTags(name)));
      return repositories.filter((_, place) => rows[place]?.length);
    }

    async function fill(store: Store): Promise<void> {
      for (const [place, name] of repositories.entries()) {
        await store.writeTags(name, [row('x'.repeat(90))]);
        await store.writeManifest(manifest(place), clock.now());
        clock.advance(1);
      }
    }

    it('makes room once: half of what is kept goes, what was not needed for longest', async () => {
      const store = start();
      await fill(store);
      let refusals = 1;
      isFull = () => {
        refusals -= 1;
        return refusals >= 0;
      };
      await store.writeTags(nginx, [row('new')]);
      expect(await tagsIn(store)).toEqual(['new']);
      expect(await left(store)).toEqual([c, d]);
      const kept = (await store.manifestUses()).map(({ digest }) => digest);
      expect(new Set(kept)).toEqual(new Set([digestNumber(2), digestNumber(3)]));
      expect(await store.readManifest(digestNumber(1))).toBeUndefined();
      expect(told).toEqual([]);
    });

    it('leaves alone what somebody looks at, and tells what went', async () => {
      const store = start();
      await fill(store);
      const gone: string[] = [];
      const inUse = {
        repositories: new Set(repositories.slice(0, 2)),
        digests: new Set([digestNumber(0)]),
      };
      store.evictWith({
        inUse: () => inUse,
        gone: (what) => gone.push(...what.repositories, ...what.digests),
      });
      let refusals = 1;
      isFull = () => {
        refusals -= 1;
        return refusals >= 0;
      };
      await store.writeTags(nginx, [row('new')]);
      expect(await tagsIn(store)).toEqual(['new']);
      expect(await left(store)).toEqual([a, b]);
      expect(gone).toEqual([c, d, digestNumber(1), digestNumber(2)]);
    });

    it('says that it forgets where that was not enough, deletes no more, and goes on when there is room', async () => {
      const store = start();
      await fill(store);
      isFull = () => true;
      for (const tag of ['e', 'f', 'g']) await store.writeTags(nginx, [row(tag)]);
      expect(await left(store)).toEqual([c, d]);
      expect(store.isForgetful()).toBe(true);
      // That there is nothing to delete is no word on what can be kept.
      await store.bound(1e9);
      await store.touchRepository(nginx);
      expect(store.isForgetful()).toBe(true);
      isFull = () => false;
      await worksAndKeeps(store);
      expect(told).toEqual([true, false]);
      expect(warnings).toEqual(['store failed']);
    });
  });

  it('writes all of a change or nothing: what a worker leaves behind can be read', async () => {
    const store = start();
    await store.writeTags(redis, [row('old')]);
    // A function cannot be copied into a database.
    const bad = { tag: 'bad', registry: { at: 1, extra: () => {} } };
    await store.writeTags(nginx, [row('first'), bad, row('last')]);
    expect(await tagsIn(start())).toEqual([]);
    await worksAndKeeps(store);
    expect(store.isForgetful()).toBe(false);
  });
});
