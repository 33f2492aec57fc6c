/** A worker with everything around it made of fakes, but for IndexedDB, which is the package fake-indexeddb's. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as v from 'valibot';
import { type AccountPlaces, accountPlaces } from '../../src/background/account-places.ts';
import { openStore } from '../../src/background/database.ts';
import { createWorker, type Worker } from '../../src/background/worker.ts';
import type { Digest } from '../../src/core/digest.ts';
import type { RepositoryName } from '../../src/core/repository.ts';
import type { ListForm } from '../../src/core/supported-tags/render.ts';
import {
  MAX_WINDOW,
  type NearGroup,
  type PageAnswer,
  type PopupAnswer,
  type TagsAddress,
} from '../../src/messaging/protocol.ts';
import { detail } from '../../src/messaging/schemas-detail.ts';
import type {
  AccountView,
  GroupView,
  LineView,
  RepositoryView,
  StoredView,
  TagDetail,
  TagView,
} from '../../src/messaging/view.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { FakeClock } from '../platform/fake-clock.ts';
import { FakeSession } from '../platform/fake-session.ts';
import { FakeStorage } from '../platform/fake-storage.ts';
import { FakeDocker } from './fake-docker.ts';
import { type Death, type Life, mortal, mortalClock } from './mortal.ts';

export class Rig {
  readonly clock = new FakeClock();
  readonly storage = new FakeStorage();
  readonly session = new FakeSession();
  readonly docker = new FakeDocker();
  readonly warnings: string[] = [];
  /** How often somebody wanted to try again. */
  reopened = 0;
  worker: Worker;
  #life: Life = { isOver: false };

  constructor() {
    globalThis.indexedDB = new IDBFactory();
    this.docker.now = () => this.clock.now();
    this.worker = this.#start();
  }

  /**
   * The browser stops the worker and starts a new one: only what was kept is still there.
   * @param death when it is to stop the new one
   */
  restart(death?: Death): void {
    this.worker = this.#start(death);
  }

  /** Steps outside that the present worker has begun. */
  get steps(): number {
    return this.#life.steps ?? 0;
  }

  get isDead(): boolean {
    return this.#life.isOver;
  }

  page(): FakePage {
    return new FakePage(this.worker);
  }

  popup(): FakePopup {
    return new FakePopup(this.worker);
  }

  /** Lets time and work go on until something is so. */
  async until(what: string, isSo: () => boolean | undefined): Promise<void> {
    for (let turn = 0; turn < 400; turn += 1) {
      if (isSo()) return;
      this.clock.advance(25);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Hashes are made by other threads, and a machine may be busy.
    for (let turn = 0; turn < 2_000; turn += 1) {
      if (isSo()) return;
      this.clock.advance(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    throw new Error(`never happened: ${what}`);
  }

  /** Lets work go on until nobody has anything left to do. */
  async rest(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) {
      this.clock.advance(25);
      await new Promise((resolve) => setImmediate(resolve));
      // Hashes are made by other threads: behind this one, those that were asked for before are made.
      if (turn % 10 === 0) await crypto.subtle.digest('SHA-256', new Uint8Array(1));
    }
  }

  #start(death?: Death): Worker {
    this.#life.isOver = true;
    const life: Life = { isOver: false, ...(death && { death }) };
    this.#life = life;
    const { docker } = this;
    const clock = mortalClock(life, this.clock);
    const log = { warn: (event: string) => this.warnings.push(event) };
    return createWorker({
      clock,
      log,
      storage: mortal(life, this.storage),
      // Kept on the way, for nobody to wait for.
      session: this.session,
      // IndexedDB takes real time, whatever the time is here.
      store: mortal(life, openStore({ now: clock.now, after: systemClock.after }, log)),
      accountPlaces: mortalPlaces(life, accountPlaces(this.session)),
      circuits: {
        closeAll: () => {
          this.reopened += 1;
        },
        tryAll: () => undefined,
      },
      registry: (wiring) => {
        docker.wiring = wiring;
        return mortal(life, docker.registry);
      },
      hub: (wiring) => {
        docker.hubWiring = wiring;
        return mortal(life, docker.hub);
      },
      architecture: async () => 'x86-64',
      // What is drawn is of no matter here: the detail itself, as a text.
      *makeList(source, form) {
        yield;
        return JSON.stringify({ source, form });
      },
      drawSheet: (detail) => ({ tree: [JSON.stringify(detail)], style: 'p{}' }),
    });
  }
}

function mortalPlaces(life: Life, { session, machine, underway }: AccountPlaces): AccountPlaces {
  return {
    session: mortal(life, session),
    machine: mortal(life, machine),
    underway: mortal(life, underway),
  };
}

export class FakePage {
  readonly answers: PageAnswer[] = [];
  /** Each tag's latest view. */
  readonly views = new Map<string, TagView>();
  readonly #lines = new Map<string, LineView>();
  readonly #session;

  constructor(worker: Worker) {
    this.#session = worker.sessions.page((answer) => {
      this.answers.push(answer);
      if (answer.type === 'tags') for (const view of answer.tags) this.views.set(view.tag, view);
      if (answer.type === 'lines') for (const line of answer.lines) this.#noteLine(line);
    });
  }

  watch(repository: RepositoryName, tags: readonly string[], visible = tags.length): void {
    this.#session.ask({ type: 'watch', repository, tags: [...tags], visible });
  }

  /** As a tags page does: without tags while the site gets its rows. */
  arrive(repository: RepositoryName, address: TagsAddress, tags: readonly string[] = []): void {
    this.#session.ask({ type: 'watch', repository, tags: [...tags], visible: 0, address });
  }

  list(repository: RepositoryName, page: number, name?: string): void {
    this.#session.ask({ type: 'list', repository, page, ...(name !== undefined && { name }) });
  }

  opened(repository: RepositoryName, ...tags: string[]): void {
    this.#session.ask({ type: 'opened', repository, tags });
  }

  accepts(repository: RepositoryName, tag: string): void {
    this.#session.ask({ type: 'accepts', repository, tag });
  }

  lines(repository: RepositoryName, lines: readonly string[][], visible = lines.length): void {
    this.#session.ask({ type: 'lines', repository, lines: [...lines], visible });
  }

  retry(): void {
    this.#session.ask({ type: 'retry' });
  }

  close(): void {
    this.#session.end();
  }

  view(tag: string): TagView {
    const view = this.views.get(tag);
    if (!view) throw new Error(`no view of ${tag}`);
    return view;
  }

  /** Whether every tag that was told of has come to an end. */
  isSettled(...tags: string[]): boolean {
    return tags.every((tag) => !['loading', undefined].includes(this.views.get(tag)?.state));
  }

  /** The verdict told last of a line. */
  line(...tags: string[]): LineView | undefined {
    return this.#lines.get(tags.join(' '));
  }

  /** Every verdict that was told of it, while it was asked for and after. */
  verdicts(...tags: string[]): string[] {
    return this.answers
      .flatMap((answer) => (answer.type === 'lines' ? answer.lines : []))
      .filter((line) => line.tags.join(' ') === tags.join(' '))
      .map(({ verdict }) => verdict);
  }

  /** All sheets that were told of a tag. */
  sheets(tag: string): Extract<PageAnswer, { type: 'sheet' }>[] {
    return this.answers
      .filter((answer) => answer.type === 'sheet')
      .filter((sheet) => sheet.tag === tag);
  }

  /** What the last sheet of a tag was drawn from. */
  detail(tag: string): TagDetail | undefined {
    const [text] = this.sheets(tag).at(-1)?.tree ?? [];
    return typeof text === 'string' ? v.parse(detail, JSON.parse(text)) : undefined;
  }

  #noteLine(line: LineView): void {
    this.#lines.set(line.tags.join(' '), line);
  }

  /** The last answer about tags. */
  get last(): Extract<PageAnswer, { type: 'tags' }> | undefined {
    return this.answers.filter((answer) => answer.type === 'tags').at(-1);
  }
}

export class FakePopup {
  readonly answers: PopupAnswer[] = [];
  /** Each opened tag's latest detail. */
  readonly details = new Map<string, TagDetail>();
  readonly views: RepositoryView[] = [];
  readonly stored: StoredView[] = [];
  readonly accounts: AccountView[] = [];
  /** Clicks that were answered. */
  readonly revealed: Digest[] = [];
  readonly #session;

  constructor(worker: Worker) {
    this.#session = worker.sessions.popup((answer) => {
      this.answers.push(answer);
      if (answer.type === 'repository') this.views.push(answer.view);
      else if (answer.type === 'revealed') this.revealed.push(answer.digest);
      else if (answer.type === 'detail') this.details.set(answer.detail.view.tag, answer.detail);
      else if (answer.type === 'stored') this.stored.push(answer.stored);
      else if (answer.type === 'account') this.accounts.push(answer.account);
    });
  }

  open(repository: RepositoryName, tag?: string): void {
    this.#session.ask({ type: 'open', repository, ...(tag !== undefined && { tag }) });
  }

  visible(...digests: Digest[]): void {
    this.#session.ask({ type: 'visible', digests });
  }

  reveal(digest: Digest): void {
    this.#session.ask({ type: 'reveal', digest });
  }

  opened(...tags: string[]): void {
    this.#session.ask({ type: 'opened', tags });
  }

  accepts(tag: string): void {
    this.#session.ask({ type: 'accepts', tag });
  }

  read(digest: Digest): void {
    this.#session.ask({ type: 'read', digest });
  }

  lookup(digest: Digest): void {
    this.#session.ask({ type: 'lookup', digest });
  }

  seek(hex: string, groups: readonly Digest[], pulls: number): void {
    this.#session.ask({ type: 'seek', hex, groups: [...groups], pulls });
  }

  /** All answers of one kind. */
  told<Type extends PopupAnswer['type']>(type: Type): Extract<PopupAnswer, { type: Type }>[] {
    const isOne = (answer: PopupAnswer): answer is Extract<PopupAnswer, { type: Type }> =>
      answer.type === type;
    return this.answers.filter(isOne);
  }

  signIn(username: string, token: string, remember = false, useForListing = false): void {
    this.#session.ask({ type: 'sign-in', username, token, remember, useForListing });
  }

  choose(choices: { remember: boolean; useForListing: boolean }): void {
    this.#session.ask({ type: 'account-choices', ...choices });
  }

  /** How the account was told to stand last. */
  get account(): AccountView | undefined {
    return this.accounts.at(-1);
  }

  window(sought: string, from = 0, count = MAX_WINDOW, near?: NearGroup): void {
    this.#session.ask({ type: 'window', sought, from, count, ...(near && { near }) });
  }

  confirm(since: number): void {
    this.#session.ask({ type: 'confirm', since });
  }

  export(form: ListForm): void {
    this.#session.ask({ type: 'export', form });
  }

  ask(
    type:
      | ('retry' | 'retell' | 'stored' | 'clear' | 'confirm' | 'account' | 'sign-out')
      | ('list-all' | 'pause-listing' | 'stop-confirming'),
  ): void {
    this.#session.ask({ type });
  }

  close(): void {
    this.#session.end();
  }

  get view(): RepositoryView | undefined {
    return this.views.at(-1);
  }

  group(digest: Digest): GroupView | undefined {
    return this.view?.groups.find((group) => group.digest === digest);
  }
}
