/**
 * Asks the pages of a listing of all tags: a few at a time, none before its turn, and none whose tags have all come
 * meanwhile. What an answer shows to be otherwise than planned ends it, so that the rest is planned anew.
 */
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { PAGE_SIZE, type TagPageQuestion } from '../hub/endpoints.ts';
import type { NamePage } from './tag-pages.ts';
import { type Series, WALL } from './whole-plan.ts';

/** Pages under way at the same time. */
const CONCURRENCY = 3;
/** Answers in a row that cannot be read before that is what all of them are. */
const MOST_UNREAD = 3;

export interface WholePagesDeps {
  ask(question: TagPageQuestion): Promise<Result<NamePage, Failure>>;
  /** Resolves when the next may be asked; to `false` where it is over before. */
  turn(): Promise<boolean>;
  isOver(): boolean;
  /** Whether nobody has spoken of that tag yet. */
  isWanted(tag: string): boolean;
  /** A page was answered, or is known not to be there. */
  answered(name: string | undefined, page: number): void;
  /** All of a question was answered, and has not told of that tag. */
  missed(tag: string): void;
}

export type PagesEnd =
  | { readonly kind: 'asked' | 'over' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Rows after which the answers end: fewer than was planned with. Of all tags, or of parts of names. */
  | { readonly kind: 'wall'; readonly rows: number; readonly isOfAll: boolean }
  /** The web API gives tags that do not hold what was asked for. */
  | { readonly kind: 'unfiltered' };

export class WholePages {
  readonly #deps: WholePagesDeps;
  readonly #left: Line[];
  #end: PagesEnd | undefined;
  /** Answers in a row that could not be read. */
  #unread = 0;

  constructor(series: readonly Series[], deps: WholePagesDeps) {
    this.#deps = deps;
    this.#left = series.map((one) => new Line(one));
  }

  /** How many are left to ask for. */
  get requests(): number {
    return this.#left.reduce((sum, { pages }) => sum + pages.length, 0);
  }

  /** What is under way ends in any case: its rows count. */
  async run(): Promise<PagesEnd> {
    await Promise.all(Array.from({ length: CONCURRENCY }, () => this.#walk()));
    return this.#end ?? { kind: this.#deps.isOver() ? 'over' : 'asked' };
  }

  async #walk(): Promise<void> {
    while (!this.#isEnded() && this.#next()) {
      if (!(await this.#deps.turn()) || this.#isEnded()) return;
      // Another one may have taken it, or brought all that it was for.
      const line = this.#next();
      if (!line) return;
      await this.#step(line);
    }
  }

  #isEnded(): boolean {
    return this.#end !== undefined || this.#deps.isOver();
  }

  /** The first question whose tags have not all come. */
  #next(): Line | undefined {
    return this.#left.find((line) => {
      if (line.pages.length > 0 && !line.covers.some(this.#deps.isWanted)) line.pages.length = 0;
      return line.pages.length > 0;
    });
  }

  async #step(line: Line): Promise<void> {
    const page = line.take();
    if (page === undefined) return;
    const { name } = line;
    const question = { page, ...(name !== undefined && { name, ordering: 'name' as const }) };
    const answer = await this.#deps.ask(question);
    line.underway -= 1;
    if (answer.ok) this.#note(line, page, answer.value);
    else if (answer.error.kind === 'not-found' && page > 1) this.#cut(line, page);
    else if (answer.error.kind === 'malformed' && this.#unread < MOST_UNREAD) this.#skip(line);
    else {
      line.pages.unshift(page);
      this.#end ??= { kind: 'failed', failure: answer.error };
      return;
    }
    if (line.pages.length > 0 || line.underway > 0 || this.#end) return;
    for (const tag of line.covers) if (this.#deps.isWanted(tag)) this.#deps.missed(tag);
  }

  /** One question that is answered with nonsense does not stop the others. */
  #skip(line: Line): void {
    this.#unread += 1;
    line.pages = [];
  }

  #note(line: Line, page: number, answer: NamePage): void {
    this.#unread = 0;
    const { name } = line;
    if (answer.kind === 'wall') {
      const rows = (page - 1) * PAGE_SIZE;
      this.#end ??= { kind: 'wall', rows, isOfAll: name === undefined };
      return;
    }
    this.#deps.answered(name, page);
    if (!answer.hasNext || answer.names.length === 0) this.#cut(line, page + 1);
    else if (page === line.last && page < line.most) line.extend();
    if (name === undefined || answer.names.every((tag) => holds(tag, name))) return;
    this.#end ??= { kind: 'unfiltered' };
  }

  /** There are no pages from this one on. */
  #cut(line: Line, first: number): void {
    for (let page = first; page <= line.last; page += 1) this.#deps.answered(line.name, page);
    line.last = first - 1;
    line.pages = line.pages.filter((page) => page < first);
  }
}

/** What is done of one question. */
class Line {
  readonly name: string | undefined;
  readonly covers: readonly string[];
  /** Left to ask for. */
  pages: number[];
  /** As far as is known. */
  last: number;
  /** As far as it can be: the wall's last page; of all tags one more than was planned with, for tags that were pushed since. */
  readonly most: number;
  underway = 0;

  constructor({ name, covers, pages }: Series) {
    this.name = name;
    this.covers = covers;
    this.pages = [...pages];
    this.last = Math.max(...pages);
    this.most = name === undefined ? this.last + 1 : WALL / PAGE_SIZE;
  }

  take(): number | undefined {
    const page = this.pages.shift();
    if (page !== undefined) this.underway += 1;
    return page;
  }

  /** There is one more than was thought. */
  extend(): void {
    this.last += 1;
    this.pages.push(this.last);
  }
}

/** Nobody has proven whether the web API heeds case. */
function holds(tag: string, part: string): boolean {
  return tag.toLowerCase().includes(part.toLowerCase());
}
