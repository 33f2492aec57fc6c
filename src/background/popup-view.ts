/**
 * What one popup is told of its repository, put together for each answer from what is known then. Whatever takes a look at
 * all tags or groups is kept from answer to answer in here, and nothing is told twice.
 */
import type { Relations } from '../core/relations.ts';
import { isSameData } from '../core/same-data.ts';
import type { PopupAnswer } from '../messaging/protocol.ts';
import type { ConfirmingView, WholeListingView } from '../messaging/view.ts';
import type { Board } from './board.ts';
import { createPopupWindow, type WindowRequest } from './popup-window.ts';
import { type Names, repositoryView } from './repository-view.ts';
import type { Services } from './services.ts';
import { inSlices } from './slices.ts';
import type { ViewContext } from './tag-view.ts';
import { createIsUnconfirmed, createOpenCount, isLong } from './unconfirmed.ts';
import { createUngrouped, type Ungrouped } from './unknown-tags.ts';

/** Groups that take a moment to be made ready to be searched. */
const LARGE = 1_000;

type Told = Extract<PopupAnswer, { type: 'repository' }>;

/** What only the session knows. */
export interface PopupState {
  /** The tag that was opened. */
  readonly tag: string | undefined;
  readonly asking: boolean;
  readonly names: Names;
  readonly confirming: ConfirmingView | undefined;
  /** Since when the registry's words count for a list. */
  readonly since: number | undefined;
  readonly whole: WholeListingView | undefined;
}

export interface PopupView {
  context(board: Board): ViewContext;
  /** Tags that stand in no group. */
  ungrouped(board: Board): Ungrouped;
  /** Which groups are told; nothing: the first of all. */
  asked: WindowRequest | undefined;
  /** The answer, where it is not what was told last. */
  next(board: Board, context: ViewContext, state: PopupState): Told | undefined;
  /** Makes a large repository ready for the find box, in between what else there is to do, while it is the open one. */
  prepare(board: Board, isOpen: () => boolean): void;
  /** Somebody has asked, and is answered even if nothing has changed. */
  tellAgain(): void;
  end(): void;
}

export function createPopupView(services: Services): PopupView {
  const { imageIds, ledger, shelf } = services;
  const popupWindow = createPopupWindow(shelf.facts);
  const ungroupedOf = createUngrouped();
  const isUnconfirmed = createIsUnconfirmed();
  const openCount = createOpenCount();
  const stopListening = shelf.onChange(popupWindow.forgetSeek);
  let last: Told | undefined;
  let isPreparing = false;
  /** Groups that are ready to be searched. */
  let prepared: Relations['groups'] | undefined;

  function unconfirmed(board: Board, ...at: [now: number, since: number | undefined]) {
    const tags = openCount(board, ...at);
    return isLong(tags)
      ? { tags, seconds: Math.ceil(services.headPace.estimate(tags) / 1_000) }
      : undefined;
  }

  const view: PopupView = {
    context: (board) => ({
      related: board.related(),
      facts: shelf.facts,
      now: services.clock.now(),
      preferredPlatform: services.preferredPlatform(),
      entry: (tag) => board.entry(tag),
    }),
    ungrouped: ungroupedOf,
    get asked() {
      return popupWindow.asked;
    },
    set asked(request) {
      popupWindow.asked = request;
    },
    next(board, context, state) {
      const { relations } = context.related;
      const ungrouped = view.ungrouped(board);
      const source = { repository: board.repository, relations, unknown: ungrouped.unknown };
      const told: Told = {
        type: 'repository',
        view: repositoryView(board, {
          ...context,
          ...state,
          imageIds,
          meter: ledger.meter(),
          isForgetful: services.isForgetful(),
          ungrouped,
          isUnconfirmed: isUnconfirmed(board, relations.groups, context.now, state.since),
          unconfirmed: unconfirmed(board, context.now, state.since),
          window: popupWindow.view(source, state.tag),
          seek: popupWindow.seek(source, context.preferredPlatform),
        }),
      };
      if (last && isSameData(last, pricedAs(last, told))) return undefined;
      last = told;
      return told;
    },
    prepare(board, isOpen) {
      const { relations } = board.related();
      const { groups } = relations;
      if (isPreparing || prepared === groups || groups.length < LARGE) return;
      isPreparing = true;
      void inSlices(popupWindow.prepare(relations), services.clock, isOpen).then((made) => {
        isPreparing = false;
        if (made) prepared = groups;
      });
    },
    tellAgain() {
      last = undefined;
    },
    end: stopListening,
  };
  return view;
}

/** That the price of confirming all has changed is no news by itself: a page may confirm what no popup shows. */
function pricedAs({ view: { unconfirmed } }: Told, told: Told): Told {
  return unconfirmed && told.view.unconfirmed
    ? { ...told, view: { ...told.view, unconfirmed } }
    : told;
}
