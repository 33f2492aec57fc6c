/** The two hundred navigations: what a person does on Docker Hub in a week, drawn from a seed. */
import { MOST_REMEMBERED } from '../../src/messaging/remembered-rows.ts';
import type { Draw } from '../fuzz/draw.ts';
import type { WorldRepository } from '../standin/world.ts';
import type { BrowserPage } from './page.ts';
import { tagsOfPage } from './rows.ts';
import type { Session } from './session.ts';
import { expectNothingWrong, go, goBy, LONG, settle } from './soak-page.ts';
import {
  isOfficial,
  layersAddress,
  overviewAddress,
  pagesOf,
  someTagsAddress,
  tagsAddress,
} from './soak-world.ts';

/** How often each kind of step is taken, of a hundred. */
const KINDS = [
  ['tags', 42],
  ['overview', 12],
  ['layers', 8],
  ['elsewhere', 4],
  ['back', 10],
  ['forward', 6],
  ['load', 9],
  ['dock', 3],
  ['popup', 6],
] as const;
type Kind = (typeof KINDS)[number][0];
const LOT = KINDS.flatMap(([kind, often]) => Array.from({ length: often }, (): Kind => kind));

export class Walk {
  readonly #session: Session;
  readonly #repositories: readonly WorldRepository[];
  readonly #page: BrowserPage;
  readonly #draw: Draw;
  /** Where the tab stands in its history. */
  #at = 0;
  #length = 0;
  navigations = 0;

  /** @param page the tab that is kept; it has been nowhere else */
  constructor(
    session: Session,
    repositories: readonly WorldRepository[],
    page: BrowserPage,
    draw: Draw,
  ) {
    this.#session = session;
    this.#repositories = repositories;
    this.#page = page;
    this.#draw = draw;
  }

  async step(): Promise<void> {
    const draw = this.#draw;
    this.#session.standin.site.nesting = draw.pick(['cards', 'cards', 'divs', 'bare', 'commands']);
    const kind = draw.pick(LOT);
    const repository = draw.pick(this.#repositories);
    if (kind === 'popup') await this.#popup(repository, draw.pick(this.#repositories));
    else if (kind === 'load') await this.#load(someTagsAddress(repository, draw));
    else if (kind === 'back' && this.#at > 0) await this.#by(-1);
    else if (kind === 'forward' && this.#at < this.#length) await this.#by(1);
    else if (kind === 'dock') await this.#dock(repository);
    else await this.#to(this.#address(kind, repository));
    this.navigations += 1;
    // Who moves on before all is there leaves questions behind.
    if (draw.chance(0.2)) return;
    await settle(this.#page);
    await expectNothingWrong(this.#page, this.#session.standin.world);
    if (draw.chance(0.3)) await this.#useRows();
  }

  /**
   * The same pages each time, on a good day, then one where nothing is annotated: what is held after that can be compared.
   * The site itself holds the last list of tags and the last README.
   */
  async rest(): Promise<void> {
    this.#session.standin.site.nesting = 'cards';
    await this.#seeRows(MOST_REMEMBERED);
    // More than the worker keeps of what nobody looks at.
    const kept = this.#repositories.slice(0, 10);
    const overviews = kept.filter(isOfficial).map(overviewAddress);
    for (const address of [...overviews, ...kept.map((repository) => tagsAddress(repository))]) {
      await this.#to(address);
      await settle(this.#page);
      this.navigations += 1;
    }
    await this.#to('/search?q=nothing-like-it');
    await settle(this.#page);
    this.navigations += 1;
  }

  /** So many rows at least, the first pages first: as many as are remembered, for a worker that has not yet drawn them. */
  async #seeRows(count: number): Promise<void> {
    let seen = 0;
    for (const repository of this.#repositories) {
      for (let page = 1; page <= pagesOf(repository) && seen < count; page += 1) {
        await this.#to(tagsAddress(repository, page));
        await settle(this.#page);
        seen += tagsOfPage(repository, page).length;
      }
    }
  }

  #address(kind: Kind, repository: WorldRepository): string {
    if (kind === 'overview') return overviewAddress(repository);
    if (kind === 'layers') return layersAddress(repository, this.#draw);
    if (kind === 'elsewhere') return this.#draw.pick(['/search?q=copy', '/u/someone', '/']);
    return someTagsAddress(repository, this.#draw);
  }

  async #to(address: string): Promise<void> {
    await go(this.#page, address);
    this.#at += 1;
    this.#length = this.#at;
  }

  async #by(steps: -1 | 1): Promise<void> {
    await goBy(this.#page, steps);
    this.#at += steps;
  }

  /** A tab of its own, closed again. */
  async #load(address: string): Promise<void> {
    const page = await this.#session.visit(address);
    await settle(page);
    await expectNothingWrong(page, this.#session.standin.world);
    await this.#leave(page);
  }

  async #popup(first: WorldRepository, second: WorldRepository): Promise<void> {
    const page = await this.#session.openOwn('popup.html', { repository: first.name });
    await page.waitFor('groups or a reason', hasAnswer, first.name, LONG);
    await page.type('input[name="repository"]', second.name);
    await page.press('Enter');
    await page.waitFor('another repository', hasAnswer, second.name, LONG);
    await this.#leave(page);
  }

  /** A markup in which no row can be found. */
  async #dock(repository: WorldRepository): Promise<void> {
    this.#session.standin.site.nesting = 'nothing';
    await this.#to(tagsAddress(repository));
    const isThere = () => document.querySelector('digest-lens-dock') !== null;
    await this.#page.waitFor('a dock', isThere, undefined, LONG);
  }

  async #leave(page: BrowserPage): Promise<void> {
    await page.close();
    // A hidden tab is not laid out.
    await this.#page.front();
  }

  /** Opens a row where there is one, and lets the site make its rows anew. */
  async #useRows(): Promise<void> {
    const page = this.#page;
    const toggle = 'button[aria-expanded="false"]';
    const tag = await page.evaluate((button) => {
      const rows = [...document.querySelectorAll<HTMLElement>('main .row digest-lens')];
      return rows.find((row) => row.shadowRoot?.querySelector(button))?.dataset['tag'];
    }, toggle);
    if (tag === undefined) return;
    await page.click(`main digest-lens[data-tag="${tag}"] >>> ${toggle}`);
    await page.evaluate(() => dispatchEvent(new Event('site:rerender')), undefined);
    await settle(page);
    await expectNothingWrong(page, this.#session.standin.world);
  }
}

/** Runs inside the popup. An overview of no tags is a reason too. */
function hasAnswer(name: string): boolean {
  const root = document.querySelector(`[data-repository="${name}"]`);
  return root?.querySelector('[data-alias-group], [role="alert"]') != null;
}
