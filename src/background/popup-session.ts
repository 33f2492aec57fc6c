/** What the worker does for one open popup: lists its repository, confirms what is on screen, reads image IDs. */
import type { Digest } from '../core/digest.ts';
import type { RepositoryName } from '../core/repository.ts';
import { isSignatureTag } from '../core/tag.ts';
import { sortTags } from '../core/tag-order.ts';
import type { PopupAnswer } from '../messaging/protocol.ts';
import type { CheckedPopupRequest } from '../messaging/schemas-popup.ts';
import type { Session } from '../messaging/server.ts';
import { createAgain } from './again.ts';
import type { Board } from './board.ts';
import { createFrame } from './frame.ts';
import { type Names, repositoryView } from './repository-view.ts';
import type { Services } from './services.ts';
import { spokenOf } from './spoken.ts';

/** Milliseconds between two answers: each holds the whole repository. */
const FRAME_MS = 120;
/** Tags without a digest that one opening asks for by itself. */
const FIRST_UNKNOWN = 25;
/** Tags to ask for at a time. */
const MOST_TAGS = 1_000;

export function popupSession(
  services: Services,
  answer: (message: PopupAnswer) => void,
): Session<CheckedPopupRequest> {
  const { boards, heads, hubWords, imageIds, clock, ledger } = services;
  const asker = {};
  const tell = createFrame(clock, FRAME_MS, step);
  const again = createAgain(clock, () => void onceLoaded(askAgain));
  let opened: { readonly board: Board; readonly tag?: string } | undefined;
  let onScreen: readonly Digest[] = [];
  /** Before what is kept is at hand, and the listing is asked for, an answer would only flicker. */
  let isAsked = false;
  let names: Names = 'unasked';
  /** Once among these a tag stays there, or each answer would make room for a next one, until all were asked for. */
  const firstUnknown = new Set<string>();
  let stopListening: (() => void) | undefined;
  let ended = false;

  function open(repository: RepositoryName, tag: string | undefined): void {
    leave();
    const board = boards.open(repository, asker);
    opened = { board, ...(tag !== undefined && { tag }) };
    stopListening = board.onChange(tell);
    void onceLoaded(askHub);
  }

  /** Acts when what was kept is at hand, if the same is open then: whoever asks sooner would write over it. */
  async function onceLoaded(act: (board: Board) => void): Promise<void> {
    const mine = opened;
    await mine?.board.loaded;
    if (mine && opened === mine) act(mine.board);
  }

  function leave(): void {
    stopListening?.();
    heads.drop(asker);
    hubWords.drop(asker);
    imageIds.drop(asker);
    boards.leave(asker);
    again.reset();
    opened = undefined;
    onScreen = [];
    isAsked = false;
    names = 'unasked';
    firstUnknown.clear();
  }

  function askHub(board: Board): void {
    hubWords.want(asker, board, opened?.tag === undefined ? [] : [opened.tag]);
    isAsked = true;
    tell();
  }

  /** One round: ask for what is on screen by now, and tell what is known. Rounds follow each other while answers come. */
  function step(): void {
    if (!opened || !isAsked || ended || !services.isReady()) return;
    const { board } = opened;
    const wanted = wantedTags(board);
    heads.want(asker, board, wanted, wanted.length);
    void imageIds.readAllowed(asker, {
      board,
      groups: onScreen,
      preferred: services.preferredPlatform(),
    });
    const asks = wanted.map((tag) => board.entry(tag).registryAsk);
    const readings = onScreen.flatMap((digest) => imageIds.failureOf(digest) ?? []);
    again.look([...asks, ...readings, board.listingAsk]);
    const isUnlisted = board.listing === undefined && board.listingAsk.state === 'failed';
    if (isUnlisted && names === 'unasked') void askNames(board);
    const asking = onScreen.some(imageIds.isBusy) || asks.some(({ state }) => state === 'pending');
    const view = repositoryView(board, {
      related: board.related(),
      facts: services.shelf.facts,
      now: clock.now(),
      preferredPlatform: services.preferredPlatform(),
      imageIds,
      meter: ledger.meter(),
      asking,
      names,
    });
    answer({ type: 'repository', view });
  }

  /** The tag of the address, the tags of the groups on screen, and the first of those that nobody gave a digest. */
  function wantedTags(board: Board): string[] {
    noteUnknown(board);
    const { groups } = board.related().relations;
    const places = new Map(onScreen.map((digest, place) => [digest, place]));
    const seen = groups
      .filter(({ digest }) => places.has(digest))
      .sort((a, b) => (places.get(a.digest) ?? 0) - (places.get(b.digest) ?? 0));
    const own = opened?.tag === undefined ? [] : [opened.tag];
    const tags = [...own, ...seen.flatMap((group) => group.tags), ...firstUnknown];
    return [...new Set(tags)].slice(0, MOST_TAGS);
  }

  function noteUnknown(board: Board): void {
    const room = FIRST_UNKNOWN - firstUnknown.size;
    if (room <= 0) return;
    const { facts } = services.shelf;
    const unknown = [...board.entries()].filter((entry) => {
      const { tag, registry } = entry;
      if (registry || firstUnknown.has(tag) || isSignatureTag(tag)) return false;
      return !spokenOf(entry, facts, clock.now());
    });
    const tags = sortTags(unknown.map(({ tag }) => tag));
    for (const tag of tags.slice(0, room)) firstUnknown.add(tag);
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
    board.forgetFailures();
    again.reset();
    askAgain(board);
  }

  function askAgain(board: Board): void {
    if (names !== 'asking') names = 'unasked';
    askHub(board);
  }

  async function reveal(board: Board, digest: Digest): Promise<void> {
    await imageIds.reveal(board, digest, services.preferredPlatform());
    answer({ type: 'revealed', digest });
  }

  async function tellStored(): Promise<void> {
    answer({ type: 'stored', stored: await services.stored() });
  }

  const endings = [
    services.onClear(() => opened && open(opened.board.repository, opened.tag)),
    services.onRetry(() => void onceLoaded(retry)),
    services.onPlatformChange(tell),
    services.onPullsChange(tell),
  ];

  return {
    ask(request) {
      switch (request.type) {
        case 'open':
          open(request.repository, request.tag);
          break;
        case 'visible':
          onScreen = request.digests;
          tell();
          break;
        case 'reveal':
          void onceLoaded((board) => void reveal(board, request.digest));
          break;
        case 'retry':
          void onceLoaded(retry);
          break;
        case 'stored':
          void tellStored();
          break;
        case 'clear':
          void services.clear().then(tellStored);
          break;
      }
    },
    end() {
      ended = true;
      for (const end of endings) end();
      leave();
    },
  };
}
