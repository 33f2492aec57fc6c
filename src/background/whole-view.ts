/** From the state of a listing of all tags to what is told of it. */
import type { Failure } from '../core/failure.ts';
import type { WholeListingView } from '../messaging/view.ts';
import type { HeadPace } from './head-pace.ts';
import type { HubPace } from './hub-pace.ts';
import type { WholeWait } from './store.ts';
import { failureView } from './tag-view.ts';
import type { Left } from './whole-planned.ts';

/** Milliseconds that a page takes, where nothing holds it up: a few are under way at the same time. */
const PAGE_MS = 150;

export interface WholeFacts {
  readonly state: WholeListingView['state'];
  readonly left: Left;
  readonly done: number;
  readonly total: number;
  readonly failure: Failure | undefined;
  /** While it runs, and waits by itself. */
  readonly waiting: WholeWait | undefined;
  readonly doneAt: number | undefined;
  readonly isYours: boolean;
  readonly isGuess: boolean;
}

export interface Paces {
  readonly pace: HubPace;
  readonly headPace: HeadPace;
}

/** @param now milliseconds since 1970 */
export function wholeView(
  facts: WholeFacts,
  { pace, headPace }: Paces,
  now: number,
): WholeListingView {
  const { state, left, waiting, doneAt } = facts;
  const { requests, heads } = left;
  const waitsUntil = waitOf(facts, pace);
  // What passes at a time that is named needs no other reason.
  const problem = waiting && waiting.failure.kind !== 'rate-limited' ? waiting.failure : undefined;
  const failure = facts.failure ?? problem;
  const rest = Math.max(0, (waiting?.until ?? now) - now);
  const takes = Math.max(pace.estimate(requests), requests * PAGE_MS) + headPace.estimate(heads);
  return {
    state,
    requests,
    heads,
    seconds: Math.ceil((takes + rest) / 1_000),
    done: facts.done,
    total: facts.total,
    ...(waitsUntil !== undefined && { waitsUntil }),
    ...(waitsUntil !== undefined && waiting && { isLimited: true }),
    ...(state === 'running' && facts.isYours && { isYours: true }),
    ...(facts.isGuess && { isGuess: true }),
    ...(failure && { failure: failureView(failure) }),
    ...(doneAt !== undefined && { doneAt }),
  };
}

function waitOf({ state, waiting, left }: WholeFacts, pace: HubPace): number | undefined {
  if (state !== 'running') return undefined;
  if (waiting) return waiting.failure.kind === 'rate-limited' ? waiting.until : undefined;
  return left.requests > 0 ? pace.waitsUntil() : undefined;
}
