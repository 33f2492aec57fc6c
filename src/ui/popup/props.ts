/** What the popup is told, and what it calls back: the whole border between it and its entrypoint. */
import type { Digest } from '../../core/digest.ts';
import type { InputError } from '../../core/input-error.ts';
import type { RepositoryName } from '../../core/repository.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';

export interface PopupActions {
  /** Another repository was asked for, or a tag of it. */
  onRepository(name: RepositoryName, tag?: string): void;
  /** The groups on screen, in the order shown, a moment after scrolling came to rest. */
  onVisible(digests: readonly Digest[]): void;
  /** A click on the button that names its price. */
  onReveal(digest: Digest): void;
  onRetry(): void;
  /** Resolves to whether the browser took it. */
  onCopy(text: string): Promise<boolean>;
  onOptions(): void;
}

export interface PopupProps extends PopupActions {
  readonly text: Text;
  /** Left out where neither the tab nor the address names a repository. */
  readonly repository?: RepositoryName;
  /** A text that was given for a repository and is no name: shown in the box with what is wrong. */
  readonly given?: string;
  /** The tag that the popup was opened for: its group is scrolled to and marked. */
  readonly tag?: string;
  /** What is wrong with a text that was given for a tag. */
  readonly wrongTag?: InputError;
  /** Left out until the worker has answered. */
  readonly view?: RepositoryView;
  /** Milliseconds since 1970; given in tests and pictures, else the clock's. */
  readonly now?: number;
}
