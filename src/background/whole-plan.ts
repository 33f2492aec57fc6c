/**
 * What a listing of all tags has left to ask: pages of the web API, a hundred tags each, as long as they are worth it, and
 * HEAD requests for what remains. Pure: made anew from what is known, so that any life of the worker can go on with it.
 */
import { planNameFiltersInSteps } from '../core/name-filters.ts';
import type { Steps } from '../core/steps.ts';
import { PAGE_SIZE } from '../hub/endpoints.ts';
import type { WholeRow } from './store.ts';
import type { Survey } from './whole-survey.ts';

/** Rows after which an answer to nobody in particular ends (Docker Hub, since 2026-08-11). */
export const WALL = 1_000;
/** Tags that a page must bring at least: fewer are asked for one by one. */
const WORTHWHILE = 5;
/** How often a tag is hoped for among an answer's rows. Where none of them has it, the web API has not. */
export const MOST_TRIES = 2;

/** Pages of one question. */
export interface Series {
  /** A part of the names; all tags without it. */
  readonly name?: string;
  /** The tags for whose sake it is asked. */
  readonly covers: readonly string[];
  /** From 1, those that are left to ask for. */
  readonly pages: readonly number[];
}

export interface WholePlan {
  /** In the order to ask. */
  readonly series: readonly Series[];
  readonly heads: readonly string[];
  /** Pages of all series. */
  readonly requests: number;
}

export interface WholeState {
  /** All names that the registry lists. */
  readonly all: readonly string[];
  readonly survey: Pick<Survey, 'unlisted' | 'untold'>;
  readonly asked: WholeRow['asked'];
  /** How often each tag was hoped for in vain. */
  readonly tries: ReadonlyMap<string, number>;
  /** Rows of an answer that can be had; 0 where the web API does not tell names apart. */
  readonly wall: number;
  /** For an account, which no wall stops: the page to go on from. */
  readonly plainFrom?: number;
}

export function* planWhole(state: WholeState): Steps<WholePlan> {
  const { tries, survey } = state;
  let wanted = survey.unlisted.filter((tag) => (tries.get(tag) ?? 0) < MOST_TRIES);
  const series: Series[] = [];
  const add = (one: Series) => {
    if (one.pages.length === 0) return;
    series.push(one);
    const covered = new Set(one.covers);
    wanted = wanted.filter((tag) => !covered.has(tag));
  };
  const plain = { covers: wanted, pages: plainPages(state) };
  if (isWorthwhile(plain)) add(plain);
  if (state.wall > 0) {
    for (const { name } of state.asked) {
      if (name === undefined) continue;
      yield;
      const covers = wanted.filter((tag) => tag.includes(name));
      if (covers.length < WORTHWHILE) continue;
      const rest = { name, covers, pages: restOf(state, name) };
      if (isWorthwhile(rest)) add(rest);
    }
    const filters = yield* filtered(state, wanted);
    series.push(...filters.filter(({ pages }) => pages.length > 0));
  }
  const covered = new Set(series.flatMap(({ covers }) => covers));
  return {
    series,
    heads: survey.untold.filter((tag) => !covered.has(tag)),
    requests: series.reduce((sum, { pages }) => sum + pages.length, 0),
  };
}

function isWorthwhile({ covers, pages }: Series): boolean {
  return covers.length >= pages.length * WORTHWHILE;
}

function plainPages({ all, asked, plainFrom }: WholeState): readonly number[] {
  if (plainFrom === undefined) return [];
  return without(asked, undefined, plainFrom, Math.ceil(all.length / PAGE_SIZE));
}

/** Of a filter that was cut off: the rest of its pages. */
function restOf({ all, asked, wall }: WholeState, name: string): readonly number[] {
  const part = name.toLowerCase();
  const matching = all.filter((tag) => tag.toLowerCase().includes(part)).length;
  return without(asked, name, 1, Math.ceil(Math.min(matching, wall) / PAGE_SIZE));
}

function* filtered(
  { all, asked, wall }: WholeState,
  wanted: readonly string[],
): Steps<readonly Series[]> {
  const limits = { wall, pageSize: PAGE_SIZE, worthwhile: WORTHWHILE };
  const { filters } = yield* planNameFiltersInSteps(all, wanted, limits);
  return filters.map(({ name, requests, covers }) => {
    return { name, covers, pages: without(asked, name, 1, requests) };
  });
}

/** The pages from one to another that were not answered yet. */
function without(
  asked: WholeRow['asked'],
  name: string | undefined,
  first: number,
  last: number,
): readonly number[] {
  const before = asked.find((one) => one.name === name)?.pages ?? [];
  const length = Math.max(0, last - first + 1);
  return Array.from({ length }, (_, place) => first + place).filter(
    (page) => !before.includes(page),
  );
}

/** The same questions, with one more that was answered. */
export function withAsked(
  asked: WholeRow['asked'],
  name: string | undefined,
  page: number,
): WholeRow['asked'] {
  const before = asked.find((one) => one.name === name);
  if (before?.pages.includes(page)) return asked;
  const after = { ...(name !== undefined && { name }), pages: [...(before?.pages ?? []), page] };
  return before ? asked.map((one) => (one === before ? after : one)) : [...asked, after];
}
