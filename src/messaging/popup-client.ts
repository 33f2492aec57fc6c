/** The asker's end for the extension's own pages: popup, options and what comes later. Never part of the content script. */
import * as v from 'valibot';
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { PortOpener } from '../platform/ports.ts';
import { createConnection } from './connection.ts';
import { MAX_WATCHED, POPUP_PORT, type PopupRequest } from './protocol.ts';
import { popupAnswer } from './schemas-popup.ts';
import type { RepositoryView, StoredView } from './view.ts';

export interface PopupClientOptions {
  readonly opener: PortOpener;
  readonly clock: Clock;
  onView(view: RepositoryView): void;
  onStored?(stored: StoredView): void;
  onOrphaned?(): void;
  /** Calls when the network, or a permission, may be there again, for as long as the page lives. */
  onBack?(call: () => void): void;
}

export interface PopupClient {
  /** Replaces the repository that is shown. `tag`: one that must be asked for by itself too. */
  open(repository: RepositoryName, tag?: string): void;
  /** Replaces the groups on screen. */
  visible(digests: readonly Digest[]): void;
  reveal(digest: Digest): void;
  retry(): void;
  /** Asks what is kept; `onStored` is told. */
  stored(): void;
  /** Forgets what is kept; `onStored` is told when that is done. */
  clear(): void;
  close(): void;
}

export function connectPopup(options: PopupClientOptions): PopupClient {
  let opened: Extract<PopupRequest, { type: 'open' }> | undefined;
  let onScreen: PopupRequest | undefined;
  let latest: RepositoryView | undefined;
  /** The question about what is kept, while it waits. */
  let keeping: PopupRequest | undefined;
  /** Clicks that no answer has met yet. */
  const revealing = new Map<Digest, PopupRequest>();

  const connection = createConnection({
    name: POPUP_PORT,
    opener: options.opener,
    clock: options.clock,
    orphaned: () => options.onOrphaned?.(),
    receive,
    questions: () =>
      [opened, onScreen, ...revealing.values(), keeping].filter((q) => q !== undefined),
    waiting: () =>
      keeping !== undefined || (opened !== undefined && (revealing.size > 0 || !isSettled(latest))),
  });

  function receive(message: unknown): boolean {
    const parsed = v.safeParse(popupAnswer, message);
    if (!parsed.success) return false;
    const answer = parsed.output;
    if (answer.type === 'stored') {
      keeping = undefined;
      options.onStored?.(answer.stored);
      return true;
    }
    if (answer.type === 'revealed') {
      revealing.delete(answer.digest);
      return true;
    }
    // A view that was on its way when another repository was opened.
    if (answer.view.repository !== opened?.repository) return true;
    latest = answer.view;
    options.onView(latest);
    return true;
  }

  /** After a worker's death a request finds a new one, which knows nothing of what was opened. */
  function ask(request: PopupRequest): void {
    latest = undefined;
    connection.send(request);
  }

  const retry = () => ask({ type: 'retry' });
  // A worker that sleeps does not hear of it.
  options.onBack?.(() => {
    if (latest && isCutOff(latest)) retry();
  });

  return {
    open(repository, tag) {
      opened = { type: 'open', repository, ...(tag !== undefined && { tag }) };
      onScreen = undefined;
      revealing.clear();
      ask(opened);
    },
    visible(digests) {
      onScreen = { type: 'visible', digests: digests.slice(0, MAX_WATCHED) };
      ask(onScreen);
    },
    reveal(digest) {
      const request: PopupRequest = { type: 'reveal', digest };
      revealing.set(digest, request);
      ask(request);
    },
    retry,
    stored() {
      keeping = { type: 'stored' };
      connection.send(keeping);
    },
    clear() {
      keeping = { type: 'clear' };
      connection.send(keeping);
    },
    close: () => connection.close(),
  };
}

/** Whether something is missing in it that may be had once the network, or a permission, is back. */
function isCutOff({ failure, groups, unknownTags }: RepositoryView): boolean {
  return [{ failure }, ...groups, ...unknownTags].some(
    (part) => part.failure?.kind === 'offline' || part.failure?.kind === 'permission',
  );
}

/** Whether nothing more is to come by itself: then a worker that sleeps may go on sleeping. */
function isSettled(view: RepositoryView | undefined): boolean {
  return view !== undefined && view.state !== 'loading' && !view.asking;
}
