/** Lines of the command for what was typed wrong and for what went wrong. */
import type { Failure } from '../core/failure.ts';
import { failureText } from '../text/failure-text.ts';
import { inputErrorText } from '../text/input-error-text.ts';
import { list, type Text } from '../text/text.ts';
import type { WrongUsage } from './arguments.ts';

export function usageLine(text: Text, wrong: WrongUsage): string {
  switch (wrong.problem) {
    case 'no-repository':
      return text('cliNoRepository');
    case 'wrong-repository':
      return inputErrorText(text, wrong.error);
    case 'more':
      return text('cliMore', wrong.value);
    case 'no-option':
      return text('cliNoOption', wrong.option);
    case 'needs-value':
      return text('cliNeedsValue', wrong.option);
    case 'no-value':
      return text('cliNoValue', wrong.option);
    case 'wrong-value':
      return text('cliWrongValue', wrong.option, wrong.value);
  }
}

/** What, why, what to do. @param now milliseconds since 1970 */
export function failureLine(text: Text, failure: Failure, now: number): string {
  const { what, why, todo } = failureText(text, failure, now);
  // The options page that signs in is none of the command's.
  return text('cliFailure', what, why, failure.kind === 'denied' ? text('cliDeniedDo') : todo);
}

/** Tags named in a line at most. */
const MOST = 8;

export function tagsLine(text: Text, tags: readonly string[]): string {
  const named = list(text, tags.slice(0, MOST));
  return tags.length <= MOST ? named : text('cliAndMore', named, tags.length - MOST);
}
