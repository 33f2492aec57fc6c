/**
 * Image IDs (config digests): the one thing that costs pulls, because only the manifest of an image names its config. By
 * itself this reads them one after another within the allowance; a click may go beyond it, at the price it was shown.
 */
import type { Digest } from '../core/digest.ts';
import type { PlatformKey } from '../core/platform.ts';
import type { Board } from './board.ts';
import { type ImageIdPlan, imageIdPlan } from './image-id-plan.ts';
import type { FailedAsk } from './knowledge.ts';
import type { Ledger } from './ledger.ts';
import type { ManifestShelf } from './manifests.ts';
import type { Payer } from './pull-record.ts';
import { createReadFailures } from './read-failures.ts';

/** What reading needs of a board. */
export type ReadBoard = Pick<Board, 'repository' | 'record' | 'isConfirmed' | 'told'>;

export interface ImageIds {
  /** Whether this group's image ID is on its way. */
  isBusy(group: Digest): boolean;
  /**
   * Why the last try for this group gave nothing, or for another that needs the same manifest.
   * @param next what would be read next (`image-id-plan.ts`)
   */
  failureOf(group: Digest, next?: Digest): FailedAsk | undefined;
  /** A click: at most as many GETs as the plan says now. */
  reveal(board: ReadBoard, group: Digest, preferred: PlatformKey): Promise<void>;
  /**
   * Replaces what one asker has on screen, and reads what the allowance permits, first groups first; what is kept from
   * earlier is read at once, and free. Call again whenever more is known.
   */
  readAllowed(asker: object, wish: ImageIdWish): Promise<void>;
  /** Whether something of what this asker has on screen is about to be read by itself: an answer is still to come then. */
  isToRead(asker: object): boolean;
  /** The asker is gone; nothing more is read for it. */
  drop(asker: object): void;
  /** Lets groups be tried again that failed. */
  forgetFailures(): void;
}

interface ImageIdWish {
  readonly board: ReadBoard;
  readonly groups: readonly Digest[];
  readonly preferred: PlatformKey;
}

export interface ImageIdDeps {
  readonly shelf: Pick<ManifestShelf, 'facts' | 'fetch' | 'recall'>;
  readonly ledger: Pick<Ledger, 'allowed'>;
  now(): number;
}

export function createImageIds({ shelf, ledger, now }: ImageIdDeps): ImageIds {
  const busy = new Set<Digest>();
  const failures = createReadFailures(now);
  const wishes = new Map<object, ImageIdWish>();
  let isReading = false;
  /** Whether somebody asked since the last look at what is wanted. */
  let isAsked = false;

  function planOf(
    board: ReadBoard,
    group: Digest,
    preferred: PlatformKey,
  ): ImageIdPlan | undefined {
    const record = board.record(group);
    return record && imageIdPlan(record, shelf.facts, preferred);
  }

  async function read(
    board: ReadBoard,
    group: Digest,
    preferred: PlatformKey,
    payer: Payer,
  ): Promise<void> {
    busy.add(group);
    failures.forget(group);
    board.told();
    const first = planOf(board, group, preferred)?.next;
    if (first !== undefined) failures.forget(first);
    // The platform's manifest, or an index and then the manifest that it names: two steps at most.
    for (let step = planOf(board, group, preferred)?.pulls ?? 0; step > 0; step -= 1) {
      const next = planOf(board, group, preferred)?.next;
      if (next === undefined) break;
      const answer = await shelf.fetch(board.repository, next, payer);
      if (!answer.ok) {
        failures.add(group, answer.error);
        // Other groups may hold the same manifest.
        failures.add(next, answer.error);
        break;
      }
    }
    busy.delete(group);
    board.told();
  }

  /** What is kept from earlier costs nothing: an index, and then the manifest that it names. */
  async function recallWished(): Promise<void> {
    for (let step = 0; step < 2; step += 1) {
      const next = [...wishes.values()].flatMap(({ board, groups, preferred }) =>
        groups.flatMap((group) => planOf(board, group, preferred)?.next ?? []),
      );
      await shelf.recall(next);
    }
  }

  function failureOf(group: Digest, next?: Digest): FailedAsk | undefined {
    return failures.of(group) ?? (next === undefined ? undefined : failures.of(next));
  }

  /** The first group of a wish that the allowance permits to read. */
  function nextOf({ board, groups, preferred }: ImageIdWish): Digest | undefined {
    const left = ledger.allowed();
    if (left === 0 || failures.concernAll()) return undefined;
    return groups.find((digest) => {
      const { pulls = 0, next } = planOf(board, digest, preferred) ?? {};
      if (busy.has(digest) || failureOf(digest, next)) return false;
      return pulls > 0 && pulls <= left && board.isConfirmed(digest);
    });
  }

  function nextAllowed(): (() => Promise<void>) | undefined {
    for (const wish of wishes.values()) {
      const group = nextOf(wish);
      if (group !== undefined) return () => read(wish.board, group, wish.preferred, 'allowance');
    }
    return undefined;
  }

  /** One after another, and what is wanted is looked at anew each time: a person scrolls on meanwhile. */
  async function readOn(): Promise<void> {
    isReading = true;
    do {
      isAsked = false;
      const hopeful = [...wishes.values()].filter((wish) => nextOf(wish) !== undefined);
      await recallWished();
      // What was kept need not be read: who waited for that is told.
      for (const wish of hopeful) if (nextOf(wish) === undefined) wish.board.told();
      const next = nextAllowed();
      if (next) {
        await next();
        isAsked = true;
      }
    } while (isAsked);
    isReading = false;
  }

  return {
    isBusy: (group) => busy.has(group),
    failureOf,
    forgetFailures: failures.forgetAll,
    async reveal(board, group, preferred) {
      if (!busy.has(group)) await read(board, group, preferred, 'click');
    },
    async readAllowed(asker, wish) {
      wishes.set(asker, wish);
      isAsked = true;
      if (!isReading) await readOn();
    },
    isToRead(asker) {
      const wish = wishes.get(asker);
      return wish !== undefined && nextOf(wish) !== undefined;
    },
    drop: (asker) => {
      wishes.delete(asker);
    },
  };
}
