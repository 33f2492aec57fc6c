/** From knowledge to the view of a whole repository, as the popup shows it. */
import type { Failure } from '../core/failure.ts';
import { isSignatureTag } from '../core/tag.ts';
import { sortTags } from '../core/tag-order.ts';
import type { PullMeterView, RepositoryView } from '../messaging/view.ts';
import type { Board } from './board.ts';
import { groupView, type ImageIdState } from './group-view.ts';
import { isMissing, spokenOf } from './spoken.ts';
import { failureView, notFound, type ViewContext } from './tag-view.ts';

/** Tags without a digest to name at most. */
const MOST_UNKNOWN = 1_000;

export interface RepositoryContext extends ViewContext {
  readonly imageIds: ImageIdState;
  readonly meter: PullMeterView;
  /** Whether an answer about what is on screen is still to come. */
  readonly asking: boolean;
  readonly names: Names;
  readonly isForgetful: boolean;
  /** While all tags are being confirmed, in tags. */
  readonly confirming: { readonly done: number; readonly total: number } | undefined;
}

/** Where the listing failed, the registry is asked for the names of all tags instead: how far that is. */
export type Names = 'unasked' | 'asking' | 'told' | Failure;

export function repositoryView(board: Board, context: RepositoryContext): RepositoryView {
  const { relations, known } = context.related;
  const groups = relations.groups.map((group) => {
    const entries = group.tags.map((tag) => board.entry(tag));
    return groupView(group, entries, context.imageIds, context);
  });
  const unknown = unknownTagViews(board, context);
  const { listingAsk } = board;
  const problem = listingAsk.state === 'failed' ? listingAsk.failure : undefined;
  const isEmpty = groups.length === 0 && unknown.unknownTags.length === 0;
  // Of two failures the registry's says more: that nobody may see the repository, where the listing only has no page.
  const reason = isEmpty && typeof context.names === 'object' ? context.names : problem;
  const isAskingNames = context.names === 'unasked' || context.names === 'asking';
  return {
    repository: board.repository,
    state: stateOf(board, isEmpty, isAskingNames),
    ...(reason && { failure: failureView(reason) }),
    ...(context.asking && { asking: true }),
    known,
    ...(board.total !== undefined && { total: Math.max(board.total, known) }),
    ...(board.progress && { progress: board.progress }),
    ...(context.confirming && { confirming: context.confirming }),
    groups,
    ...unknown,
    signatureTags: signatureTags(board, context.now),
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

/** A name that somebody asked for and the registry does not have is none. */
function signatureTags(board: Board, now: number): number {
  return [...board.entries()].filter((entry) => isSignatureTag(entry.tag) && !isMissing(entry, now))
    .length;
}

function unknownTagViews(
  board: Board,
  { facts, now }: ViewContext,
): Pick<RepositoryView, 'unknownTags' | 'furtherUnknown'> {
  const unknown = [...board.entries()].filter(
    (entry) => !isSignatureTag(entry.tag) && !spokenOf(entry, facts, now),
  );
  const reasons = new Map(
    unknown.map((entry) => {
      const { tag, registryAsk } = entry;
      if (isMissing(entry, now)) return [tag, notFound()] as const;
      return [tag, registryAsk.state === 'failed' ? registryAsk.failure : undefined] as const;
    }),
  );
  const tags = sortTags(reasons.keys());
  const rest = tags.slice(MOST_UNKNOWN);
  const missing = rest.filter((tag) => reasons.get(tag)?.kind === 'not-found').length;
  return {
    unknownTags: tags.slice(0, MOST_UNKNOWN).map((tag) => {
      const reason = reasons.get(tag);
      return { tag, ...(reason && { failure: failureView(reason) }) };
    }),
    ...(rest.length > 0 && { furtherUnknown: { missing, unknown: rest.length - missing } }),
  };
}
