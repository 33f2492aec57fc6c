/** The asker's end for the extension's own pages: popup, options and what comes later. Never part of the content script. */
import * as v from 'valibot';
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { ListForm } from '../core/supported-tags/render.ts';
import type { Clock } from '../platform/clock.ts';
import type { PortOpener } from '../platform/ports.ts';
import { createConnection } from './connection.ts';
import { isPassing } from './passing.ts';
import { PopupQuestions } from './popup-questions.ts';
import {
  MAX_OPENED,
  MAX_SOUGHT,
  MAX_WATCHED,
  MAX_WINDOW,
  type NearGroup,
  POPUP_PORT,
  type PopupAnswer,
  type PopupRequest,
} from './protocol.ts';
import { popupAnswer } from './schemas-popup.ts';
import { createFullAnswers } from './told-groups.ts';
import type { AccountView, FailureView, RepositoryView, StoredView, TagDetail } from './view.ts';

type Answer<Type> = Extract<PopupAnswer, { type: Type }>;
type Question<Type> = Omit<Extract<PopupRequest, { type: Type }>, 'type'>;

export interface PopupClientOptions {
  readonly opener: PortOpener;
  readonly clock: Clock;
  onView(view: RepositoryView): void;
  onStored?(stored: StoredView): void;
  /** Of an opened group. */
  onDetail?(detail: TagDetail): void;
  onLookedUp?(answer: Answer<'looked-up'>): void;
  /** A seek goes on: so many manifests were fetched for it, the one under way included. */
  onSeeking?(hex: string, pulls: number): void;
  onSought?(answer: Answer<'sought'>): void;
  onExported?(answer: Answer<'exported'>): void;
  /** How the account stands, after anything was asked of it, and again whenever that changes. */
  onAccount?(account: AccountView): void;
  onOrphaned?(): void;
  /** Calls when the network, or a permission, may be there again, for as long as the page lives. */
  onBack?(call: () => void): void;
  /** Calls when the person comes back to the page: a worker that was stopped has told of no change since. */
  onLook?(call: () => void): void;
}

export interface PopupClient {
  /** Replaces the repository that is shown. `tag`: one that must be asked for by itself too. */
  open(repository: RepositoryName, tag?: string): void;
  /**
   * Replaces which groups the view tells: `count` of those that the text in the find box leaves, from the place `from`, at
   * most `MAX_WINDOW`. The view's `window` says which it tells: others than these where `near` has moved.
   */
  window(sought: string, from: number, count: number, near?: NearGroup): void;
  /** Replaces the groups on screen. */
  visible(digests: readonly Digest[]): void;
  /** A click that names its price. Not repeated where the worker dies: the next view offers it again. */
  reveal(digest: Digest): void;
  /** Replaces the groups that are opened, each by one of its tags; `onDetail` tells of each. Cut at `MAX_OPENED`. */
  opened(tags: readonly string[]): void;
  /** Asks the registry what each `Accept` header gets for an opened tag; its detail says what came. */
  accepts(tag: string): void;
  /** A click that names its price: one pull. The details say what came. Not repeated, like `reveal`. */
  read(digest: Digest): void;
  /** Asks whether the registry has a manifest of this digest here; `onLookedUp` is told. */
  lookup(digest: Digest): void;
  /**
   * A click that names its price: reads these groups until one holds what begins with `hex`, at most `pulls` manifests,
   * whatever becomes of the worker meanwhile. Replaces a seek under way; `onSought` is told.
   */
  seek(hex: string, groups: readonly Digest[], pulls: number): void;
  /**
   * Lists all tags of the repository, or goes on with it, for as long as the page is open and whatever becomes of the
   * worker meanwhile; the view's `whole` says how far that is.
   */
  listAll(): void;
  /** Ends that. What came is kept. */
  pauseListing(): void;
  /** Has the Supported-tags list of all groups made; `onExported` is told. */
  export(form: ListForm): void;
  /** Confirms every known tag by HEAD; the view's `confirming` says how far that is. */
  confirm(): void;
  /** Ends that; what was confirmed stays so. */
  stopConfirming(): void;
  retry(): void;
  /** Asks what is kept; `onStored` is told. */
  stored(): void;
  /** Forgets what is kept; `onStored` is told when that is done. */
  clear(): void;
  /** Asks how the account stands; `onAccount` is told. */
  account(): void;
  /**
   * Tests user name and access token once, and keeps them where they are taken. Sent once whatever becomes of the worker:
   * a wrong token that is tried again and again locks the account.
   */
  signIn(question: Question<'sign-in'>): void;
  accountChoices(question: Question<'account-choices'>): void;
  signOut(): void;
  close(): void;
}

export function connectPopup(options: PopupClientOptions): PopupClient {
  const questions = new PopupQuestions();
  let full = createFullAnswers();
  const connection = createConnection({
    name: POPUP_PORT,
    opener: options.opener,
    clock: options.clock,
    orphaned: () => options.onOrphaned?.(),
    receive,
    questions: () => questions.all(),
    waiting: () => questions.isWaiting(),
    // A popup in a tab is left open for as long as a page.
    passing: () => failuresIn(questions.view).filter(isPassing),
  });

  function receive(message: unknown): boolean {
    const parsed = v.safeParse(popupAnswer, message);
    const answer = parsed.success ? full(parsed.output) : undefined;
    if (!answer) {
      // What else it told counts as told over there: a digest that stands for it is not to find what was told before.
      full = createFullAnswers();
      if (parsed.success) ask({ type: 'retell' });
      return false;
    }
    if (questions.settle(answer)) tell(answer);
    return true;
  }

  function tell(answer: PopupAnswer): void {
    switch (answer.type) {
      case 'repository':
        options.onView(answer.view);
        break;
      case 'detail':
        options.onDetail?.(answer.detail);
        break;
      case 'looked-up':
        options.onLookedUp?.(answer);
        break;
      case 'seeking':
        options.onSeeking?.(answer.hex, questions.sought);
        break;
      case 'sought':
        options.onSought?.({ ...answer, pulls: answer.pulls + questions.endSeek() });
        break;
      case 'exported':
        options.onExported?.(answer);
        break;
      case 'stored':
        options.onStored?.(answer.stored);
        break;
      case 'account':
        options.onAccount?.(answer.account);
        break;
    }
  }

  /** After a worker's death a request finds a new one, which is told what was asked before and may be asked again. */
  const ask = (request: PopupRequest) => {
    connection.send(questions.add(request));
    questions.sent();
  };
  const retry = () => ask({ type: 'retry' });
  // A worker that sleeps does not hear of it.
  options.onBack?.(() => {
    if (questions.view && isCutOff(questions.view)) retry();
  });

  options.onLook?.(() => connection.wake());

  return {
    open: (repository, tag) => ask({ type: 'open', repository, ...(tag !== undefined && { tag }) }),
    window: (sought, from, count, near) =>
      ask({
        type: 'window',
        sought: sought.slice(0, MAX_SOUGHT),
        from,
        count: Math.min(count, MAX_WINDOW),
        ...(near && { near }),
      }),
    visible: (digests) => ask({ type: 'visible', digests: digests.slice(0, MAX_WATCHED) }),
    reveal: (digest) => ask({ type: 'reveal', digest }),
    opened: (tags) => ask({ type: 'opened', tags: tags.slice(0, MAX_OPENED) }),
    accepts: (tag) => ask({ type: 'accepts', tag }),
    read: (digest) => ask({ type: 'read', digest }),
    lookup: (digest) => ask({ type: 'lookup', digest }),
    seek: (hex, groups, pulls) =>
      ask({ type: 'seek', hex, groups: groups.slice(0, MAX_WATCHED), pulls }),
    listAll: () => ask({ type: 'list-all' }),
    pauseListing: () => ask({ type: 'pause-listing' }),
    export: (form) => ask({ type: 'export', form }),
    confirm: () => ask({ type: 'confirm', since: options.clock.now() }),
    stopConfirming: () => ask({ type: 'stop-confirming' }),
    retry,
    stored: () => ask({ type: 'stored' }),
    clear: () => ask({ type: 'clear' }),
    account: () => ask({ type: 'account' }),
    signIn: (question) => ask({ type: 'sign-in', ...question }),
    accountChoices: (question) => ask({ type: 'account-choices', ...question }),
    signOut: () => ask({ type: 'sign-out' }),
    close: () => connection.close(),
  };
}

/** Whether something is missing in it that may be had once the network, or a permission, is back. */
function isCutOff(view: RepositoryView): boolean {
  return failuresIn(view).some(({ kind }) => kind === 'offline' || kind === 'permission');
}

function failuresIn(view: RepositoryView | undefined): readonly FailureView[] {
  if (!view) return [];
  const { groups, unknownTags, whole } = view;
  const images = groups.flatMap(({ imageId }) => imageId ?? []);
  const parts = [view, ...(whole ? [whole] : []), ...groups, ...images, ...unknownTags];
  return parts.flatMap(({ failure }) => failure ?? []);
}
