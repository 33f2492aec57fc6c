/**
 * The store, which shows nothing and takes nothing for as long as something may be in it that one person has learnt with an
 * account and the next must not see: from a sign-out on until all is deleted, in the worker's next lives too.
 */
import { createListeners } from './listeners.ts';
import type { Store } from './store.ts';

export interface WithheldStore extends Store {
  /** From now on, until `clear` has come off. */
  withhold(): void;
}

/** @param inOrder resolves once it is known whether it is to be withheld: nothing is read before */
export function withheldStore(store: Store, inOrder: () => Promise<void>): WithheldStore {
  const listeners = createListeners();
  let isWithheld = false;
  /** Whether it stays so: that could not be deleted. */
  let isStuck = false;

  async function read<T>(empty: T, question: () => Promise<T>): Promise<T> {
    await inOrder();
    if (isWithheld) return empty;
    const found = await question();
    return isWithheld ? empty : found;
  }

  async function write(action: () => Promise<void>): Promise<void> {
    if (!isWithheld) await action();
  }

  return {
    readTags: (repository) => read([], () => store.readTags(repository)),
    writeTags: (...change) => write(() => store.writeTags(...change)),
    readListing: (repository) => read(undefined, () => store.readListing(repository)),
    writeListing: (stored) => write(() => store.writeListing(stored)),
    readManifest: (digest) => read(undefined, () => store.readManifest(digest)),
    writeManifest: (...change) => write(() => store.writeManifest(...change)),
    manifestUses: () => read([], () => store.manifestUses()),
    touchManifests: (uses) => write(() => store.touchManifests(uses)),
    deleteManifests: (digests) => write(() => store.deleteManifests(digests)),
    touchRepository: (repository) => write(() => store.touchRepository(repository)),
    readNames: (repository) => read(undefined, () => store.readNames(repository)),
    writeNames: (names) => write(() => store.writeNames(names)),
    // How many there are is no secret, and the person is to see that they are still there.
    size: () => store.size(),
    bound: (bytes) => write(() => store.bound(bytes)),
    evictWith: (eviction) => store.evictWith(eviction),
    async clear() {
      const isGone = await store.clear();
      const before = isStuck;
      if (isGone) isWithheld = false;
      isStuck = isWithheld;
      if (isStuck !== before) listeners.callAll();
      return isGone;
    },
    isForgetful: () => isStuck || store.isForgetful(),
    onForgetful(call) {
      const ends = [listeners.add(call), store.onForgetful(call)];
      return () => {
        for (const end of ends) end();
      };
    },
    withhold() {
      isWithheld = true;
    },
  };
}
