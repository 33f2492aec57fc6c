/**
 * The web API's word on each tag that somebody looks at. One walk through the pages answers nearly all of them; what it did
 * not meet is asked for by name.
 */
import type { Board } from './board.ts';
import type { FreeHub } from './gated.ts';
import { hubWord } from './hub-word.ts';
import {
  type FailedAsk,
  IDLE,
  isFresh,
  isWithin,
  mayAsk,
  needsHub,
  PENDING,
  RETRY_MS,
  type TagEntry,
} from './knowledge.ts';
import { type ListingDeps, walk } from './listing.ts';
import { type Job, WantedQueue } from './queue.ts';
import type { RowsFirst, RowsState } from './rows-first.ts';

/** Single tags under way at the same time. */
const CONCURRENCY = 4;

export interface HubWords {
  /**
   * Replaces what one asker wants to know, and starts the walk where the last one is not fresh.
   * @param purpose `rows`: it is these tags that somebody looks at, or rows that are still to come; `list`: all there are
   */
  want(asker: object, board: Board, tags: readonly string[], purpose: Purpose): void;
  /** The same for tags that are few, without a walk: each is asked for by name. */
  wantByName(asker: object, board: Board, tags: readonly string[]): void;
  drop(asker: object): void;
}

type Purpose = 'rows' | 'list';

interface SingleJob extends Job {
  readonly board: Board;
  readonly tag: string;
}

interface Wish {
  readonly board: Board;
  readonly tags: readonly string[];
  readonly purpose: Purpose;
}

function keyOf(board: Board, tag: string): string {
  return `${board.id}:${tag}`;
}

/**
 * What a question without a row says of a tag. A 404 is an answer, whether it was asked for the tag or for the repository's
 * pages: the web API lists no such tag for whoever asks; what the registry has of it may be private.
 */
function withoutRow(ask: FailedAsk): Partial<Pick<TagEntry, 'hub' | 'hubAsk'>> {
  if (ask.failure.kind !== 'not-found') return { hubAsk: ask };
  return { hub: { at: ask.at, listed: false }, hubAsk: IDLE };
}

export function createHubWords(
  hub: FreeHub,
  listing: Omit<ListingDeps, 'wanted'>,
  rowsFirst: RowsFirst,
): HubWords {
  const { now } = listing;
  const queue = new WantedQueue<SingleJob>({
    limit: () => CONCURRENCY,
    wait: () => 0,
    after: () => undefined,
  });
  /** Of those that want the walk. */
  const wishes = new Map<object, Wish>();

  const wishesFor = (board: Board) => [...wishes].filter(([, wish]) => wish.board === board);

  async function ask(board: Board, tag: string): Promise<void> {
    const answer = await hub.tag(board.repository, tag);
    const at = now();
    if (answer.ok) {
      const hub = hubWord(answer.value, at, board.entry(tag).hub);
      board.update(tag, { hub, hubAsk: IDLE });
    } else {
      board.update(tag, withoutRow({ state: 'failed', failure: answer.error, at }));
    }
  }

  /** Which of the wanted tags must be asked for. */
  function open({ board, tags }: Wish): string[] {
    return tags.filter((tag) => isOpen(board, tag));
  }

  /** What a fresh listing has without images is asked for by name once; after that the next listing will do. */
  function isOpen(board: Board, tag: string): boolean {
    const entry = board.entry(tag);
    const { listing } = board;
    if (!needsHub(entry, now())) return false;
    if (!listing || !entry.hub || !isFresh(listing, now())) return true;
    return entry.hub.at <= listing.endedAt || isWithin(RETRY_MS, listing.at, entry.hub.at);
  }

  function needsWalk({ listing, listingAsk }: Board): boolean {
    return mayAsk(listingAsk, now()) && !isFresh(listing, now());
  }

  function stateOfRows(board: Board): RowsState {
    const wanted = wishesFor(board).map(([, wish]) => wish);
    const isPending = (tag: string) => board.entry(tag).hubAsk.state === 'pending';
    if (wanted.some(({ purpose, tags }) => purpose === 'list' || tags.some(isPending))) {
      return 'waiting';
    }
    const areComing = wanted.length > 0 && wanted.every(({ tags }) => tags.length === 0);
    return areComing ? 'coming' : 'told';
  }

  function askByName(asker: object, wish: Pick<Wish, 'board' | 'tags'>): void {
    const { board } = wish;
    const tags = wish.tags.filter(
      (tag) => queue.isWaiting(keyOf(board, tag)) || isOpen(board, tag),
    );
    const jobs = tags.map((tag, rank): SingleJob => {
      return { key: keyOf(board, tag), rank, board, tag, run: () => ask(board, tag) };
    });
    for (const tag of tags) {
      if (board.entry(tag).hubAsk !== PENDING) board.update(tag, { hubAsk: PENDING });
    }
    replace(asker, jobs);
  }

  function replace(asker: object, jobs: readonly SingleJob[]): void {
    for (const { board, tag } of queue.want(asker, jobs)) board.update(tag, { hubAsk: IDLE });
  }

  async function startWalk(board: Board): Promise<void> {
    const rowsAreTold = rowsFirst.begin(() => stateOfRows(board));
    const came = await walk(board, {
      ...listing,
      async turn(isWanted) {
        await rowsAreTold();
        return listing.turn(isWanted);
      },
      wanted: (walked) => wishesFor(walked).length > 0,
    });
    const { listingAsk } = board;
    // A walk without a single page says the same of every tag; one that got further leaves tags to ask for by name.
    const verdict =
      !came && listingAsk.state === 'failed' ? withoutRow(listingAsk) : { hubAsk: IDLE };
    for (const { tag, hubAsk } of [...board.entries()]) {
      if (hubAsk.state !== 'pending' || queue.has(keyOf(board, tag))) continue;
      board.update(tag, verdict);
    }
    const left = wishesFor(board);
    // It ended early because nobody was there, and somebody came back meanwhile.
    if (left.length > 0 && listingAsk.state === 'idle' && !isFresh(board.listing, now())) {
      await startWalk(board);
    } else for (const [asker, wish] of left) askByName(asker, wish);
  }

  return {
    want(asker, board, tags, purpose) {
      const wish = { board, tags, purpose };
      wishes.set(asker, wish);
      const walking = board.listingAsk.state === 'pending';
      if (!walking && !needsWalk(board)) {
        askByName(asker, wish);
        return;
      }
      for (const tag of open(wish)) board.update(tag, { hubAsk: PENDING });
      replace(asker, []);
      rowsFirst.look();
      if (!walking) void startWalk(board);
    },
    wantByName: (asker, board, tags) => askByName(asker, { board, tags }),
    drop(asker) {
      wishes.delete(asker);
      replace(asker, []);
      rowsFirst.look();
    },
  };
}
