/**
 * The tags whose names hold a text: all of them counted, the first in tag order named. One letter is in tens of thousands
 * of names, and somebody who is typing waits: no more of them are put in order than it takes to name a thousand.
 */
import { type Finding, MOST_NAMED, type Searched } from './finding.ts';
import { forEachNamed } from './searched-names.ts';
import { tagKey } from './tag-order.ts';
import { compareText } from './text-order.ts';

/** In any case. Nothing where no name holds it. */
export function findPart(
  { groups, unknownTags = [] }: Searched,
  part: string,
): Finding | undefined {
  const first = new FirstTags();
  let count = 0;
  let isFull = false;
  forEachNamed(groups, part, ({ tag, group }) => {
    count += 1;
    // None of the groups that follow has a tag before this one's first.
    const [start] = group.tags;
    isFull ||= start !== undefined && first.isAllBefore(start);
    if (!isFull) first.add(tag);
  });
  const wanted = part.toLowerCase();
  for (const { tag } of unknownTags) {
    if (!tag.toLowerCase().includes(wanted)) continue;
    count += 1;
    first.add(tag);
  }
  if (count === 0) return undefined;
  const tags = first.tags();
  return { kind: 'tag', tags, ...(count > tags.length && { count }) };
}

interface KeyedTag {
  readonly tag: string;
  readonly key: string;
}

/** Of all that were added, the first `MOST_NAMED` in tag order. */
class FirstTags {
  #held: KeyedTag[] = [];
  /** Of the last one that can be named, once there are enough. */
  #last: string | undefined;

  add(tag: string): void {
    const key = tagKey(tag);
    if (this.#last !== undefined && key > this.#last) return;
    this.#held.push({ tag, key });
    if (this.#held.length >= 2 * MOST_NAMED) this.#cut();
  }

  /** Whether as many as can be named stand before a tag. */
  isAllBefore(tag: string): boolean {
    return this.#last !== undefined && tagKey(tag) > this.#last;
  }

  tags(): string[] {
    this.#cut();
    return this.#held.map(({ tag }) => tag);
  }

  #cut(): void {
    this.#held = this.#held.sort((a, b) => compareText(a.key, b.key)).slice(0, MOST_NAMED);
    this.#last = this.#held.at(-1)?.key;
  }
}
