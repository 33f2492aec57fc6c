/** What a listing of all tags has left to ask, as far as its answers have shown by now. */
import type { Steps } from '../core/steps.ts';
import type { Board } from './board.ts';
import type { WholeRow } from './store.ts';
import type { PagesEnd } from './whole-pages.ts';
import { planWhole, WALL, type WholePlan } from './whole-plan.ts';
import { countsFrom, type ListedNames, type Survey, survey } from './whole-survey.ts';

/** What the web API has shown of itself, in this life of the worker. */
export interface Learnt {
  /** How often each tag was hoped for in vain. */
  readonly tries: Map<string, number>;
  /** Rows of an answer that can be had; 0 where names are not told apart. */
  wall: number;
  /** For an account: the page to go on from. */
  plainFrom: number | undefined;
}

export function nothingLearnt(): Learnt {
  return { tries: new Map(), wall: WALL, plainFrom: undefined };
}

/** What the end of some pages has shown. */
export function learn(learnt: Learnt, end: PagesEnd): void {
  if (end.kind === 'unfiltered') learnt.wall = 0;
  else if (end.kind === 'wall' && end.isOfAll) learnt.plainFrom = undefined;
  // Narrower each time, so that this comes to an end.
  else if (end.kind === 'wall') learnt.wall = end.rows < learnt.wall ? end.rows : 0;
}

export interface WholeScope {
  readonly board: Board;
  readonly names: ListedNames;
  readonly learnt: Learnt;
}

export interface Planned {
  readonly plan: WholePlan;
  readonly known: Survey;
}

/** What is left to ask for. */
export interface Left {
  readonly requests: number;
  readonly heads: number;
}

export function leftOf({ requests, heads }: WholePlan): Left {
  return { requests, heads: heads.length };
}

/**
 * What is left to ask of a listing that began at `row.at`, from what is known when the first step is taken.
 * @param before a plan to keep where nothing has come since: a large one takes a while to make
 */
export function* planOf(
  { board, names, learnt }: WholeScope,
  row: WholeRow,
  before?: Planned,
): Steps<Planned> {
  const known = survey(board, names, countsFrom(row.at));
  if (before && isAlike(before.known, known)) return before;
  yield;
  const { tries, wall, plainFrom } = learnt;
  const reach = { tries, wall, ...(plainFrom !== undefined && { plainFrom }) };
  const state = { all: names.all, survey: known, asked: row.asked, ...reach };
  return { plan: yield* planWhole(state), known };
}

function isAlike(a: Survey, b: Survey): boolean {
  const isSame = (some: readonly string[], others: readonly string[]) =>
    some.length === others.length && some.every((tag, place) => tag === others[place]);
  return isSame(a.unlisted, b.unlisted) && isSame(a.untold, b.untold);
}
