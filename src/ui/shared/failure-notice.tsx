/** One failure in place: what, why, what to do, and a button where asking again can help. Words that are cut stand whole in the tooltip. */
import type { ComponentChildren } from 'preact';
import type { FailureKind } from '../../core/failure.ts';
import type { FailureView } from '../../messaging/view.ts';
import { type FailureText, failureText } from '../../text/failure-text.ts';
import type { Text } from '../../text/text.ts';
import { Icon, type IconName } from './icons.tsx';
import { Retry } from './retry.tsx';

export interface FailureNoticeProps {
  readonly text: Text;
  readonly failure: FailureView;
  readonly now: number;
  /** Left out where another button is the way to try again. */
  readonly onRetry?: () => void;
  /** Other words than those for a tag's own failure. */
  readonly words?: FailureText;
  /** Whether it must not be higher than one line. */
  readonly oneLine?: boolean;
  /** Whether screen readers are told at once: for one failure of a whole view, not for a hundred rows. */
  readonly alert?: boolean;
  /** Another way out, beside it. */
  readonly children?: ComponentChildren;
}

/** Asking again cannot help where the answer is final, or comes by itself. */
const NO_RETRY: ReadonlySet<FailureKind> = new Set(['offline', 'budget-spent', 'unsupported']);

export function canRetry({ kind }: FailureView): boolean {
  return !NO_RETRY.has(kind);
}

const ICONS: Partial<Record<FailureKind, IconName>> = {
  offline: 'offline',
  'rate-limited': 'clock',
  'budget-spent': 'clock',
};

export function FailureNotice(props: FailureNoticeProps) {
  const { text, failure, now, onRetry, oneLine = false, alert = false } = props;
  const { what, why, todo } = props.words ?? failureText(text, failure, now);
  return (
    <div
      class={oneLine ? 'failure line' : 'failure'}
      data-failure={failure.kind}
      {...(alert && { role: 'alert' })}
    >
      <Icon name={ICONS[failure.kind] ?? 'cross'} />
      <p class="reason" title={`${what} ${why} ${todo}`}>
        <strong>{what}</strong> {why} <span class="todo">{todo}</span>
      </p>
      {props.children}
      {onRetry && canRetry(failure) && (
        <Retry
          label={text('tryAgain')}
          wait={failure.kind === 'rate-limited' && failure.until ? failure.until - now : 0}
          onRetry={onRetry}
        />
      )}
    </div>
  );
}
