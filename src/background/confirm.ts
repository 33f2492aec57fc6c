/**
 * The confirmation of all tags of a repository by HEAD, which a list that is to be published needs. A few hundred are asked
 * for at once. More than that takes minutes, and goes at the pace of a long listing. It ends whatever is answered: a tag
 * that cannot be had is one that was asked.
 */
import type { ConfirmingView } from '../messaging/view.ts';
import type { Clock } from '../platform/clock.ts';
import type { Board } from './board.ts';
import type { HeadPace } from './head-pace.ts';
import type { Heads } from './heads.ts';
import { FRESH_MS, isWithin } from './knowledge.ts';
import { isLong, openTags } from './unconfirmed.ts';
import { askHeads } from './whole-heads.ts';

export interface Confirmation {
  /**
   * Begins as soon as the listing has ended.
   * @param since what the registry has said from then on counts, milliseconds since 1970
   */
  start(since: number): void;
  /** What was not asked is not. */
  stop(): void;
  /** Asks, once it is known what. Call whenever something may have changed. */
  step(board: Board): void;
  /** How far it is; the end is told once, then it is over. */
  take(board: Board): ConfirmingView | undefined;
  readonly isUnderWay: boolean;
  /** Since when the registry's words count for a list; nothing where that is too long ago to speak of one confirmation. */
  since(): number | undefined;
  /** Another repository is opened. */
  drop(): void;
}

export interface ConfirmationDeps {
  readonly heads: Heads;
  /** Of a long one. */
  readonly headPace: HeadPace;
  readonly clock: Clock;
  /** It has gone on. */
  changed(): void;
}

/** One confirmation of one board's tags. */
interface Round {
  readonly total: number;
  readonly asked: readonly string[];
  /** Of a long one: how many were answered. */
  answered: number;
  isOver: boolean;
  readonly ended: AbortController;
}

export function createConfirmation({
  heads,
  headPace,
  clock,
  changed,
}: ConfirmationDeps): Confirmation {
  const asker = {};
  let isWanted = false;
  let since: number | undefined;
  /** When it ended, milliseconds since 1970. */
  let endedAt: number | undefined;
  let round: Round | undefined;

  function begin(board: Board, from: number): void {
    const asked = openTags(board, clock.now(), from);
    round = {
      total: board.size - board.signatures().size,
      asked,
      answered: 0,
      isOver: false,
      ended: new AbortController(),
    };
    if (isLong(asked.length)) void goThrough(board, round);
    else heads.want(asker, board, asked, 0);
  }

  async function goThrough(board: Board, mine: Round): Promise<void> {
    await askHeads(mine.asked, {
      board,
      heads,
      pace: headPace,
      signal: mine.ended.signal,
      answered(more) {
        mine.answered += more;
        changed();
      },
    });
    mine.isOver = true;
    changed();
  }

  function stop(): void {
    round?.ended.abort();
    heads.drop(asker);
    if (isWanted) endedAt = clock.now();
    isWanted = false;
    round = undefined;
  }

  return {
    start(from) {
      stop();
      isWanted = true;
      since = Math.min(from, clock.now());
      endedAt = undefined;
    },
    stop,
    step(board) {
      if (!isWanted || round || board.listingAsk.state === 'pending') return;
      begin(board, since ?? clock.now());
    },
    take(board) {
      if (!isWanted) return undefined;
      if (!round) return { done: 0, total: 0 };
      const { total, asked } = round;
      const left = leftOf(board, round);
      if (left === 0) stop();
      const seconds = isLong(asked.length) ? Math.ceil(headPace.estimate(left) / 1_000) : 0;
      return { done: total - left, total, ...(seconds > 0 && { seconds }) };
    },
    get isUnderWay() {
      return isWanted;
    },
    since() {
      const isLately = endedAt === undefined || isWithin(FRESH_MS, endedAt, clock.now());
      return isLately ? since : undefined;
    },
    drop() {
      stop();
      since = undefined;
    },
  };
}

/** Tags that are still to be answered. */
function leftOf(board: Board, { asked, answered, isOver }: Round): number {
  if (isOver) return 0;
  if (isLong(asked.length)) return Math.max(1, asked.length - answered);
  return asked.filter((tag) => board.entry(tag).registryAsk.state === 'pending').length;
}
