/** What the store keeps of one repository, as a board takes it up. */
import type { RepositoryName } from '../core/repository.ts';
import { FRESH_MS, type TagRow } from './knowledge.ts';
import type { ListingRow, Store, WalkRow, WholeRow } from './store.ts';

export interface KeptBoard {
  readonly rows: readonly TagRow[];
  readonly listing?: ListingRow;
  readonly walk?: WalkRow;
  readonly whole?: WholeRow;
}

export async function readKeptBoard(
  store: Pick<Store, 'readTags' | 'readListing' | 'touchRepository'>,
  repository: RepositoryName,
  now: () => number,
): Promise<KeptBoard> {
  const [rows, kept] = await Promise.all([
    store.readTags(repository),
    store.readListing(repository),
  ]);
  // Somebody looks at it. Nobody has to wait for that to be noted.
  void store.touchRepository(repository);
  const { listing, walk, whole } = kept ?? {};
  return fromThePast(
    { rows, ...(listing && { listing }), ...(walk && { walk }), ...(whole && { whole }) },
    now(),
  );
}

/**
 * What seems to come from the future was learnt before the clock was set back, nobody knows how long ago: it counts as just
 * too old to be believed, so that it is asked again, and as known until then. All of it moves, and keeps its order.
 */
function fromThePast(kept: KeptBoard, now: number): KeptBoard {
  const { rows, listing, walk, whole } = kept;
  const words = rows.flatMap(({ hub, registry }) => [hub?.at ?? 0, registry?.at ?? 0]);
  const latest = words.reduce(
    (most, at) => Math.max(most, at),
    Math.max(listing?.endedAt ?? 0, walk?.at ?? 0, whole?.endedAt ?? whole?.at ?? 0),
  );
  if (latest <= now) return kept;
  const by = latest - (now - FRESH_MS);
  return {
    rows: rows.map(({ tag, hub, registry }) => ({
      tag,
      ...(hub && { hub: { ...hub, at: hub.at - by } }),
      ...(registry && { registry: { ...registry, at: registry.at - by } }),
    })),
    ...(listing && { listing: { ...listing, at: listing.at - by, endedAt: listing.endedAt - by } }),
    ...(walk && { walk: { ...walk, at: walk.at - by } }),
    ...(whole && {
      whole: {
        ...whole,
        at: whole.at - by,
        ...(whole.endedAt !== undefined && { endedAt: whole.endedAt - by }),
        ...(whole.before !== undefined && { before: whole.before - by }),
        ...(whole.waits && { waits: { ...whole.waits, until: whole.waits.until - by } }),
      },
    }),
  };
}
