/**
 * The registry's word on each tag that somebody looks at: HEAD requests, which are free, a few at a time, rows in the
 * viewport first. Each question is asked once at a time, however many pages want the answer.
 */
import type { Failure } from '../core/failure.ts';
import { CIRCUIT_OPEN } from '../http/circuit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Board } from './board.ts';
import { createBucket, rateWithBurst } from './bucket.ts';
import { createConcurrency, type Outcome } from './concurrency.ts';
import type { FreeRegistry } from './gated.ts';
import { IDLE, needsRegistry, PENDING, registryWord } from './knowledge.ts';
import { createListeners } from './listeners.ts';
import { type Job, WantedQueue } from './queue.ts';

/**
 * HEADs in any minute, and of those at once: all rows of a long page, and from then on 900 a minute. Docker Hub blocks an
 * address for thousands (Docker Hub usage and limits, "Abuse rate limit").
 */
const PACE = rateWithBurst(1_500, 600);
/** Rank of the first row outside every viewport: after all the rows that any page shows (at most 1,000). */
const OUT_OF_SIGHT = 1_000;

export interface Heads {
  /**
   * Replaces what one asker wants to know. Asks for what is not freshly known; a question that nobody wants any more is
   * dropped unless it is on its way.
   * @param visible how many of `tags`, from the first, are in sight
   */
  want(asker: object, board: Board, tags: readonly string[], visible: number): void;
  /** The asker is gone. */
  drop(asker: object): void;
  /** Whether any question waits or is under way. */
  isBusy(): boolean;
  /** Calls whenever the last question has been answered or dropped; the returned function ends it. */
  onRest(call: () => void): () => void;
}

interface HeadJob extends Job {
  readonly board: Board;
  readonly tag: string;
}

export function createHeads(
  registry: FreeRegistry,
  clock: Pick<Clock, 'now' | 'steady' | 'after'>,
): Heads {
  const now = () => clock.now();
  const listeners = createListeners();
  const concurrency = createConcurrency();
  const bucket = createBucket(() => clock.steady(), PACE);
  const queue = new WantedQueue<HeadJob>({
    limit: concurrency.limit,
    wait: bucket.wait,
    after: (milliseconds, call) => clock.after(milliseconds, call),
    rested: listeners.callAll,
  });

  async function ask(board: Board, tag: string, visible: boolean): Promise<void> {
    const priority = visible ? 'high' : 'low';
    const startedAt = clock.steady();
    bucket.take();
    const answer = await registry.head(board.repository, tag, { priority });
    concurrency.ended({
      startedAt,
      endedAt: clock.steady(),
      underWay: queue.underWay,
      outcome: answer.ok ? 'answer' : outcomeOf(answer.error),
    });
    const at = now();
    if (answer.ok) {
      board.update(tag, { registry: registryWord(answer.value, at), registryAsk: IDLE });
    } else if (answer.error.kind === 'not-found') {
      // That there is no such tag is an answer too.
      board.update(tag, { registry: { at }, registryAsk: IDLE });
    } else {
      board.update(tag, { registryAsk: { state: 'failed', failure: answer.error, at } });
    }
  }

  function replace(asker: object, jobs: readonly HeadJob[]): void {
    for (const { board, tag } of queue.want(asker, jobs)) board.update(tag, { registryAsk: IDLE });
  }

  return {
    want(asker, board, tags, visible) {
      const keyOf = (tag: string) => `${board.id}:${tag}`;
      const jobs = tags.flatMap((tag, place): HeadJob[] => {
        const key = keyOf(tag);
        if (!queue.isWaiting(key) && !needsRegistry(board.entry(tag), now())) return [];
        const inSight = place < visible;
        const rank = inSight ? place : OUT_OF_SIGHT + place;
        return [{ key, rank, board, tag, run: () => ask(board, tag, inSight) }];
      });
      if (jobs.length > 0) registry.warm(board.repository);
      for (const { tag } of jobs) {
        if (board.entry(tag).registryAsk !== PENDING) board.update(tag, { registryAsk: PENDING });
      }
      replace(asker, jobs);
    },
    drop: (asker) => replace(asker, []),
    isBusy: () => queue.isBusy,
    onRest: listeners.add,
  };
}

/** What a failure says of how much the registry can do at once. */
function outcomeOf({ kind, detail }: Failure): Outcome {
  if (kind === 'not-found') return 'answer';
  if (kind === 'rate-limited') return 'trouble';
  return kind === 'unavailable' && detail !== CIRCUIT_OPEN ? 'trouble' : 'none';
}
