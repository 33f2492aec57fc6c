/**
 * What the extension's own page has asked and not yet been answered. It is what a new worker has to be told when the one
 * before it was stopped; and where nothing is left in it, a worker may sleep.
 */
import type { Digest } from '../core/digest.ts';
import type { PopupAnswer, PopupRequest } from './protocol.ts';
import type { RepositoryView, TagDetail } from './view.ts';

type Request<Type> = Extract<PopupRequest, { type: Type }>;
type Answer<Type> = Extract<PopupAnswer, { type: Type }>;
type Click = 'reveal' | 'read' | 'lookup';

interface Seek {
  /** Names the pulls that are left of those that the person agreed to. */
  request: Request<'seek'>;
  /** Pulls of workers that are gone, and of the one that is asked now. */
  spentBefore: number;
  spentNow: number;
}

export class PopupQuestions {
  #open: Request<'open'> | undefined;
  #visible: Request<'visible'> | undefined;
  #opened: Request<'opened'> | undefined;
  /** The question about what is kept. */
  #keeping: PopupRequest | undefined;
  #view: RepositoryView | undefined;
  /** Asked by click, for as long as the tag is opened: a worker has the answers in its memory only. */
  readonly #accepts = new Map<string, Request<'accepts'>>();
  readonly #clicks = new Map<string, Request<Click>>();
  /** Opened tags whose last detail was final. */
  readonly #detailed = new Set<string>();
  #seek: Seek | undefined;
  /** `isTold`: a view has said that it is under way. */
  #confirm: { readonly request: PopupRequest; readonly isTold: boolean } | undefined;

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
        return this.#clicks.delete(keyOf('reveal', answer.digest));
      case 'read':
        return this.#clicks.delete(keyOf('read', answer.digest));
      case 'looked-up':
        return this.#clicks.delete(keyOf('lookup', answer.digest));
      case 'seeking':
        if (this.#seek?.request.hex !== answer.hex) return false;
        this.#seek.spentNow = answer.pulls;
        return true;
      case 'sought':
        return this.#seek?.request.hex === answer.hex;
      case 'stored':
        this.#keeping = undefined;
        return true;
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
    return this.#seek ? this.#seek.spentBefore + this.#seek.spentNow : 0;
  }

  /** All that a new worker has to be told, in order. To be asked for where the one before is gone. */
  all(): readonly PopupRequest[] {
    return [
      this.#open,
      this.#visible,
      this.#opened,
      ...this.#accepts.values(),
      ...this.#clicks.values(),
      this.#seekAgain(),
      this.#confirm?.request,
      this.#keeping,
    ].filter((request) => request !== undefined);
  }

  isWaiting(): boolean {
    if (this.#keeping) return true;
    if (!this.#open) return false;
    if (this.#clicks.size > 0 || this.#seek || this.#confirm || !isSettled(this.#view)) return true;
    return this.#opened?.tags.some((tag) => !this.#detailed.has(tag)) === true;
  }

  #add(request: PopupRequest): void {
    if (request.type === 'stored' || request.type === 'clear') {
      this.#keeping = request;
      return;
    }
    if (request.type !== 'opened' && request.type !== 'lookup') this.#view = undefined;
    switch (request.type) {
      case 'open':
        this.#restart(request);
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
        this.#clicks.set(keyOf(request.type, request.digest), request);
        break;
      case 'seek':
        this.#seek = { request, spentBefore: 0, spentNow: 0 };
        break;
      case 'confirm':
        this.#confirm = { request, isTold: false };
        break;
    }
  }

  #restart(request: Request<'open'>): void {
    this.#open = request;
    this.#visible = undefined;
    this.#opened = undefined;
    this.#accepts.clear();
    this.#clicks.clear();
    this.#detailed.clear();
    this.#seek = undefined;
    this.#confirm = undefined;
  }

  #forget(tag: string): void {
    this.#accepts.delete(tag);
    this.#detailed.delete(tag);
  }

  /** A view may have been on its way when another repository was opened. */
  #settleView(view: RepositoryView): boolean {
    if (view.repository !== this.repository) return false;
    this.#view = view;
    if (view.confirming && this.#confirm) this.#confirm = { ...this.#confirm, isTold: true };
    else if (this.#confirm?.isTold) this.#confirm = undefined;
    return true;
  }

  #settleDetail({ repository, detail }: Answer<'detail'>): boolean {
    if (repository !== this.repository) return false;
    if (isFinal(detail)) this.#detailed.add(detail.view.tag);
    else this.#detailed.delete(detail.view.tag);
    return true;
  }

  /** What an earlier worker spent is not to be had again. What it read is kept, and free. */
  #seekAgain(): PopupRequest | undefined {
    const seek = this.#seek;
    if (seek && seek.spentNow > 0) {
      const pulls = Math.max(0, seek.request.pulls - seek.spentNow);
      seek.spentBefore += seek.spentNow;
      seek.spentNow = 0;
      seek.request = { ...seek.request, pulls };
    }
    return seek?.request;
  }
}

function keyOf(click: Click, digest: Digest): string {
  return `${click} ${digest}`;
}

/** Whether nothing more is to come by itself: then a worker that sleeps may go on sleeping. */
function isSettled(view: RepositoryView | undefined): boolean {
  return view !== undefined && view.state !== 'loading' && !view.asking;
}

function isFinal({ view, isAskingAccepts, reading }: TagDetail): boolean {
  return view.state !== 'loading' && !isAskingAccepts && reading.length === 0;
}
