/** Writes the Supported-tags list of a repository in the words of the catalogue. */
import type { Steps } from '../core/steps.ts';
import { type ListSource, supportedTagsInSteps } from '../core/supported-tags/list.ts';
import { type ListForm, renderInSteps } from '../core/supported-tags/render.ts';
import { listWords } from './list-words.ts';
import type { Text } from './text.ts';

/** @param now milliseconds since 1970: when a list is made stands in it */
export function listMaker(
  text: Text,
  now: () => number,
): (source: ListSource, form: ListForm) => Steps<string> {
  return function* (source, form) {
    return yield* renderInSteps(yield* supportedTagsInSteps(source, now()), form, listWords(text));
  };
}
