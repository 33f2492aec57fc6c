/** What can be asked about a hash of which nothing is known here, each with its price; and where else it may belong. */
import type { Finding } from '../../core/finding.ts';
import { familiarName } from '../../core/repository.ts';
import type { FailureView, RepositoryView } from '../../messaging/view.ts';
import { failureText, readFailureText } from '../../text/failure-text.ts';
import { plural, type Text } from '../../text/text.ts';
import { FailureLine } from '../shared/failure-line.tsx';
import { useText } from '../shared/text-context.ts';
import type { FindQuestions } from './use-find-questions.ts';

interface FindFurtherProps {
  readonly finding: Finding;
  readonly view: RepositoryView;
  readonly questions: FindQuestions;
  readonly now: number;
}

export function FindFurther({ finding, view, questions, now }: FindFurtherProps) {
  const { lookup, seek } = questions;
  return (
    <div class="find-further">
      {finding.digest && <Lookup {...questions} />}
      <Seek finding={finding} view={view} questions={questions} />
      {lookup.state === 'answered' && <Failure failure={lookup.answer.failure} now={now} />}
      {seek.state === 'answered' && <Failure failure={seek.answer.failure} now={now} isRead />}
    </div>
  );
}

/** Gone once the registry has said that it has none: asking again would not change that. */
function Lookup({ lookup, onLookup }: FindQuestions) {
  const text = useText();
  if (lookup.state === 'answered' && !lookup.answer.failure) return null;
  const isAsking = lookup.state === 'asking';
  return (
    <button
      type="button"
      class="button main"
      data-action="lookup"
      aria-disabled={isAsking}
      onClick={() => !isAsking && onLookup()}
    >
      {text(isAsking ? 'findAsking' : 'findLookup')}
    </button>
  );
}

type SeekProps = Pick<FindFurtherProps, 'finding' | 'view' | 'questions'>;

function Seek({ view, questions }: SeekProps) {
  const text = useText();
  const plan = view.seek;
  if (plan.groups.length === 0) return null;
  const isSeekBusy = questions.seek.state === 'asking';
  return (
    <>
      <button
        type="button"
        class="button plain"
        data-action="seek"
        data-pulls={plan.pulls}
        aria-disabled={isSeekBusy}
        onClick={() => !isSeekBusy && questions.onSeek(plan)}
      >
        {isSeekBusy ? seekingText(text, questions.read) : plural(text, 'findSeek', plan.pulls)}
      </button>
      <p class="note">{plural(text, 'findUnread', plan.unread, view.preferredPlatform)}</p>
    </>
  );
}

function seekingText(text: Text, read: number): string {
  return read === 0 ? text('findSeeking') : text('findSeekingAt', read);
}

interface FailureProps {
  readonly failure: FailureView | undefined;
  readonly now: number;
  /** Whether manifests were read, which costs pulls. */
  readonly isRead?: boolean;
}

function Failure({ failure, now, isRead = false }: FailureProps) {
  const text = useText();
  if (!failure) return null;
  const words = (isRead ? readFailureText : failureText)(text, failure, now);
  return <FailureLine failure={failure} now={now} words={words} />;
}

interface ElsewhereProps {
  readonly finding: Finding;
  readonly onOpen: (repository: NonNullable<Finding['elsewhere']>['repository']) => void;
}

/** A text that names another repository is answered there. */
export function FindElsewhere({ finding: { elsewhere }, onOpen }: ElsewhereProps) {
  const text = useText();
  if (!elsewhere) return null;
  return (
    <button
      type="button"
      class="button main"
      data-action="open-elsewhere"
      onClick={() => onOpen(elsewhere.repository)}
    >
      {text('findElsewhere', familiarName(elsewhere.repository))}
    </button>
  );
}
