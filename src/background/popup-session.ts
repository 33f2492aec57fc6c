/** What the worker does for one open popup: lists its repository, confirms what is on screen, reads image IDs. */
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { PopupAnswer } from '../messaging/protocol.ts';
import type { CheckedPopupRequest } from '../messaging/schemas-popup.ts';
import type { Session } from '../messaging/server.ts';
import { createAgain } from './again.ts';
import type { Board } from './board.ts';
import { createConfirmation } from './confirm.ts';
import { createFrame } from './frame.ts';
import { ACCEPTS, createPace, RETRIES } from './pace.ts';
import { popupAccount } from './popup-account.ts';
import { popupClicks } from './popup-clicks.ts';
import { popupDetails } from './popup-details.ts';
import { popupExport } from './popup-export.ts';
import { PopupTags } from './popup-tags.ts';
import { createPopupView } from './popup-view.ts';
import type { Names } from './repository-view.ts';
import type { Services } from './services.ts';

/** Milliseconds between two answers that nobody has asked for. */
const FRAME_MS = 120;

export function popupSession(
  services: Services,
  answer: (message: PopupAnswer) => void,
): Session<CheckedPopupRequest> {
  const { boards, heads, headPace, hubWords, imageIds, wholes, clock } = services;
  const asker = {};
  const tell = createFrame(clock, FRAME_MS, step);
  const again = createAgain(clock, () => void onceLoaded(askAgain));
  const tags = new PopupTags();
  const views = createPopupView(services);
  const details = popupDetails(services, answer);
  const clicks = popupClicks(services, answer, () => opened?.board);
  const confirmation = createConfirmation({ heads, headPace, clock, changed: tell });
  const exportList = popupExport(services, answer, {
    views,
    board: () => opened?.board,
    since: confirmation.since,
  });
  const retries = createPace(clock, RETRIES);
  const accepts = createPace(clock, ACCEPTS);
  let opened: { readonly board: Board; readonly tag?: string } | undefined;
  let onScreen: readonly Digest[] = [];
  /** Before what is kept is at hand, and the listing is asked for, an answer would only flicker. */
  let isAsked = false;
  let names: Names = 'unasked';
  /** Whether a clock has opened the port, and not somebody who has come. */
  let isResumed = false;
  let stopListening: (() => void) | undefined;
  let ended = false;
  /** Calls off the answer to the window that was asked for last. */
  let callOff: (() => void) | undefined;

  function open(repository: RepositoryName, tag: string | undefined): void {
    leave();
    if (!isResumed) services.tryHosts();
    isResumed = false;
    const board = boards.open(repository, asker);
    opened = { board, ...(tag !== undefined && { tag }) };
    stopListening = board.onChange(tell);
    void onceLoaded(askHub);
  }

  /** Acts when what was kept is at hand, if the same repository is open then: whoever asks sooner would write over it. */
  async function onceLoaded(act: (board: Board) => void): Promise<void> {
    const mine = opened;
    await mine?.board.loaded;
    if (!mine || opened?.board.repository !== mine.board.repository) return;
    if (opened === mine) act(mine.board);
    else await onceLoaded(act);
  }

  function leave(): void {
    stopListening?.();
    heads.drop(asker);
    hubWords.drop(asker);
    imageIds.drop(asker);
    wholes.drop(asker);
    boards.leave(asker);
    again.reset();
    accepts.drop();
    opened = undefined;
    onScreen = [];
    isAsked = false;
    names = 'unasked';
    tags.clear();
    views.asked = undefined;
    details.reset();
    confirmation.drop();
  }

  /** The tag of the address, and those of opened groups. */
  function named(): readonly string[] {
    return [...(opened?.tag === undefined ? [] : [opened.tag]), ...details.tags];
  }

  function askHub(board: Board): void {
    hubWords.want(asker, board, named(), 'list');
    wholes.look(asker, board);
    isAsked = true;
    tell();
  }

  /** One round: ask for what is on screen by now, and tell what is known. Rounds follow each other while answers come. */
  function step(): void {
    if (!opened || !isAsked || ended || !services.isReady()) return;
    const { board, tag } = opened;
    const preferred = services.preferredPlatform();
    const wanted = tags.wanted(board, onScreen, named(), views.ungrouped(board).unknown);
    heads.want(asker, board, wanted, wanted.length);
    void imageIds.readAllowed(asker, { board, groups: onScreen, preferred });
    confirmation.step(board);
    const asks = wanted.map((one) => board.entry(one).registryAsk);
    const readings = onScreen.flatMap((digest) => imageIds.failureOf(digest) ?? []);
    again.look([...asks, ...readings, board.listingAsk]);
    const isUnlisted = board.listing === undefined && board.listingAsk.state === 'failed';
    if (isUnlisted && names === 'unasked') void askNames(board);
    const asking =
      onScreen.some(imageIds.isBusy) ||
      imageIds.isToRead(asker) ||
      asks.some(({ state }) => state === 'pending');
    const confirming = confirmation.take(board);
    const whole = wholes.view(asker, board);
    const context = views.context(board);
    const since = confirmation.since();
    const told = views.next(board, context, { tag, asking, names, confirming, since, whole });
    if (told) answer(told);
    details.tell(board, context);
    // While tags come in, groups come and go.
    if (!board.progress) views.prepare(board, () => opened?.board === board && !ended);
    // That it has ended is told by a view without it.
    if (confirming && !confirmation.isUnderWay) tell();
  }

  function answerWindow(): void {
    callOff = undefined;
    step();
  }

  /** The web API is out of reach: then the registry can still name the tags, which is free. */
  async function askNames(board: Board): Promise<void> {
    names = 'asking';
    const answer = await services.tagNames.ask(board);
    if (opened?.board !== board) return;
    names = answer.ok ? 'told' : answer.error;
    tell();
  }

  function retry(board: Board): void {
    services.reopen();
    imageIds.forgetFailures();
    services.shelf.forgetFailures();
    board.forgetFailures();
    again.reset();
    askAgain(board);
  }

  function askAgain(board: Board): void {
    if (names !== 'asking') names = 'unasked';
    askHub(board);
  }

  /** What was known is forgotten: what is open begins anew. */
  function reopen(): void {
    if (!opened) return;
    const { tags } = details;
    const { asked } = views;
    open(opened.board.repository, opened.tag);
    details.tags = tags;
    views.asked = asked;
  }

  const tellStored = async () => answer({ type: 'stored', stored: await services.stored() });

  const account = popupAccount(services.account, answer);

  const endings = [
    account.end,
    services.onForgetful(tell),
    services.onClear(reopen),
    services.onRetry(() => void onceLoaded(retry)),
    services.onPlatformChange(tell),
    services.onPullsChange(tell),
  ];

  return {
    ask(request) {
      views.tellAgain();
      switch (request.type) {
        case 'resume':
          isResumed = true;
          break;
        case 'retell':
          tell();
          break;
        case 'open':
          open(request.repository, request.tag);
          break;
        case 'window':
          views.asked = request;
          // Somebody is typing: this answer does not wait for its turn, but for the keys that have come meanwhile.
          callOff ??= clock.after(0, answerWindow);
          break;
        case 'visible':
          onScreen = request.digests;
          tell();
          break;
        case 'opened':
          details.tags = request.tags;
          void onceLoaded(askHub);
          break;
        case 'reveal':
        case 'read':
        case 'lookup':
        case 'seek':
          void onceLoaded((board) => void clicks.act(board, request));
          break;
        case 'accepts':
          accepts.do(
            request.tag,
            () => void onceLoaded((board) => void clicks.act(board, request)),
          );
          break;
        case 'list-all':
          void onceLoaded((board) => wholes.start(asker, board)).then(tell);
          break;
        case 'pause-listing':
          void onceLoaded((board) => wholes.pause(board)).then(tell);
          break;
        case 'export':
          void onceLoaded((board) => exportList(board, request.form));
          break;
        case 'confirm':
          confirmation.start(request.since ?? clock.now());
          tell();
          break;
        case 'stop-confirming':
          confirmation.stop();
          tell();
          break;
        case 'retry':
          retries.do('retry', () => void onceLoaded(retry));
          break;
        case 'stored':
          void tellStored();
          break;
        case 'clear':
          void services.clear().then(tellStored);
          break;
        case 'account':
        case 'sign-in':
        case 'account-choices':
        case 'sign-out':
          void account.act(request);
          break;
      }
    },
    end() {
      ended = true;
      callOff?.();
      retries.drop();
      views.end();
      for (const end of endings) end();
      leave();
    },
  };
}
