/**
 * Pages of the web API's tag list, each question asked once at a time. Whoever asks, the rows go onto the board: the API
 * gives a hundred tags with all their platforms in one answer, and all of it is of use to somebody.
 */
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { TagPageQuestion } from '../hub/endpoints.ts';
import type { TagPage } from '../hub/page-answer.ts';
import type { Board } from './board.ts';
import type { FreeHub } from './gated.ts';
import { hubWord } from './hub-word.ts';
import { IDLE, isFresh } from './knowledge.ts';

/** A page without its rows: those are on the board. */
export type NamePage =
  | { readonly kind: 'wall' }
  | {
      readonly kind: 'page';
      readonly count?: number;
      /** In the API's order. */
      readonly names: readonly string[];
      readonly hasNext: boolean;
    };

export interface PageQuestion extends TagPageQuestion {
  /** Of the request, where one is made. */
  readonly priority?: 'low';
}

export interface TagPages {
  /** @param reuse whether an answer of the last five minutes will do */
  ask(board: Board, question: PageQuestion, reuse: boolean): Promise<Result<NamePage, Failure>>;
  /** The answer of the last five minutes, where there is one. */
  known(board: Board, question: TagPageQuestion): NamePage | undefined;
}

/** Answers to remember at most. */
const REMEMBERED = 40;

export function createTagPages(hub: FreeHub, now: () => number): TagPages {
  const underway = new Map<string, Promise<Result<NamePage, Failure>>>();
  const answered = new Map<string, { readonly page: NamePage; readonly at: number }>();

  async function fetchPage(
    board: Board,
    question: PageQuestion,
    key: string,
  ): Promise<Result<NamePage, Failure>> {
    const answer = await hub.tagPage(board.repository, question);
    if (!answer.ok) return answer;
    const at = now();
    const page = noteRows(board, answer.value, at);
    answered.delete(key);
    answered.set(key, { page, at });
    for (const oldest of answered.keys()) {
      if (answered.size <= REMEMBERED) break;
      answered.delete(oldest);
    }
    return ok(page);
  }

  function known(key: string): NamePage | undefined {
    const before = answered.get(key);
    return isFresh(before, now()) ? before?.page : undefined;
  }

  return {
    known: (board, question) => known(questionKey(board, question)),
    async ask(board, question, reuse) {
      const key = questionKey(board, question);
      const before = reuse ? known(key) : undefined;
      if (before) return ok(before);
      const running = underway.get(key);
      if (running) return running;
      const asking = fetchPage(board, question, key).finally(() => underway.delete(key));
      underway.set(key, asking);
      return asking;
    },
  };
}

/** The same for the same question to the same board, and not to one that replaces it. */
export function questionKey(
  { id }: Board,
  { page, name = '', ordering = 'last_updated' }: TagPageQuestion,
): string {
  return JSON.stringify([id, page, name, ordering]);
}

function noteRows(board: Board, page: TagPage, at: number): NamePage {
  if (page.kind === 'wall') return page;
  for (const row of page.tags) {
    const previous = board.entry(row.name).hub;
    board.update(row.name, { hub: hubWord(row, at, previous), hubAsk: IDLE });
  }
  return {
    kind: 'page',
    ...(page.count !== undefined && { count: page.count }),
    names: page.tags.map(({ name }) => name),
    hasNext: page.hasNext,
  };
}
