/** What the word beside a declared line is told, and what it calls back: the whole border between it and the page layer. */
import type { RepositoryName } from '../../core/repository.ts';
import type { LineView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';

export interface LineProps {
  readonly repository: RepositoryName;
  readonly view: LineView;
  readonly theme: 'light' | 'dark';
  readonly text: Text;
  readonly isOpen: boolean;
  onToggle(isOpen: boolean): void;
  /** Resolves to whether the browser took it. */
  onCopy(text: string): Promise<boolean>;
  onRetry(): void;
  /** Milliseconds since 1970; given in tests and pictures, else the clock's. */
  readonly now?: number;
}
