/** Writes the Supported-tags list of a repository in the words of the catalogue. */
import { type ListSource, supportedTags } from '../core/supported-tags/list.ts';
import { type ListForm, render } from '../core/supported-tags/render.ts';
import { listWords } from './list-words.ts';
import type { Text } from './text.ts';

/** @param now milliseconds since 1970: when a list is made stands in it */
export function listMaker(
  text: Text,
  now: () => number,
): (source: ListSource, form: ListForm) => string {
  return (source, form) => render(supportedTags(source, now()), form, listWords(text));
}
