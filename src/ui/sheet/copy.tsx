/** Buttons of a sheet that copy. They hold no state: `clicks.ts` does what they say, and marks them with the outcome. */
import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/icons.tsx';

interface CopyProps {
  /** What goes to the clipboard. */
  readonly copies: string;
  readonly kind?: 'main' | 'plain' | 'icon';
  /** Name for screen readers where there are no words, or too few. */
  readonly name?: string;
  /** Tooltip, where the name is not it. */
  readonly title?: string;
  /** The visible words. */
  readonly children?: ComponentChildren;
}

export function Copy({ copies, kind = 'plain', name, title = name, children }: CopyProps) {
  return (
    <button
      type="button"
      class={`button ${kind}`}
      data-copies={copies}
      {...(name !== undefined && { 'aria-label': name })}
      {...(title !== undefined && { title })}
    >
      <Icon name="copy" />
      {children !== undefined && <span class="label">{children}</span>}
    </button>
  );
}
