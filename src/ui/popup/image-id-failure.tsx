/**
 * Why an image ID could not be read. It says nothing about the tag, which may well be confirmed: words of its own, and no
 * button, because the one that names its price is the way to try again.
 */
import type { FailureKind } from '../../core/failure.ts';
import type { FailureView } from '../../messaging/view.ts';
import { type FailureText, readFailureText } from '../../text/failure-text.ts';
import type { TextKey } from '../../text/keys.ts';
import type { Text } from '../../text/text.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { useText } from '../shared/text-context.ts';

interface ImageIdFailureProps {
  readonly failure: FailureView;
  /** Whether the button that names its price stands above. */
  readonly hasButton: boolean;
  readonly now: number;
}

export function ImageIdFailure({ failure, hasButton, now }: ImageIdFailureProps) {
  const words = imageIdFailureText(useText(), failure, hasButton, now);
  return <FailureLine failure={failure} words={words} now={now} alert />;
}

/** In place of a reason that speaks of a name. */
const WHY: Partial<Record<FailureKind, TextKey>> = {
  'not-found': 'imageIdNotFoundWhy',
  denied: 'imageIdDeniedWhy',
};

/** What is to be done is the same as ever: waiting, or a setting of the browser. */
const SAME_ADVICE: ReadonlySet<FailureKind> = new Set([
  'offline',
  'permission',
  'rate-limited',
  'budget-spent',
]);

function imageIdFailureText(
  text: Text,
  failure: FailureView,
  hasButton: boolean,
  now: number,
): FailureText {
  const usual = readFailureText(text, failure, now);
  const why = WHY[failure.kind];
  return {
    what: text('imageIdFailedWhat'),
    why: why ? text(why) : usual.why,
    todo: SAME_ADVICE.has(failure.kind) ? usual.todo : hasButton ? text('imageIdFailedDo') : '',
  };
}
