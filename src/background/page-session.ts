/** What the worker does for one open page: keeps what it shows asked for, and tells it what changed. */
import type { RepositoryName } from '../core/repository.ts';
import type { PageAnswer } from '../messaging/protocol.ts';
import type { CheckedPageRequest } from '../messaging/schemas-page.ts';
import type { Session } from '../messaging/server.ts';
import { createAgain } from './again.ts';
import type { Board } from './board.ts';
import { createFrame } from './frame.ts';
import type { FailedAsk } from './knowledge.ts';
import { ACCEPTS, createPace, RETRIES } from './pace.ts';
import { pageLines } from './page-lines.ts';
import { pageRows } from './page-rows.ts';
import { pageSheets } from './page-sheets.ts';
import type { Services } from './services.ts';
import { failureView, type ViewContext } from './tag-view.ts';
import { questionOf, tagsOfAddress } from './tags-of-address.ts';

/** Milliseconds between two answers: one frame of a screen. */
const FRAME_MS = 24;

type List = Extract<CheckedPageRequest, { type: 'list' }>;

export function pageSession(
  services: Services,
  answer: (message: PageAnswer) => void,
): Session<CheckedPageRequest> {
  const { boards, hubWords, clock } = services;
  const asker = {};
  const tell = createFrame(clock, FRAME_MS, send);
  const again = createAgain(clock, askAgain);
  const rows = pageRows(services, answer);
  const sheets = pageSheets(services, answer);
  const lines = pageLines(services, answer);
  const parts = [rows, sheets, lines];
  const retries = createPace(clock, RETRIES);
  const accepts = createPace(clock, ACCEPTS);
  let board: Board | undefined;
  /** The question for an address's tags that failed last. */
  let unlisted: (FailedAsk & { readonly request: List }) | undefined;
  /** Before what is kept is at hand, and what is old is being asked for, an answer would only flicker. */
  let isAsked = false;
  /** What changes by asking is told with the rest, and is no reason to tell again. */
  let isAsking = false;
  /** Whether a clock has opened the port, and not somebody who has come. */
  let isResumed = false;
  let stopListening: (() => void) | undefined;
  let ended = false;

  function use(repository: RepositoryName): Board {
    if (board?.repository === repository) return board;
    leave();
    rows.watch(undefined);
    sheets.tags = [];
    lines.declared = undefined;
    board = open(repository);
    return board;
  }

  function open(repository: RepositoryName): Board {
    if (!isResumed) services.tryHosts();
    isResumed = false;
    const opened = boards.open(repository, asker);
    stopListening = opened.onChange(() => {
      if (!isAsking) tell();
    });
    return opened;
  }

  function leave(): void {
    stopListening?.();
    for (const part of parts) part.reset();
    hubWords.drop(asker);
    boards.leave(asker);
    again.reset();
    accepts.drop();
    isAsked = false;
    unlisted = undefined;
    board = undefined;
  }

  /** Acts when what was kept is at hand, if the same is open then: whoever asks sooner would write over it. */
  async function onceLoaded(act: (opened: Board) => void): Promise<void> {
    const mine = board;
    await mine?.loaded;
    if (mine && board === mine && !ended) act(mine);
  }

  function ask(opened: Board): void {
    isAsked = true;
    // What is new on the page is not to wait until tellings of what was there may go on.
    if (services.isReady()) askForParts(opened);
    // A page without rows (an overview) needs no listing.
    if (rows.watched) hubWords.want(asker, opened, rows.watched.tags, 'rows');
    if (parts.some((part) => part.hasUntold())) tell.now();
    else tell();
    // Rows will come, and most of them will have to be confirmed: the token takes a round trip that can be spent now.
    if (opened.listingAsk.state === 'pending') services.registry.warm(opened.repository);
  }

  /** One round. Before it is told what is known, what is old is asked for. */
  function send(): void {
    const mine = board;
    if (!mine || !isAsked || ended || !services.isReady()) return;
    askForParts(mine);
    const asks = parts.flatMap((part) => part.asks(mine));
    const listing = rows.watched ? [mine.listingAsk] : [];
    again.look([...asks, ...listing, ...(unlisted ? [unlisted] : [])]);
    const seen = contextOf(mine);
    for (const part of parts) part.tell(mine, seen);
  }

  function askForParts(on: Board): void {
    isAsking = true;
    for (const part of parts) part.ask(on, () => contextOf(on));
    isAsking = false;
  }

  function contextOf(on: Board): ViewContext {
    return {
      related: on.related(),
      facts: services.shelf.facts,
      now: clock.now(),
      preferredPlatform: services.preferredPlatform(),
      entry: (tag) => on.entry(tag),
    };
  }

  async function list(request: List): Promise<void> {
    const { type: _, ...question } = request;
    unlisted = undefined;
    const opened = use(question.repository);
    await opened.loaded;
    const listed = await tagsOfAddress(services.tagPages, opened, questionOf(question));
    if (ended) return;
    if (!listed.ok) {
      unlisted = { state: 'failed', failure: listed.error, at: clock.now(), request };
      tell();
    }
    const told = listed.ok
      ? { tags: listed.value }
      : { tags: [], failure: failureView(listed.error) };
    answer({ type: 'listed', ...question, ...told });
  }

  function retry(opened: Board): void {
    services.reopen();
    opened.forgetFailures();
    again.reset();
    askAgain();
  }

  function askAgain(): void {
    if (board) ask(board);
    if (unlisted) void list(unlisted.request);
  }

  /** What was known is forgotten: the open page begins anew. */
  function restart(): void {
    const repository = board?.repository;
    leave();
    if (repository === undefined) return;
    board = open(repository);
    void onceLoaded(ask);
  }

  const forgetClear = services.onClear(restart);
  const forgetRetry = services.onRetry(() => void onceLoaded(retry));
  const forgetRest = services.heads.onRest(tell.flush);
  const forgetPlatform = services.onPlatformChange(tell);

  return {
    ask(request) {
      switch (request.type) {
        case 'list':
          void list(request);
          return;
        case 'resume':
          isResumed = true;
          return;
        case 'look':
          // Of concern to who draws.
          return;
        case 'retry':
          retries.do('retry', () => void onceLoaded(retry));
          return;
        case 'accepts': {
          const { tag } = request;
          use(request.repository);
          accepts.do(tag, () => void onceLoaded((on) => void services.accepts.ask(on, tag)));
          return;
        }
        case 'watch':
          use(request.repository);
          rows.watch(request);
          break;
        case 'opened':
          use(request.repository);
          sheets.tags = request.tags;
          break;
        case 'lines':
          use(request.repository);
          lines.declared = request;
          break;
      }
      void onceLoaded(ask);
    },
    end() {
      ended = true;
      retries.drop();
      forgetClear();
      forgetRetry();
      forgetRest();
      forgetPlatform();
      leave();
    },
  };
}
