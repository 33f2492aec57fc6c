/** What the worker does for one open page: keeps its rows asked for, and tells it what changed. */
import { isTagOrdering } from '../core/hub-location.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { PageAnswer } from '../messaging/protocol.ts';
import type { CheckedPageRequest } from '../messaging/schemas-page.ts';
import type { Session } from '../messaging/server.ts';
import type { TagView } from '../messaging/view.ts';
import { createAgain } from './again.ts';
import type { Board } from './board.ts';
import { createFrame } from './frame.ts';
import type { Ask, FailedAsk } from './knowledge.ts';
import type { Services } from './services.ts';
import { failureView, tagView, type ViewContext } from './tag-view.ts';
import { tagsOfAddress } from './tags-of-address.ts';

/** Milliseconds between two answers: one frame of a screen. */
const FRAME_MS = 24;

type Watch = Extract<CheckedPageRequest, { type: 'watch' }>;
type List = Extract<CheckedPageRequest, { type: 'list' }>;

export function pageSession(
  services: Services,
  answer: (message: PageAnswer) => void,
): Session<CheckedPageRequest> {
  const { boards, heads, hubWords, clock } = services;
  const asker = {};
  const tell = createFrame(clock, FRAME_MS, send);
  const again = createAgain(clock, askAgain);
  /** Each tag's view as it was last sent, as text. */
  const sent = new Map<string, string>();
  let sentSums = '';
  let watched: Watch | undefined;
  let board: Board | undefined;
  /** The question for an address's tags that failed last. */
  let unlisted: (FailedAsk & { readonly request: List }) | undefined;
  /** Before what is kept is at hand, and what is old is being asked for, an answer would only flicker. */
  let isAsked = false;
  let stopListening: (() => void) | undefined;
  let ended = false;

  function use(repository: RepositoryName): Board {
    if (board?.repository === repository) return board;
    leave();
    const opened = boards.open(repository, asker);
    stopListening = opened.onChange(tell);
    board = opened;
    return opened;
  }

  function leave(): void {
    stopListening?.();
    heads.drop(asker);
    hubWords.drop(asker);
    boards.leave(asker);
    again.reset();
    sent.clear();
    sentSums = '';
    isAsked = false;
    unlisted = undefined;
    board = undefined;
  }

  async function watch(request: Watch): Promise<void> {
    watched = request;
    const opened = use(request.repository);
    await opened.loaded;
    // Another request came meanwhile, and does this itself.
    if (watched !== request) return;
    ask();
  }

  function ask(): void {
    if (!board || !watched || ended || board.repository !== watched.repository) return;
    isAsked = true;
    hubWords.want(asker, board, watched.tags);
    tell();
    // Rows will come, and most of them will have to be confirmed: the token takes a round trip that can be spent now.
    if (board.listingAsk.state === 'pending') services.registry.warm(board.repository);
  }

  /** One round. Words grow old on a page that stays open: before it is told what is known, what is old is asked for. */
  function send(): void {
    if (!board || !watched || !isAsked || ended || !services.isReady()) return;
    if (board.repository !== watched.repository) return;
    heads.want(asker, board, watched.tags, watched.visible);
    again.look(asksOf(board, watched.tags));
    const related = board.related();
    const preferredPlatform = services.preferredPlatform();
    const context: ViewContext = {
      related,
      facts: services.shelf.facts,
      now: clock.now(),
      preferredPlatform,
    };
    const tags = changedViews(board, watched.tags, context);
    const sums = `${related.known}/${board.total}/${preferredPlatform}`;
    if (tags.length === 0 && sums === sentSums) return;
    sentSums = sums;
    answer({
      type: 'tags',
      repository: board.repository,
      known: related.known,
      ...(board.total !== undefined && { total: Math.max(board.total, related.known) }),
      tags,
      preferredPlatform,
    });
  }

  function asksOf(on: Board, tags: readonly string[]): Ask[] {
    const asks = tags.flatMap((tag) => {
      const { registryAsk, hubAsk } = on.entry(tag);
      return [registryAsk, hubAsk];
    });
    return [...asks, on.listingAsk, ...(unlisted ? [unlisted] : [])];
  }

  function changedViews(on: Board, tags: readonly string[], context: ViewContext): TagView[] {
    return tags.flatMap((tag) => {
      const view = tagView(on.entry(tag), context);
      const text = JSON.stringify(view);
      if (sent.get(tag) === text) return [];
      sent.set(tag, text);
      return [view];
    });
  }

  async function list(request: List): Promise<void> {
    const { type: _, ...question } = request;
    unlisted = undefined;
    const opened = use(question.repository);
    await opened.loaded;
    const { page, name, ordering } = question;
    const listed = await tagsOfAddress(services.tagPages, opened, {
      page,
      ...(name !== undefined && { name }),
      ...(isTagOrdering(ordering) && { ordering }),
    });
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

  async function retry(): Promise<void> {
    const asked = board;
    await asked?.loaded;
    if (!asked || board !== asked) return;
    services.reopen();
    asked.forgetFailures();
    again.reset();
    askAgain();
  }

  function askAgain(): void {
    ask();
    if (unlisted) void list(unlisted.request);
  }

  /** What was known is forgotten: the open page begins anew. */
  function restart(): void {
    leave();
    if (watched) void watch(watched);
  }

  const forgetClear = services.onClear(restart);
  const forgetRetry = services.onRetry(() => void retry());
  const forgetPlatform = services.onPlatformChange(tell);

  return {
    ask(request) {
      if (request.type === 'watch') void watch(request);
      else if (request.type === 'list') void list(request);
      else void retry();
    },
    end() {
      ended = true;
      forgetClear();
      forgetRetry();
      forgetPlatform();
      leave();
    },
  };
}
