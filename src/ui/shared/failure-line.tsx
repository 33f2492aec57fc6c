/** A failure in place, with the words of the context that it stands in. */
import { FailureNotice, type FailureNoticeProps } from './failure-notice.tsx';
import { useText } from './text-context.ts';

export function FailureLine(props: Omit<FailureNoticeProps, 'text'>) {
  return <FailureNotice {...props} text={useText()} />;
}
