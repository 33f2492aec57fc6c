/** What the word beside a declared line is told. It is drawn in the worker: data attributes say what controls do. */
import type { RepositoryName } from '../../core/repository.ts';
import type { LineView } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';

export interface WordProps {
  readonly repository: RepositoryName;
  readonly view: LineView;
  readonly text: Text;
  /** Milliseconds since 1970. */
  readonly now: number;
}
