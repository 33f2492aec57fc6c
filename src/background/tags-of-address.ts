/**
 * Which tags the address of a tags page asks for. The site shows 25 rows a page, the web API gives a hundred: one of its
 * pages holds four of the site's, in the same order.
 */
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { PAGE_SIZE, type TagPageQuestion } from '../hub/endpoints.ts';
import type { Board } from './board.ts';
import type { TagPages } from './tag-pages.ts';

/** Rows on one page of the site (seen 2021 to 2026). */
const ROWS = 25;

/** At most 25 names in the site's order. */
export async function tagsOfAddress(
  pages: TagPages,
  board: Board,
  address: TagPageQuestion,
): Promise<Result<readonly string[], Failure>> {
  const offset = (address.page - 1) * ROWS;
  const page = Math.floor(offset / PAGE_SIZE) + 1;
  const answer = await pages.ask(board, { ...address, page }, true);
  if (!answer.ok) return answer;
  if (answer.value.kind === 'wall') return ok([]);
  const first = offset % PAGE_SIZE;
  return ok(answer.value.names.slice(first, first + ROWS));
}
