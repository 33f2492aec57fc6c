/** The store, the boards and the shelf, bounded together by the number that a person set. */
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Boards, createBoards } from '../../src/background/boards.ts';
import { openStore } from '../../src/background/database.ts';
import { createManifestShelf, type ManifestShelf } from '../../src/background/manifests.ts';
import type { Store } from '../../src/background/store.ts';
import { createStoreBound } from '../../src/background/store-bound.ts';
import type { RepositoryName } from '../../src/core/repository.ts';
import { nginx, redis } from '../messaging/names.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeDocker } from './fake-docker.ts';

describe('the bound of the store', () => {
  const docker = new FakeDocker();
  let clock: FakeClock;
  let store: Store;
  let shelf: ManifestShelf;
  let boards: Boards;
  let most: number | undefined;
  let bound: () => Promise<unknown>;

  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    clock = new FakeClock();
    most = 0;
    store = openStore(clock, { warn: () => {} });
    shelf = createManifestShelf({
      store,
      pull: (repository, digest) => docker.registry.manifest(repository, digest),
      now: () => clock.now(),
      bound: () => bound(),
    });
    boards = createBoards({ store, shelf, clock, quiet: async () => {} });
    bound = createStoreBound({ store, boards, shelf, most: () => most });
  });

  async function keeps(
    repository: RepositoryName,
    digest = docker.image('linux/amd64', 'x').digest,
  ) {
    await store.writeTags(repository, [{ tag: '1', registry: { at: clock.now(), digest } }]);
    await store.writeListing({ repository, listing: { at: 1, endedAt: 2, complete: true } });
    clock.advance(1);
  }

  const isKept = async (repository: RepositoryName) =>
    (await store.readTags(repository)).length > 0;

  it('spares the repository that somebody looks at, with its manifests and those of its images', async () => {
    most = undefined;
    const { digest, images } = docker.index(['linux/amd64'], 'seen');
    const other = docker.image('linux/amd64', 'unseen').digest;
    await keeps(nginx, digest);
    await keeps(redis);
    for (const one of [digest, ...images.flatMap((image) => image.digest ?? []), other]) {
      await shelf.fetch(nginx, one, 'click');
    }
    await boards.open(nginx, {}).loaded;
    most = 0;
    await bound();
    expect([await isKept(nginx), await isKept(redis)]).toEqual([true, false]);
    expect(await store.readListing(redis)).toBeUndefined();
    const left = (await store.manifestUses()).map((use) => use.digest);
    expect(left).toContain(digest);
    expect(left).not.toContain(other);
    expect(shelf.facts(digest)?.index?.images.every((i) => left.includes(i.digest))).toBe(true);
    expect(shelf.facts(other)).toBeUndefined();
    expect((await store.size()).bytes).toBeGreaterThan(0);
  });

  it('takes a repository that nobody looks at any more from memory too', async () => {
    await keeps(nginx);
    const user = {};
    const board = boards.open(nginx, user);
    await board.loaded;
    boards.leave(user);
    await bound();
    expect(board.isRetired).toBe(true);
    const next = boards.open(nginx, {});
    expect(next).not.toBe(board);
    await next.loaded;
    expect(next.listing).toBeUndefined();
  });

  it('decides and deletes in one moment: who begins to look meanwhile gets all or nothing', async () => {
    await keeps(nginx);
    const user = {};
    const first = boards.open(nginx, user);
    await first.loaded;
    boards.leave(user);
    const bounding = bound();
    const board = boards.open(nginx, {});
    await Promise.all([bounding, board.loaded]);
    expect(board).toBe(first);
    expect(await isKept(nginx)).toBe(true);
  });

  it('waits until it is known what may be kept', async () => {
    await keeps(nginx);
    most = undefined;
    await bound();
    expect(await isKept(nginx)).toBe(true);
    most = 8_000_000;
    await bound();
    expect(await isKept(nginx)).toBe(true);
  });

  it('leaves a manifest alone that is just being fetched', async () => {
    const { digest } = docker.image('linux/amd64', 'one');
    await shelf.fetch(nginx, digest, 'click');
    expect((await store.manifestUses()).map((use) => use.digest)).toEqual([digest]);
    await bound();
    expect(await store.manifestUses()).toEqual([]);
  });
});
