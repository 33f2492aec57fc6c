/** A failure as it stands on a page: asking again is said by data attributes, and not offered before it can help. */
import type { FailureView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import { canRetry, FailureNotice } from '../shared/failure-notice.tsx';

interface RowFailureProps {
  readonly failure: FailureView;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly text: Text;
  readonly oneLine?: boolean;
}

export function RowFailure({ failure, now, text, oneLine = false }: RowFailureProps) {
  const wait = failure.kind === 'rate-limited' && failure.until ? failure.until - now : 0;
  return (
    <FailureNotice failure={failure} now={now} text={text} oneLine={oneLine}>
      {canRetry(failure) && (
        <button
          type="button"
          class="button plain"
          data-action="retry"
          {...(wait > 0 && { 'data-wait': String(wait) })}
        >
          {text('tryAgain')}
        </button>
      )}
    </FailureNotice>
  );
}
