/** From knowledge to what a Supported-tags list is made from: all groups of a repository, on screen or not. */
import type { Steps } from '../core/steps.ts';
import type { ListSource } from '../core/supported-tags/list.ts';
import type { Board } from './board.ts';
import { wordOf } from './group-view.ts';
import type { ViewContext } from './tag-view.ts';
import { countUnknown, type Ungrouped } from './unknown-tags.ts';

/** Groups to look at between two stops: some take as long as hundreds of others. */
const STEP = 20;

export function* listSource(
  board: Board,
  context: ViewContext,
  { unknown, signatureTags }: Ungrouped,
): Steps<ListSource> {
  const { relations, known } = context.related;
  const groups: ListSource['groups'][number][] = [];
  // The groups as they are now, whatever else becomes known on the way: each tag stands in one of them.
  for (const [place, group] of relations.groups.entries()) {
    if (place % STEP === 0) yield;
    const { digest, tags, record } = group;
    const entries = tags.map((tag) => board.entry(tag));
    const { evidence, version, staleSince } = wordOf(group, entries, context);
    groups.push({
      digest,
      tags,
      ...(record.mediaType !== undefined && { mediaType: record.mediaType }),
      evidence,
      images: record.images ?? [],
      ...(version && { version }),
      ...(staleSince !== undefined && { staleSince }),
    });
  }
  return {
    repository: board.repository,
    known,
    ...(board.total !== undefined && { total: Math.max(board.total, known) }),
    groups,
    unknownTags: [],
    furtherUnknown: countUnknown(board, unknown, context.now),
    signatureTags,
  };
}
