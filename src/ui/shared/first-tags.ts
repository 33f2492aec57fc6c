/** Which of very many tags are named: thousands may be the same image, and nobody reads as many. */

/** A page takes ten times as many elements and texts of one row (`sheet-guard.ts`): a tag is two, in two relations or three. */
const MOST_NAMED = 1_000;

/** The tag that people ask for first: it stands last in tag order and must not be the one that is cut. */
export const ASKED_FOR = 'latest';

/** At most a thousand, in their order. */
export function firstTags(tags: readonly string[]): readonly string[] {
  if (tags.length <= MOST_NAMED) return tags;
  const last = tags.at(-1) === ASKED_FOR ? [ASKED_FOR] : [];
  return [...tags.slice(0, MOST_NAMED - last.length), ...last];
}
