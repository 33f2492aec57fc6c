/**
 * What the extension's own page has asked and not yet been answered. It is what a new worker has to be told when the one
 * before it was stopped; and where nothing is left in it, a worker may sleep.
 */
import type { ListForm } from '../core/supported-tags/render.ts';
import { AccountQuestion, isAboutAccount } from './account-question.ts';
import { ClickQuestions } from './click-questions.ts';
import { ConfirmQuestion } from './confirm-question.ts';
import { ListAllQuestion } from './list-all-question.ts';
import type { PopupAnswer, PopupRequest } from './protocol.ts';
import { SeekQuestion } from './seek-question.ts';
import { isFinal, isSettled } from './settled.ts';
import type { RepositoryView } from './view.ts';

type Request<Type> = Extract<PopupRequest, { type: Type }>;
type Answer<Type> = Extract<PopupAnswer, { type: Type }>;

/** What is answered by something else than another view. */
const LEAVES_VIEW: ReadonlySet<PopupRequest['type']> = new Set(['opened', 'lookup', 'export']);

export class PopupQuestions {
  #open: Request<'open'> | undefined;
  #window: Request<'window'> | undefined;
  #visible: Request<'visible'> | undefined;
  #opened: Request<'opened'> | undefined;
  /** The question about what is kept. */
  #keeping: PopupRequest | undefined;
  #view: RepositoryView | undefined;
  /** Asked by click, for as long as the tag is opened: a worker has the answers in its memory only. */
  readonly #accepts = new Map<string, Request<'accepts'>>();
  readonly #clicks = new ClickQuestions();
  /** Opened tags whose last detail was final. */
  readonly #detailed = new Set<string>();
  #seek: SeekQuestion | undefined;
  readonly #listAll = new ListAllQuestion();
  readonly #exports = new Map<ListForm, Request<'export'>>();
  readonly #account = new AccountQuestion();
  readonly #confirm = new ConfirmQuestion();

  get repository(): string | undefined {
    return this.#open?.repository;
  }

  /** The last view, unless something was asked since that will change it. */
  get view(): RepositoryView | undefined {
    return this.#view;
  }

  /** Takes note of a question, and gives it back. */
  add<T extends PopupRequest>(request: T): T {
    this.#add(request);
    return request;
  }

  /** Takes note of an answer. Says whether anybody waits for it. */
  settle(answer: PopupAnswer): boolean {
    switch (answer.type) {
      case 'repository':
        return this.#settleView(answer.view);
      case 'detail':
        return this.#settleDetail(answer);
      case 'revealed':
        return this.#clicks.settle('reveal', answer.digest);
      case 'read':
        return this.#clicks.settle('read', answer.digest);
      case 'looked-up':
        return this.#clicks.settle('lookup', answer.digest);
      case 'seeking':
        if (this.#seek?.request.hex !== answer.hex) return false;
        this.#seek.spend(answer.pulls);
        return true;
      case 'sought':
        return this.#seek?.request.hex === answer.hex;
      case 'exported':
        // One may have been on its way when another repository was opened.
        return answer.repository === this.repository && this.#exports.delete(answer.form);
      case 'stored':
        this.#keeping = undefined;
        return true;
      case 'account':
        return this.#account.settle(answer.account);
    }
  }

  /** Ends the seek. Returns the pulls that earlier workers made for it. */
  endSeek(): number {
    const spent = this.#seek?.spentBefore ?? 0;
    this.#seek = undefined;
    return spent;
  }

  /** Pulls that were made for the seek in all. */
  get sought(): number {
    return this.#seek?.spent ?? 0;
  }

  /** The question that was added last has been sent. */
  sent(): void {
    this.#clicks.sent();
    this.#account.sent();
  }

  /** All that a new worker has to be told, in order, where the one before is gone. No click that may have spent. */
  all(): readonly PopupRequest[] {
    // What the view says is under way is not: a new one is to come.
    if (this.#clicks.dropSpending()) this.#view = undefined;
    return [
      this.#open,
      this.#window,
      this.#visible,
      this.#opened,
      ...this.#accepts.values(),
      ...this.#clicks.all(),
      this.#seek?.again(),
      this.#listAll.request,
      ...this.#exports.values(),
      this.#confirm.request,
      this.#keeping,
      this.#account.again(),
    ].filter((request) => request !== undefined);
  }

  isWaiting(): boolean {
    if (this.#keeping || this.#account.isWaiting) return true;
    if (!this.#open) return false;
    if (this.#clicks.size > 0 || this.#exports.size > 0 || this.#seek) return true;
    if (this.#confirm.request || this.#listAll.request || !isSettled(this.#view)) return true;
    return this.#opened?.tags.some((tag) => !this.#detailed.has(tag)) === true;
  }

  #add(request: PopupRequest): void {
    if (request.type === 'stored' || request.type === 'clear') {
      this.#keeping = request;
      return;
    }
    if (isAboutAccount(request)) {
      this.#account.add(request);
      return;
    }
    if (!LEAVES_VIEW.has(request.type)) this.#view = undefined;
    switch (request.type) {
      case 'open':
        this.#restart(request);
        break;
      case 'window':
        this.#window = request;
        break;
      case 'visible':
        this.#visible = request;
        break;
      case 'opened':
        this.#opened = request;
        for (const tag of [...this.#accepts.keys(), ...this.#detailed]) {
          if (!request.tags.includes(tag)) this.#forget(tag);
        }
        break;
      case 'accepts':
        this.#forget(request.tag);
        this.#accepts.set(request.tag, request);
        break;
      case 'reveal':
      case 'read':
      case 'lookup':
        this.#clicks.add(request);
        break;
      case 'seek':
        this.#seek = new SeekQuestion(request);
        break;
      case 'list-all':
        this.#listAll.ask();
        break;
      case 'pause-listing':
        this.#listAll.drop();
        break;
      case 'export':
        this.#exports.set(request.form, request);
        break;
      case 'confirm':
        this.#confirm.ask(request);
        break;
      case 'stop-confirming':
        this.#confirm.drop();
        break;
    }
  }

  #restart(request: Request<'open'>): void {
    // Who asked about the same repository still waits, and is answered.
    if (request.repository !== this.repository) {
      this.#clicks.clear();
      this.#seek = undefined;
      this.#exports.clear();
      this.#listAll.drop();
    }
    this.#open = request;
    this.#window = undefined;
    this.#visible = undefined;
    this.#opened = undefined;
    this.#accepts.clear();
    this.#detailed.clear();
    this.#confirm.drop();
  }

  #forget(tag: string): void {
    this.#accepts.delete(tag);
    this.#detailed.delete(tag);
  }

  /** A view may have been on its way when another repository was opened. */
  #settleView(view: RepositoryView): boolean {
    if (view.repository !== this.repository) return false;
    // One that was on its way when another window was asked for is told, and not the answer.
    this.#view = isOf(view, this.#window) ? view : undefined;
    this.#listAll.settle(view);
    this.#confirm.settle(view);
    return true;
  }

  #settleDetail({ repository, detail }: Answer<'detail'>): boolean {
    if (repository !== this.repository) return false;
    if (isFinal(detail)) this.#detailed.add(detail.view.tag);
    else this.#detailed.delete(detail.view.tag);
    return true;
  }
}

/** Whether a view tells the window that was asked for, or the end of the list where that is before it. */
function isOf({ window, groups }: RepositoryView, asked: Request<'window'> | undefined): boolean {
  if (asked === undefined) return true;
  const { near } = asked;
  const at = near ? groups.findIndex(({ digest }) => digest === near.digest) : -1;
  const moved = near && at >= 0 ? window.from + at - near.place : 0;
  const from = Math.max(0, asked.from + moved);
  const isThere = window.from === from || from >= window.matching;
  return window.sought === asked.sought && isThere;
}
