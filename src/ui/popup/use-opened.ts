/** Which groups are opened, and tells of them: their details are asked for by one tag of each. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Digest } from '../../core/digest.ts';
import type { GroupView } from '../../messaging/view.ts';

export interface Opened {
  has(digest: Digest): boolean;
  /** The tag that an opened group is spoken of by. */
  tagOf(digest: Digest): string | undefined;
  toggle(group: GroupView): void;
}

/**
 * @param groups those that are told now: one that is opened may be out of reach, and stays opened
 * @param asked the tag that the popup was opened for
 */
export function useOpened(
  groups: readonly GroupView[],
  asked: string | undefined,
  onOpened: (tags: readonly string[]) => void,
): Opened {
  const [chosen, setChosen] = useState<ReadonlyMap<Digest, string>>(new Map());
  const told = useRef('');
  const opened = withTagsOfNow(chosen, groups, asked);
  const tags = [...opened.values()];
  const key = tags.join(' ');
  useEffect(() => {
    if (told.current === key) return;
    told.current = key;
    onOpened(tags);
  }, [key]);
  return {
    has: (digest) => opened.has(digest),
    tagOf: (digest) => opened.get(digest),
    toggle(group) {
      // From what is chosen then: a group that was not drawn again holds an old function.
      setChosen((last) => {
        const next = new Map(last);
        if (!next.delete(group.digest)) next.set(group.digest, tagOf(group, asked));
        return next;
      });
    },
  };
}

/** A tag that a group was opened by may have moved to another digest meanwhile. */
function withTagsOfNow(
  chosen: ReadonlyMap<Digest, string>,
  groups: readonly GroupView[],
  asked: string | undefined,
): ReadonlyMap<Digest, string> {
  const now = new Map(chosen);
  for (const group of groups) {
    const tag = now.get(group.digest);
    if (tag !== undefined && !group.tags.includes(tag)) now.set(group.digest, tagOf(group, asked));
  }
  return now;
}

/** The tag that a group is spoken of by. */
export function tagOf({ tags }: GroupView, asked: string | undefined): string {
  return asked !== undefined && tags.includes(asked) ? asked : (tags[0] ?? '');
}
