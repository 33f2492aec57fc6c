/**
 * The askers' end: what a page and the extension's own pages call. A caller states what it wants; that the worker may
 * have died in between is no business of its own.
 */
import * as v from 'valibot';
import type { RepositoryName } from '../core/repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { PortOpener } from '../platform/ports.ts';
import { createConnection } from './connection.ts';
import { MAX_WATCHED, PAGE_PORT, type PageAnswer, type PageRequest } from './protocol.ts';
import { pageAnswer } from './schemas-page.ts';

type TagsAnswer = Extract<PageAnswer, { type: 'tags' }>;
type ListedAnswer = Extract<PageAnswer, { type: 'listed' }>;
type ListRequest = Extract<PageRequest, { type: 'list' }>;

export interface PageClientOptions {
  readonly opener: PortOpener;
  readonly clock: Clock;
  onTags(answer: TagsAnswer): void;
  onListed(answer: ListedAnswer): void;
  /** Calls when the network may be there again; the returned function ends it. */
  onBack(call: () => void): () => void;
  /** Called once: the extension was disabled or updated. Take everything off the page; nothing will be answered. */
  onOrphaned(): void;
}

export interface PageClient {
  /** Replaces what is watched: rows in the viewport first, `visible` of them. Cut at `MAX_WATCHED`. */
  watch(repository: RepositoryName, tags: readonly string[], visible: number): void;
  /** Which tags an address asks for (the dock). */
  list(question: Omit<ListRequest, 'type'>): void;
  /** Asks again about what failed. */
  retry(): void;
  close(): void;
}

/** One client for one repository: the worker answers a port only for the address that its tab had when it opened. */
export function connectPage(options: PageClientOptions): PageClient {
  let watched: Extract<PageRequest, { type: 'watch' }> | undefined;
  let listing: ListRequest | undefined;
  /** Whether the last answer to `listing` was a failure: then it is asked again with a retry, and not before. */
  let isUnlisted = false;
  /** Tags whose last answer was final. */
  const settled = new Set<string>();
  /** Tags whose last answer missed the network. */
  const offline = new Set<string>();

  const connection = createConnection({
    name: PAGE_PORT,
    opener: options.opener,
    clock: options.clock,
    orphaned: options.onOrphaned,
    receive,
    questions: () => [watched, listing].filter((question) => question !== undefined),
    waiting: () =>
      (listing !== undefined && !isUnlisted) ||
      (watched?.tags ?? []).some((tag) => !settled.has(tag)),
  });

  function receive(message: unknown): boolean {
    const parsed = v.safeParse(pageAnswer, message);
    if (!parsed.success) return false;
    const answer = parsed.output;
    if (answer.type === 'listed') {
      isUnlisted = answer.failure !== undefined;
      if (!isUnlisted) listing = undefined;
      options.onListed(answer);
      return true;
    }
    for (const { tag, state, failure } of answer.tags) {
      if (failure?.kind === 'offline') offline.add(tag);
      else offline.delete(tag);
      if (state === 'loading') settled.delete(tag);
      else settled.add(tag);
    }
    options.onTags(answer);
    return true;
  }

  const retry = () => connection.send({ type: 'retry' });
  // A worker that sleeps does not hear of it.
  const stopHearing = options.onBack(() => {
    if (offline.size > 0 || isUnlisted) retry();
  });

  return {
    watch(repository, tags, visible) {
      watched = { type: 'watch', repository, tags: tags.slice(0, MAX_WATCHED), visible };
      connection.send(watched);
    },
    list(question) {
      listing = { type: 'list', ...question };
      isUnlisted = false;
      connection.send(listing);
    },
    retry,
    close() {
      stopHearing();
      connection.close();
    },
  };
}
