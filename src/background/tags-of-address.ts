/**
 * Which tags the address of a tags page asks for. The site shows 25 rows a page, the web API gives a hundred: one of its
 * pages holds four of the site's, in the same order.
 */
import type { Failure } from '../core/failure.ts';
import { isTagOrdering } from '../core/hub-location.ts';
import { ok, type Result } from '../core/result.ts';
import { PAGE_SIZE, type TagPageQuestion } from '../hub/endpoints.ts';
import type { TagsAddress } from '../messaging/protocol.ts';
import type { Board } from './board.ts';
import type { NamePage, TagPages } from './tag-pages.ts';

/** Rows on one page of the site (seen 2021 to 2026). */
const ROWS = 25;

/** At most 25 names in the site's order. */
export async function tagsOfAddress(
  pages: Pick<TagPages, 'ask'>,
  board: Board,
  address: TagPageQuestion,
): Promise<Result<readonly string[], Failure>> {
  const answer = await pages.ask(board, pageWith(address), true);
  return answer.ok ? ok(namesOn(answer.value, address)) : answer;
}

/** The same without asking; empty where nobody has asked lately. */
export function knownTagsOfAddress(
  pages: Pick<TagPages, 'known'>,
  board: Board,
  address: TagPageQuestion,
): readonly string[] {
  const page = pages.known(board, pageWith(address));
  return page ? namesOn(page, address) : [];
}

/** An order that is not the site's is the usual one. */
export function questionOf({ page, name, ordering }: TagsAddress): TagPageQuestion {
  return {
    page,
    ...(name !== undefined && { name }),
    ...(isTagOrdering(ordering) && { ordering }),
  };
}

function pageWith(address: TagPageQuestion): TagPageQuestion {
  return { ...address, page: Math.floor(offsetOf(address) / PAGE_SIZE) + 1 };
}

function namesOn(page: NamePage, address: TagPageQuestion): readonly string[] {
  if (page.kind === 'wall') return [];
  const first = offsetOf(address) % PAGE_SIZE;
  return page.names.slice(first, first + ROWS);
}

function offsetOf({ page }: TagPageQuestion): number {
  return (page - 1) * ROWS;
}
