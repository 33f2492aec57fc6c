/** Which groups are opened, and tells of them: their details are asked for by one tag of each. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Digest } from '../../core/digest.ts';
import type { GroupView } from '../../messaging/view.ts';

export interface Opened {
  has(digest: Digest): boolean;
  toggle(digest: Digest): void;
}

/** @param asked the tag that the popup was opened for */
export function useOpened(
  groups: readonly GroupView[],
  asked: string | undefined,
  onOpened: (tags: readonly string[]) => void,
): Opened {
  const [opened, setOpened] = useState<ReadonlySet<Digest>>(new Set());
  const told = useRef('');
  const tags = groups.flatMap((group) => (opened.has(group.digest) ? tagOf(group, asked) : []));
  const key = tags.join(' ');
  useEffect(() => {
    if (told.current === key) return;
    told.current = key;
    onOpened(tags);
  }, [key]);
  return {
    has: (digest) => opened.has(digest),
    toggle(digest) {
      const next = new Set(opened);
      if (!next.delete(digest)) next.add(digest);
      setOpened(next);
    },
  };
}

/** The tag that a group is spoken of by. */
export function tagOf({ tags }: GroupView, asked: string | undefined): string {
  return asked !== undefined && tags.includes(asked) ? asked : (tags[0] ?? '');
}
