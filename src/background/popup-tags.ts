/** Which tags one open popup asks the registry about by itself. */
import type { Digest } from '../core/digest.ts';
import type { Board } from './board.ts';

/** Tags without a digest that one opening asks for by itself. */
const FIRST_UNKNOWN = 25;
/** Tags to ask for at a time. */
const MOST_TAGS = 1_000;

export class PopupTags {
  /** Once among these a tag stays there, or each answer would make room for a next one, until all were asked for. */
  readonly #firstUnknown = new Set<string>();

  /**
   * Those that were asked for by name, the tags of the groups on screen, and the first of those that nobody gave a digest.
   * @param named the tag of the address, and those of opened groups
   * @param unknown tags without a digest, tag order
   */
  wanted(
    board: Board,
    onScreen: readonly Digest[],
    named: readonly string[],
    unknown: readonly string[],
  ): readonly string[] {
    this.#noteUnknown(board, unknown);
    const { relations } = board.related();
    const seen = new Set(onScreen.flatMap((digest) => relations.groupWith(digest) ?? []));
    const tags = [...named, ...[...seen].flatMap((group) => group.tags), ...this.#firstUnknown];
    return [...new Set(tags)].slice(0, MOST_TAGS);
  }

  clear(): void {
    this.#firstUnknown.clear();
  }

  #noteUnknown(board: Board, unknown: readonly string[]): void {
    for (const tag of unknown) {
      if (this.#firstUnknown.size >= FIRST_UNKNOWN) return;
      if (!board.entry(tag).registry) this.#firstUnknown.add(tag);
    }
  }
}
