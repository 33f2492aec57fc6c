/**
 * All that is known of one tag: what its opened annotation on a page and its opened group in the popup show. Static
 * markup without hooks, because for pages it is drawn in the worker; what a click does is said by data attributes.
 */
import type { RepositoryName } from '../../core/repository.ts';
import type { TagDetail } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';

export interface SheetProps {
  readonly detail: TagDetail;
  readonly repository: RepositoryName;
  readonly text: Text;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether a click here may spend a pull: in the popup, never on a page. */
  readonly canRead: boolean;
}

export function TagSheet({ text }: SheetProps) {
  return (
    <div class="sheet">
      <p role="status" class="unseen" />
      <p class="note">{text('whatLoading')}</p>
    </div>
  );
}
