/**
 * What each `Accept` header makes the registry answer for a tag, asked for by click: four HEADs, which are free. The
 * answers are kept in memory for as long as they can be called the present state.
 */
import PQueue from 'p-queue';
import { ACCEPT_CASES, type AcceptCase, type AcceptOutcome, outcomeKind } from '../core/accept.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { ManifestHead } from '../registry/manifest-answer.ts';
import type { Board } from './board.ts';
import type { FreeRegistry } from './gated.ts';
import { FRESH_MS, IDLE, isWithin, registryWord } from './knowledge.ts';

/** HEAD requests under way at the same time. */
const CONCURRENCY = 4;
/** Tags to remember at most. */
const MOST = 500;

/** What came of one question. */
export type AskedAccept = { readonly outcome: AcceptOutcome } | { readonly failure: Failure };

export interface AskedAccepts {
  readonly isAsking: boolean;
  /** What has come so far, and can be told. */
  readonly asked: ReadonlyMap<AcceptCase, AskedAccept>;
}

export interface Accepts {
  of(board: Board, tag: string): AskedAccepts;
  /** Asks all four anew; the board is told as they come. Never rejects. */
  ask(board: Board, tag: string): Promise<void>;
}

type Answer = Result<ManifestHead, Failure>;

interface Slot {
  isAsking: boolean;
  readonly answers: Map<AcceptCase, Answer>;
  /** When the last of them came, milliseconds since 1970. */
  at: number;
}

const NOTHING: AskedAccepts = { isAsking: false, asked: new Map() };

export function createAccepts(registry: Pick<FreeRegistry, 'head'>, now: () => number): Accepts {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  /** By board and tag, oldest first. */
  const slots = new Map<string, Slot>();

  function open(key: string): Slot {
    const slot: Slot = { isAsking: true, answers: new Map(), at: now() };
    slots.delete(key);
    slots.set(key, slot);
    const [oldest] = slots.keys();
    if (slots.size > MOST && oldest !== undefined) slots.delete(oldest);
    return slot;
  }

  async function askOne(board: Board, tag: string, accept: AcceptCase, slot: Slot): Promise<void> {
    const answer = await registry.head(board.repository, tag, { accept, priority: 'high' });
    slot.answers.set(accept, answer);
    // The question with all four is the one that every row asks.
    if (accept === 'all' && answer.ok) {
      board.update(tag, { registry: registryWord(answer.value, now()), registryAsk: IDLE });
    }
    board.told();
  }

  return {
    of(board, tag) {
      const slot = slots.get(keyOf(board, tag));
      if (!slot || !(slot.isAsking || isWithin(FRESH_MS, slot.at, now()))) return NOTHING;
      return { isAsking: slot.isAsking, asked: readAll(slot.answers) };
    },
    async ask(board, tag) {
      const key = keyOf(board, tag);
      if (slots.get(key)?.isAsking) return;
      const slot = open(key);
      board.told();
      await Promise.all(
        ACCEPT_CASES.map((accept) => queue.add(() => askOne(board, tag, accept, slot))),
      );
      slot.isAsking = false;
      slot.at = now();
      board.told();
    },
  };
}

function keyOf(board: Board, tag: string): string {
  return `${board.id}:${tag}`;
}

/** A 404 says that a form was withheld only where the question with all four forms has found the tag. */
function readAll(answers: ReadonlyMap<AcceptCase, Answer>): ReadonlyMap<AcceptCase, AskedAccept> {
  const all = answers.get('all');
  return new Map(
    [...answers].flatMap(([accept, answer]) => {
      const came = read(answer, all);
      return came ? [[accept, came] as const] : [];
    }),
  );
}

function read(answer: Answer, all: Answer | undefined): AskedAccept | undefined {
  if (answer.ok) {
    const { digest, mediaType } = answer.value;
    return { outcome: { kind: outcomeKind(mediaType), digest, mediaType } };
  }
  if (answer.error.kind !== 'not-found') return { failure: answer.error };
  if (!all) return undefined;
  return all.ok ? { outcome: { kind: 'refused' } } : { failure: all.error };
}
