/** Which tags one open popup asks the registry about by itself. */
import type { Digest } from '../core/digest.ts';
import { isSignatureTag } from '../core/tag.ts';
import { sortTags } from '../core/tag-order.ts';
import type { Board } from './board.ts';
import { type FactsOf, spokenOf } from './spoken.ts';

/** Tags without a digest that one opening asks for by itself. */
const FIRST_UNKNOWN = 25;
/** Tags to ask for at a time. */
const MOST_TAGS = 1_000;

export class PopupTags {
  /** Once among these a tag stays there, or each answer would make room for a next one, until all were asked for. */
  readonly #firstUnknown = new Set<string>();
  readonly #facts: FactsOf;

  constructor(facts: FactsOf) {
    this.#facts = facts;
  }

  /**
   * Those that were asked for by name, the tags of the groups on screen, and the first of those that nobody gave a digest.
   * @param named the tag of the address, and those of opened groups
   */
  wanted(
    board: Board,
    onScreen: readonly Digest[],
    named: readonly string[],
    now: number,
  ): readonly string[] {
    this.#noteUnknown(board, now);
    const places = new Map(onScreen.map((digest, place) => [digest, place]));
    const seen = board
      .related()
      .relations.groups.filter(({ digest }) => places.has(digest))
      .sort((a, b) => (places.get(a.digest) ?? 0) - (places.get(b.digest) ?? 0));
    const tags = [...named, ...seen.flatMap((group) => group.tags), ...this.#firstUnknown];
    return [...new Set(tags)].slice(0, MOST_TAGS);
  }

  clear(): void {
    this.#firstUnknown.clear();
  }

  #noteUnknown(board: Board, now: number): void {
    const room = FIRST_UNKNOWN - this.#firstUnknown.size;
    if (room <= 0) return;
    const unknown = [...board.entries()].filter((entry) => {
      const { tag, registry } = entry;
      if (registry || this.#firstUnknown.has(tag) || isSignatureTag(tag)) return false;
      return !spokenOf(entry, this.#facts, now);
    });
    const tags = sortTags(unknown.map(({ tag }) => tag));
    for (const tag of tags.slice(0, room)) this.#firstUnknown.add(tag);
  }
}
