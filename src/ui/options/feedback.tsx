/** Whether the last change was kept, beside the field that was changed. */
import type { TextKey } from '../../text/keys.ts';
import { Icon } from '../shared/icons.tsx';
import { useText } from '../shared/text-context.ts';
import type { Outcome } from './use-outcome.ts';

interface FeedbackProps {
  readonly outcome: Outcome;
  readonly done?: TextKey;
  readonly failed?: TextKey;
}

export function Feedback({ outcome, done = 'saved', failed = 'saveFailed' }: FeedbackProps) {
  const text = useText();
  return (
    <span role="status" class={`feedback ${outcome}`}>
      {outcome === 'done' && (
        <>
          <Icon name="check" /> {text(done)}
        </>
      )}
      {outcome === 'failed' && (
        <>
          <Icon name="cross" /> {text(failed)}
        </>
      )}
    </span>
  );
}
