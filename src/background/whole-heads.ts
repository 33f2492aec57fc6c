/**
 * The part of a listing of all tags that the web API cannot tell: one HEAD a tag, free, after everything that somebody
 * sees, in rounds, and no more of them a minute than Docker Hub is used to.
 */
import type { Failure } from '../core/failure.ts';
import type { Clock } from '../platform/clock.ts';
import type { Board } from './board.ts';
import type { Heads } from './heads.ts';
import { pause } from './whole-wait.ts';

/** Tags to ask for at a time. */
const ROUND = 100;
/** Questions that may go as fast as they are answered. */
const AT_ONCE = 300;
/** Milliseconds between two of those that come after: the tools of the official images send 300 a minute at most. */
const EVERY_MS = 200;
/** Milliseconds that one of the first takes, about: a few are under way at the same time. */
const QUICK_MS = 50;

/** Milliseconds that so many take, about. */
export function headsTake(heads: number): number {
  return Math.min(heads, AT_ONCE) * QUICK_MS + Math.max(0, heads - AT_ONCE) * EVERY_MS;
}

export interface WholeHeadsDeps {
  readonly board: Board;
  readonly heads: Heads;
  readonly clock: Clock;
  /** Ends it: what was not sent is not sent any more. */
  readonly signal: AbortSignal;
  /** So many more were answered. */
  answered(heads: number): void;
}

/**
 * Goes on where single tags fail; not where a round of them does.
 * @returns what went wrong and may pass, where some were not answered
 */
export async function askHeads(
  tags: readonly string[],
  { board, heads, clock, signal, answered }: WholeHeadsDeps,
): Promise<Failure | undefined> {
  const asker = {};
  const began = clock.steady();
  let problem: Failure | undefined;
  for (let sent = 0; sent < tags.length; sent += ROUND) {
    const due = began + Math.max(0, sent - AT_ONCE) * EVERY_MS;
    await pause(due - clock.steady(), clock, signal);
    if (signal.aborted) return undefined;
    const round = tags.slice(sent, sent + ROUND);
    heads.want(asker, board, round, 0);
    await settled(board, round, signal);
    if (signal.aborted) {
      heads.drop(asker);
      return undefined;
    }
    const failed = round.flatMap((tag) => passing(board, tag) ?? []);
    problem ??= failed[0];
    answered(round.length - failed.length);
    if (failed.length === round.length) return problem;
  }
  return problem;
}

/** Resolves when none of them is under way. */
async function settled(board: Board, tags: readonly string[], signal: AbortSignal): Promise<void> {
  const isPending = (tag: string) => board.entry(tag).registryAsk.state === 'pending';
  /** Found pending last: most often it still is. */
  let place = 0;
  const isOver = () => {
    while (place < tags.length && !isPending(tags[place] ?? '')) place += 1;
    return signal.aborted || place === tags.length;
  };
  if (isOver()) return;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!isOver()) return;
      stopListening();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const stopListening = board.onChange(look);
    signal.addEventListener('abort', look);
  });
}

/** Kinds that pass by waiting. What else fails of one tag is its answer. */
function passing(board: Board, tag: string): Failure | undefined {
  const { registryAsk } = board.entry(tag);
  if (registryAsk.state !== 'failed') return undefined;
  return passes(registryAsk.failure) ? registryAsk.failure : undefined;
}

/** Whether it may be over after a while. */
export function passes({ kind }: Failure): boolean {
  return kind === 'rate-limited' || kind === 'unavailable' || kind === 'offline';
}
