/** One failure in place: what, why, what to do, and a button where asking again can help. */
import type { FailureKind } from '../../core/failure.ts';
import type { FailureView } from '../../messaging/view.ts';
import { failureText } from '../../text/failure-text.ts';
import { Icon, type IconName } from './icons.tsx';
import { useText } from './text-context.ts';

export interface FailureLineProps {
  readonly failure: FailureView;
  readonly now: number;
  readonly onRetry: () => void;
  /** Whether screen readers are told at once: for one failure of a whole view, not for a hundred rows. */
  readonly alert?: boolean;
}

/** Asking again cannot help where the answer is final, or comes by itself. */
const NO_RETRY: ReadonlySet<FailureKind> = new Set(['offline', 'budget-spent', 'unsupported']);

const ICONS: Partial<Record<FailureKind, IconName>> = {
  offline: 'offline',
  'rate-limited': 'clock',
  'budget-spent': 'clock',
};

export function FailureLine({ failure, now, onRetry, alert = false }: FailureLineProps) {
  const text = useText();
  const { what, why, todo } = failureText(text, failure, now);
  return (
    <div class="failure" data-failure={failure.kind} {...(alert && { role: 'alert' })}>
      <Icon name={ICONS[failure.kind] ?? 'cross'} />
      <p class="reason">
        <strong>{what}</strong> {why} <span class="todo">{todo}</span>
      </p>
      {!NO_RETRY.has(failure.kind) && (
        <button type="button" class="button plain" data-action="retry" onClick={onRetry}>
          {text('tryAgain')}
        </button>
      )}
    </div>
  );
}
