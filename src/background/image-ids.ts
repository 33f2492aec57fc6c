/**
 * Image IDs (config digests): the one thing that costs pulls, because only the manifest of an image names its config. By
 * itself this reads them one after another within the allowance; a click may go beyond it, at the price it was shown.
 */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import { pickImage } from '../core/image-choice.ts';
import { manifestKind } from '../core/media-type.ts';
import { type PlatformKey, UNKNOWN_PLATFORM } from '../core/platform.ts';
import type { TagRecord } from '../core/tag-record.ts';
import type { Board } from './board.ts';
import type { Ledger, Payer } from './ledger.ts';
import type { ManifestShelf } from './manifests.ts';
import type { FactsOf } from './spoken.ts';

/** How to get at one image ID. */
export interface ImageIdPlan {
  /** The platform preferred here, else the first one that there is. */
  readonly platform: PlatformKey;
  /** The image ID, once it is known. */
  readonly digest?: Digest;
  /** Manifest GETs that it takes at most. */
  readonly pulls: 0 | 1 | 2;
  /** What to read next. */
  readonly next?: Digest;
}

/** `undefined` where there is no image ID: an artifact, schema 1, an index of indexes, bytes that are of no use. */
export function imageIdPlan(
  { digest, mediaType, images = [] }: TagRecord,
  facts: FactsOf,
  preferred: PlatformKey,
): ImageIdPlan | undefined {
  const kind = mediaType === undefined ? undefined : manifestKind(mediaType);
  if (kind === 'legacy' || kind === 'unknown') return undefined;
  const isOneImage = kind === 'image' || images.some((image) => image.digest === digest);
  if (isOneImage) return onePlan(images[0]?.platform ?? UNKNOWN_PLATFORM, digest, facts);
  const image = pickImage(images, preferred) ?? images[0];
  if (image) return onePlan(image.platform, image.digest, facts);
  // The index must be read first to know its images. Where it was read, there are none.
  return facts(digest) ? undefined : { platform: preferred, pulls: 2, next: digest };
}

function onePlan(platform: PlatformKey, image: Digest, facts: FactsOf): ImageIdPlan | undefined {
  const read = facts(image);
  if (read === undefined) return { platform, pulls: 1, next: image };
  return read.config && { platform, digest: read.config, pulls: 0 };
}

export interface ImageIds {
  /** Whether this group's image ID is on its way. */
  isBusy(group: Digest): boolean;
  /** Why the last try for this group gave nothing. */
  failureOf(group: Digest): Failure | undefined;
  /** A click: at most as many GETs as the plan says now. */
  reveal(board: Board, group: Digest, preferred: PlatformKey): Promise<void>;
  /**
   * Replaces what one asker has on screen, and reads what the allowance permits, first groups first. Call again whenever
   * more is known.
   */
  readAllowed(asker: object, wish: ImageIdWish): Promise<void>;
  /** The asker is gone; nothing more is read for it. */
  drop(asker: object): void;
  /** Lets groups be tried again that failed. */
  forgetFailures(): void;
}

interface ImageIdWish {
  readonly board: Board;
  readonly groups: readonly Digest[];
  readonly preferred: PlatformKey;
}

export interface ImageIdDeps {
  readonly shelf: Pick<ManifestShelf, 'facts' | 'fetch'>;
  readonly ledger: Pick<Ledger, 'allowed'>;
}

export function createImageIds({ shelf, ledger }: ImageIdDeps): ImageIds {
  const busy = new Set<Digest>();
  const failures = new Map<Digest, Failure>();
  const wishes = new Map<object, ImageIdWish>();
  let isReading = false;

  function planOf(board: Board, group: Digest, preferred: PlatformKey): ImageIdPlan | undefined {
    const record = board.record(group);
    return record && imageIdPlan(record, shelf.facts, preferred);
  }

  async function read(
    board: Board,
    group: Digest,
    preferred: PlatformKey,
    payer: Payer,
  ): Promise<void> {
    busy.add(group);
    failures.delete(group);
    board.told();
    // The platform's manifest, or an index and then the manifest that it names: two steps at most.
    for (let step = planOf(board, group, preferred)?.pulls ?? 0; step > 0; step -= 1) {
      const next = planOf(board, group, preferred)?.next;
      if (next === undefined) break;
      const answer = await shelf.fetch(board.repository, next, payer);
      if (!answer.ok) {
        failures.set(group, answer.error);
        break;
      }
    }
    busy.delete(group);
    board.told();
  }

  function nextAllowed(): (() => Promise<void>) | undefined {
    const left = ledger.allowed();
    if (left === 0) return undefined;
    for (const { board, groups, preferred } of wishes.values()) {
      const group = groups.find((digest) => {
        if (busy.has(digest) || failures.has(digest)) return false;
        const pulls = planOf(board, digest, preferred)?.pulls ?? 0;
        return pulls > 0 && pulls <= left && board.isConfirmed(digest);
      });
      if (group !== undefined) return () => read(board, group, preferred, 'allowance');
    }
    return undefined;
  }

  return {
    isBusy: (group) => busy.has(group),
    failureOf: (group) => failures.get(group),
    forgetFailures: () => failures.clear(),
    async reveal(board, group, preferred) {
      if (!busy.has(group)) await read(board, group, preferred, 'click');
    },
    async readAllowed(asker, wish) {
      wishes.set(asker, wish);
      if (isReading) return;
      isReading = true;
      // One after another, and what is wanted is looked at anew each time: a person scrolls on meanwhile.
      for (let next = nextAllowed(); next; next = nextAllowed()) await next();
      isReading = false;
    },
    drop: (asker) => {
      wishes.delete(asker);
    },
  };
}
