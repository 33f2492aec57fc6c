/** What every part of a sheet gets. */
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
  /** Whether what kept the tag from being told stands beside this: on a page always, in the tag's row. */
  readonly isFailureSaid?: boolean;
}
