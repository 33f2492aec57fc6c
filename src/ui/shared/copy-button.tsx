/** A button that copies a text and says whether that worked, without changing its own width. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { useText } from './text-context.ts';

export interface CopyButtonProps {
  /** What goes to the clipboard. */
  readonly copies: string;
  /** Resolves to whether the browser took it. */
  readonly onCopy: (text: string) => Promise<boolean>;
  /** Name for screen readers where the visible words do not suffice. */
  readonly name?: string;
  readonly title?: string;
  readonly kind?: 'main' | 'plain' | 'icon';
  readonly children?: ComponentChildren;
}

/** Milliseconds for which the feedback stays. */
const FEEDBACK = 2_000;

type Outcome = 'none' | 'copied' | 'failed';

export function CopyButton(props: CopyButtonProps) {
  const { copies, onCopy, name, title, kind = 'plain', children } = props;
  const text = useText();
  const [outcome, setOutcome] = useState<Outcome>('none');
  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), FEEDBACK);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await onCopy(copies)) ? 'copied' : 'failed');
  const feedback = {
    none: '',
    copied: text('copied'),
    failed: text('copyFailed'),
  }[outcome];
  return (
    <span class="copy">
      <button
        type="button"
        class={`button ${kind}`}
        data-copies={copies}
        data-outcome={outcome}
        title={title ?? copies}
        {...(name && { 'aria-label': name })}
        onClick={copy}
      >
        <Icon name={outcome === 'copied' ? 'check' : outcome === 'failed' ? 'cross' : 'copy'} />
        {children && <span class="label">{children}</span>}
      </button>
      <span role="status" class={outcome === 'failed' ? 'feedback' : 'unseen'}>
        {feedback}
      </span>
    </span>
  );
}
