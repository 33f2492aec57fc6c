/**
 * Keeps the store within what a person gave it: after a listing, after a manifest was read, when the setting changes, and
 * once in each life of the worker. What goes, and what never does: eviction-plan.ts.
 */
import type { Digest } from '../core/digest.ts';
import type { Boards } from './boards.ts';
import type { ManifestShelf } from './manifests.ts';
import type { InUse, Store } from './store.ts';
import { oneAtATime } from './writes.ts';

export interface StoreBoundDeps {
  readonly store: Pick<Store, 'bound' | 'evictWith'>;
  readonly boards: Pick<Boards, 'used' | 'drop'>;
  readonly shelf: Pick<ManifestShelf, 'facts' | 'underway' | 'drop'>;
  /** Bytes that may be kept; `undefined` until that is known. */
  most(): number | undefined;
}

/** @returns bounds the store, and resolves when that is done. Whoever calls while it waits to begin is served by that one. */
export function createStoreBound({ store, boards, shelf, most }: StoreBoundDeps) {
  store.evictWith({
    inUse: () => inUse(boards, shelf),
    gone({ repositories, digests }) {
      boards.drop(repositories);
      shelf.drop(digests);
    },
  });
  return oneAtATime(
    async () => {},
    async () => {
      const bytes = most();
      if (bytes !== undefined) await store.bound(bytes);
      return bytes !== undefined;
    },
  );
}

/** What somebody looks at: repositories, their manifests at hand with those of their images, and what is being fetched. */
function inUse(
  boards: Pick<Boards, 'used'>,
  shelf: Pick<ManifestShelf, 'facts' | 'underway'>,
): InUse {
  const used = [...boards.used()];
  const digests = new Set<Digest>(shelf.underway());
  for (const board of used) {
    for (const digest of board.digests()) {
      // Of the others nothing is kept: there may be hundreds of thousands of them.
      const facts = shelf.facts(digest);
      if (facts === undefined) continue;
      digests.add(digest);
      for (const image of facts.index?.images ?? []) digests.add(image.digest);
    }
  }
  return { repositories: new Set(used.map(({ repository }) => repository)), digests };
}
