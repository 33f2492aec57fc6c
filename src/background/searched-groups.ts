/**
 * The groups of a repository as they are searched for what is typed and pasted (`core/find.ts`). One is made for each
 * group and kept for as long as that group stands: while tags are learnt, most groups stay what they were.
 */
import type { SearchedGroup } from '../core/finding.ts';
import type { AliasGroup, Relations } from '../core/relations.ts';
import { beginningsOf } from '../core/searched-digests.ts';
import { prepareNames } from '../core/searched-names.ts';
import type { Steps } from '../core/steps.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import { versionOfGroup } from '../core/version-of.ts';
import { contentsOf } from './group-view.ts';
import type { FactsOf } from './spoken.ts';

export interface SearchedGroups {
  /** In the order of the relations' groups; the same list for as long as none of those has changed. */
  of(relations: Relations): readonly SearchedGroup[];
  /** Makes them ready ahead of need: all at once, those of a large repository take longer than a person who types waits. */
  prepare(relations: Relations): Steps<void>;
}

/** Groups to make ready at a time: about a millisecond's work. */
const AT_ONCE = 200;

interface Last {
  readonly of: Relations['groups'];
  readonly searched: readonly SearchedGroup[];
}

export function createSearchedGroups(facts: FactsOf): SearchedGroups {
  const made = new WeakMap<AliasGroup, SearchedGroup>();
  let last: Last = { of: [], searched: [] };

  /** As they are where none was read, as most never are: there may be hundreds of thousands. */
  function withContents(images: readonly PlatformImage[]): SearchedGroup['images'] {
    if (images.every(({ digest }) => facts(digest) === undefined)) return images;
    return images.map((image) => ({ ...image, ...contentsOf(image.digest, facts) }));
  }

  function searched(group: AliasGroup, relations: Relations): SearchedGroup {
    const before = made.get(group);
    if (before) return before;
    const { digest, tags, record } = group;
    const one: SearchedGroup = {
      digest,
      tags,
      ...(record.mediaType !== undefined && { mediaType: record.mediaType }),
      ...contentsOf(digest, facts),
      images: withContents(record.images ?? []),
      attestations: record.attestations ?? [],
      // It rests on other groups, and is asked of the few that are found.
      get version() {
        return versionOfGroup(group, relations);
      },
    };
    made.set(group, one);
    return one;
  }

  function of(relations: Relations): readonly SearchedGroup[] {
    const { groups } = relations;
    if (last.of !== groups) {
      last = { of: groups, searched: groups.map((group) => searched(group, relations)) };
    }
    return last.searched;
  }

  return {
    of,
    *prepare(relations) {
      for (const [place, group] of relations.groups.entries()) {
        beginningsOf(searched(group, relations));
        if (place % AT_ONCE === AT_ONCE - 1) yield;
      }
      yield* prepareNames(of(relations));
    },
  };
}
