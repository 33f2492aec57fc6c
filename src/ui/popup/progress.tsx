/** While a long listing runs: how far it is. */
import type { ComponentChildren } from 'preact';

interface ProgressProps {
  /** In tags. */
  readonly done: number;
  readonly total: number;
  readonly words: string;
  /** Beside the words. */
  readonly children?: ComponentChildren;
}

export function Progress({ done, total, words, children }: ProgressProps) {
  return (
    <div class="progress" data-progress="" data-done={done} data-total={total}>
      <progress value={done} max={Math.max(1, total)} aria-label={words} />
      <span>{words}</span>
      {children}
    </div>
  );
}
