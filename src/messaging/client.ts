/**
 * The askers' end: what a page and the extension's own pages call. A caller states what it wants; that the worker may
 * have died in between is no business of its own.
 */
import type { RepositoryName } from '../core/repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { PortOpener } from '../platform/ports.ts';
import { createConnection } from './connection.ts';
import type { DrawnAnswer } from './drawn.ts';
import { isPageAnswer } from './page-answer.ts';
import { isPassing } from './passing.ts';
import { MAX_OPENED, MAX_WATCHED, MAX_WIDTH, PAGE_PORT, type PageRequest } from './protocol.ts';
import type { FailureView } from './view.ts';

type Answer<Type> = Extract<DrawnAnswer, { type: Type }>;
type Request<Type> = Extract<PageRequest, { type: Type }>;

export interface PageClientOptions {
  readonly opener: PortOpener;
  readonly clock: Clock;
  onTags(answer: Answer<'tags'>): void;
  onListed(answer: Answer<'listed'>): void;
  onSheet?(answer: Answer<'sheet'>): void;
  onLines?(answer: Answer<'lines'>): void;
  /** Calls when the network may be there again; the returned function ends it. */
  onBack(call: () => void): () => void;
  /**
   * Calls when the person comes back to the page; the returned function ends it. A worker that sleeps hears of nothing, and
   * what it has told may not hold any more: access given back, an account that has signed in or out.
   */
  onLook(call: () => void): () => void;
  /** Called once: the extension was disabled or updated. Take everything off the page; nothing will be answered. */
  onOrphaned(): void;
}

export interface PageClient {
  /**
   * Replaces what is watched: rows in the viewport first, `visible` of them. Cut at `MAX_WATCHED`.
   * @param of what the page's address says: of a tags page which rows, of a layers page its hash
   */
  watch(
    repository: RepositoryName,
    tags: readonly string[],
    visible: number,
    of?: Pick<Request<'watch'>, 'urlDigest' | 'address'>,
  ): void;
  /** How rows are to be drawn: for so many pixels, and which of them show all their tags. Cut at `MAX_OPENED`. */
  look(repository: RepositoryName, width: number, unfolded: readonly string[]): void;
  /** Which tags an address asks for (the dock). */
  list(question: Omit<Request<'list'>, 'type'>): void;
  /** Replaces the tags whose annotations are opened. Cut at `MAX_OPENED`. */
  opened(repository: RepositoryName, tags: readonly string[]): void;
  /** Asks the registry what each `Accept` header gets for an opened tag; its sheet says what came. */
  accepts(repository: RepositoryName, tag: string): void;
  /** Replaces the lines of the "Supported tags" list, those in sight first. Cut before `MAX_WATCHED` tags are exceeded. */
  lines(repository: RepositoryName, lines: readonly (readonly string[])[], visible: number): void;
  /** Asks again about what failed. */
  retry(): void;
  close(): void;
}

/** One client for one repository: the worker answers a port only for the address that its tab had when it opened. */
export function connectPage(options: PageClientOptions): PageClient {
  let watched: Request<'watch'> | undefined;
  let listing: Request<'list'> | undefined;
  /** What the last answer to `listing` failed with. */
  let unlisted: FailureView | undefined;
  /** Tags whose last answer was final. */
  const settled = new Set<string>();
  /** What the last answer of each tag and line failed with. */
  const failures = new Map<string, FailureView>();
  let looked: Request<'look'> | undefined;
  let opened: Request<'opened'> | undefined;
  /** Asked by click: a new worker has to ask again, for it has none of the answers. */
  const accepts = new Map<string, Request<'accepts'>>();
  /** Opened tags whose last sheet was final. */
  const drawn = new Set<string>();
  let lines: Request<'lines'> | undefined;
  /** Lines whose last answer was final. */
  const told = new Set<string>();

  const connection = createConnection({
    name: PAGE_PORT,
    opener: options.opener,
    clock: options.clock,
    orphaned: options.onOrphaned,
    receive,
    questions: () =>
      [looked, watched, listing, lines, opened, ...accepts.values()].filter((q) => q !== undefined),
    waiting: () =>
      (listing !== undefined && !unlisted) ||
      (watched?.tags ?? []).some((tag) => !settled.has(tag)) ||
      (opened?.tags ?? []).some((tag) => !drawn.has(tag)) ||
      (lines?.lines ?? []).some((line) => !told.has(keyOf(line))),
    // The worker that meant to ask again may have been stopped before it could.
    passing: () =>
      [
        unlisted,
        ...(watched?.tags ?? []).map((tag) => failures.get(tag)),
        ...(lines?.lines ?? []).map((line) => failures.get(keyOf(line))),
      ].filter(isPassing),
  });

  function receive(message: unknown): boolean {
    if (!isPageAnswer(message)) return false;
    const answer = message;
    switch (answer.type) {
      case 'tags':
        for (const { tag, attributes, failure } of answer.tags) {
          note(settled, tag, attributes['data-state'] !== 'loading');
          noteFailure(tag, failure);
        }
        options.onTags(answer);
        break;
      case 'listed':
        unlisted = answer.failure;
        if (!unlisted) listing = undefined;
        options.onListed(answer);
        break;
      case 'sheet':
        note(drawn, answer.tag, !answer.asking);
        options.onSheet?.(answer);
        break;
      case 'lines':
        for (const { tags, asking, failure } of answer.lines) {
          note(told, keyOf(tags), !asking);
          noteFailure(keyOf(tags), failure);
        }
        options.onLines?.(answer);
        break;
    }
    return true;
  }

  function noteFailure(key: string, failure: FailureView | undefined): void {
    if (failure) failures.set(key, failure);
    else failures.delete(key);
  }

  const retry = () => connection.send({ type: 'retry' });
  // A worker that sleeps does not hear of it.
  const stopHearing = options.onBack(() => {
    const isOffline = [...failures.values()].some(({ kind }) => kind === 'offline');
    if (isOffline || unlisted) retry();
  });
  const stopLooking = options.onLook(() => connection.wake());

  return {
    watch(repository, tags, visible, of) {
      watched = {
        type: 'watch',
        repository,
        tags: tags.slice(0, MAX_WATCHED),
        visible,
        ...of,
      };
      connection.send(watched);
    },
    look(repository, width, unfolded) {
      looked = {
        type: 'look',
        repository,
        width: Math.min(width, MAX_WIDTH),
        unfolded: unfolded.slice(0, MAX_OPENED),
      };
      connection.send(looked);
    },
    list(question) {
      listing = { type: 'list', ...question };
      unlisted = undefined;
      connection.send(listing);
    },
    opened(repository, tags) {
      opened = { type: 'opened', repository, tags: tags.slice(0, MAX_OPENED) };
      for (const tag of accepts.keys()) if (!tags.includes(tag)) accepts.delete(tag);
      for (const tag of drawn) if (!tags.includes(tag)) drawn.delete(tag);
      connection.send(opened);
    },
    accepts(repository, tag) {
      const request: Request<'accepts'> = { type: 'accepts', repository, tag };
      accepts.set(tag, request);
      drawn.delete(tag);
      connection.send(request);
    },
    lines(repository, declared, visible) {
      lines = { type: 'lines', repository, lines: bounded(declared), visible };
      connection.send(lines);
    },
    retry,
    close() {
      stopHearing();
      stopLooking();
      connection.close();
    },
  };
}

/** A tag holds no space; two lines of the same tags have the same verdict. */
function keyOf(line: readonly string[]): string {
  return line.join(' ');
}

function note(set: Set<string>, key: string, holds: boolean): void {
  if (holds) set.add(key);
  else set.delete(key);
}

function bounded(lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let tags = 0;
  return lines.filter((line) => {
    tags += line.length;
    return tags <= MAX_WATCHED;
  });
}
