/** From knowledge to what a Supported-tags list is made from: all groups of a repository, on screen or not. */
import type { ListSource } from '../core/supported-tags/list.ts';
import type { Board } from './board.ts';
import { wordOf } from './group-view.ts';
import type { ViewContext } from './tag-view.ts';
import { countUnknown, type Ungrouped } from './unknown-tags.ts';

export function listSource(
  board: Board,
  context: ViewContext,
  { unknown, signatureTags }: Ungrouped,
): ListSource {
  const { relations, known } = context.related;
  return {
    repository: board.repository,
    known,
    ...(board.total !== undefined && { total: Math.max(board.total, known) }),
    groups: relations.groups.map((group) => {
      const { digest, tags, record } = group;
      const entries = tags.map((tag) => board.entry(tag));
      const { evidence, version, staleSince } = wordOf(group, entries, context);
      return {
        digest,
        tags,
        ...(record.mediaType !== undefined && { mediaType: record.mediaType }),
        evidence,
        images: record.images ?? [],
        ...(version && { version }),
        ...(staleSince !== undefined && { staleSince }),
      };
    }),
    unknownTags: [],
    furtherUnknown: countUnknown(board, unknown, context.now),
    signatureTags,
  };
}
