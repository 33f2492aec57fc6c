/** From knowledge to the view of a repository, as the popup shows it: what holds for all of it, and a window of its groups. */
import type { Failure } from '../core/failure.ts';
import type { AliasGroup } from '../core/relations.ts';
import type {
  ConfirmingView,
  PullMeterView,
  RepositoryView,
  SeekPlan,
  UnconfirmedView,
  WholeListingView,
  WindowView,
} from '../messaging/view.ts';
import type { Board } from './board.ts';
import { groupView, type ImageIdState } from './group-view.ts';
import { failureView, type ViewContext } from './tag-view.ts';
import { type Ungrouped, unknownTagViews } from './unknown-tags.ts';

export interface RepositoryContext extends ViewContext {
  readonly imageIds: ImageIdState;
  readonly meter: PullMeterView;
  /** The tag that was opened. */
  readonly tag: string | undefined;
  /** Whether an answer about what is on screen is still to come. */
  readonly asking: boolean;
  readonly names: Names;
  readonly isForgetful: boolean;
  /** While all tags are being confirmed, in tags. */
  readonly confirming: ConfirmingView | undefined;
  readonly whole: WholeListingView | undefined;
  readonly ungrouped: Ungrouped;
  readonly isUnconfirmed: boolean;
  readonly unconfirmed: UnconfirmedView | undefined;
  readonly window: { readonly view: WindowView; readonly groups: readonly AliasGroup[] };
  readonly seek: SeekPlan;
}

/** Where the listing failed, the registry is asked for the names of all tags instead: how far that is. */
export type Names = 'unasked' | 'asking' | 'told' | Failure;

export function repositoryView(board: Board, context: RepositoryContext): RepositoryView {
  const { tag, names, confirming, unconfirmed, whole, window, ungrouped } = context;
  const { relations, known } = context.related;
  const groupCount = relations.groups.length;
  const isEmpty = groupCount === 0 && ungrouped.unknown.length === 0;
  const { listingAsk } = board;
  const problem = listingAsk.state === 'failed' ? listingAsk.failure : undefined;
  // Of two failures the registry's says more: that nobody may see the repository, where the listing only has no page.
  const reason = isEmpty && typeof names === 'object' ? names : problem;
  return {
    repository: board.repository,
    state: stateOf(board, isEmpty, names === 'unasked' || names === 'asking'),
    ...(reason && { failure: failureView(reason) }),
    ...(context.asking && { asking: true }),
    known,
    ...(board.total !== undefined && { total: Math.max(board.total, known) }),
    ...(board.progress && { progress: board.progress }),
    ...(whole && { whole }),
    ...(confirming && { confirming }),
    isUnconfirmed: context.isUnconfirmed,
    ...(unconfirmed && { unconfirmed }),
    groupCount,
    window: window.view,
    groups: window.groups.map((group) => {
      const entries = group.tags.map((one) => board.entry(one));
      return groupView(group, entries, context.imageIds, context);
    }),
    seek: context.seek,
    ...unknownTagViews(board, ungrouped.unknown, tag, context.now),
    signatureTags: ungrouped.signatureTags,
    preferredPlatform: context.preferredPlatform,
    meter: context.meter,
    ...(context.isForgetful && { isForgetful: true as const }),
  };
}

function stateOf(
  { listingAsk, listing }: Board,
  isEmpty: boolean,
  isAskingNames: boolean,
): RepositoryView['state'] {
  if (listingAsk.state === 'failed') {
    if (!isEmpty) return 'ready';
    return isAskingNames ? 'loading' : 'failed';
  }
  return listingAsk.state === 'idle' && listing ? 'ready' : 'loading';
}
