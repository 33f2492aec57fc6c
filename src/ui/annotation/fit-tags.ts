/**
 * How many tags fit on one line. The line must not wrap, or rows would grow while answers come in; chips are set in a
 * monospaced face, so their width follows from their length and nothing has to be laid out to know it.
 */

import { ASKED_FOR } from '../shared/first-tags.ts';

/** Pixels, matched to annotation.css (12 px type, whose characters are 0.6 em wide, and a little more to be sure). */
const CHARACTER = 7.4;
const CHIP_FRAME = 18;
const GAP = 5;
export const MORE_BUTTON = 68;
/** Beyond this a line is noise, however wide the page. */
const MOST = 8;

/** The tags to show, in their order; the rest is behind the "more" button, for which room is kept. */
export function fitTags(tags: readonly string[], room: number): readonly string[] {
  if (tags.length <= MOST && widthOf(tags) <= room) return tags;
  const keepLast = tags.at(-1) === ASKED_FOR;
  const kept = keepLast ? [ASKED_FOR] : [];
  const left = room - MORE_BUTTON - widthOf(kept);
  const shown: string[] = [];
  for (const tag of keepLast ? tags.slice(0, -1) : tags) {
    const enough = shown.length + kept.length >= MOST || widthOf([...shown, tag]) > left;
    if (enough && shown.length + kept.length > 0) break;
    shown.push(tag);
    if (enough) break;
  }
  return [...shown, ...kept];
}

/** Width of chips side by side, each followed by a gap. */
export function widthOf(tags: readonly string[]): number {
  return tags.reduce((sum, tag) => sum + tag.length * CHARACTER + CHIP_FRAME + GAP, 0);
}

/** Width of a few words in the proportional face of the line, estimated generously. */
export function widthOfWords(words: string): number {
  return words.length * 6.8 + 10;
}
