/**
 * The part of a listing of all tags that the web API cannot tell: one HEAD a tag, free, after everything that somebody
 * sees, in rounds, and no more of them a minute than `head-pace.ts` lets through.
 */
import type { Failure } from '../core/failure.ts';
import type { Board } from './board.ts';
import type { HeadPace } from './head-pace.ts';
import type { Heads } from './heads.ts';

/** Tags to ask for at a time. */
const ROUND = 100;

export interface WholeHeadsDeps {
  readonly board: Board;
  readonly heads: Heads;
  readonly pace: Pick<HeadPace, 'turns'>;
  /** Ends it: what was not sent is not sent any more. */
  readonly signal: AbortSignal;
  /** So many more were answered. */
  answered(heads: number): void;
}

/**
 * Goes on where single tags fail; not where a round of them does, nor where what failed is so for all of them.
 * @returns what went wrong, where some were not answered: of several failures one that may pass
 */
export async function askHeads(
  tags: readonly string[],
  { board, heads, pace, signal, answered }: WholeHeadsDeps,
): Promise<Failure | undefined> {
  const asker = {};
  let passing: Failure | undefined;
  let single: Failure | undefined;
  for (let sent = 0; sent < tags.length; sent += ROUND) {
    const round = tags.slice(sent, sent + ROUND);
    if (!(await pace.turns(round.length, signal))) return undefined;
    heads.want(asker, board, round, 0);
    await settled(board, round, signal);
    if (signal.aborted) {
      heads.drop(asker);
      return undefined;
    }
    const failures = round.flatMap((tag) => failureOf(board, tag) ?? []);
    answered(round.length - failures.length);
    const ofAll = failures.find(isOfAll);
    if (ofAll) return ofAll;
    passing ??= failures.find(passes);
    single ??= failures[0];
    if (failures.length === round.length) break;
  }
  return passing ?? single;
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

function failureOf(board: Board, tag: string): Failure | undefined {
  const { registryAsk } = board.entry(tag);
  return registryAsk.state === 'failed' ? registryAsk.failure : undefined;
}

/** Whether it may be over after a while. */
export function passes({ kind }: Failure): boolean {
  return kind === 'rate-limited' || kind === 'unavailable' || kind === 'offline';
}

/** Whether somebody has to do something first: it is so for the host, or the repository. */
function isOfAll({ kind }: Failure): boolean {
  return kind === 'permission' || kind === 'denied';
}
