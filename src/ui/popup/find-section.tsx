/** The find box with its answer: filters the tags while typing, and takes anything pasted. */
import { useRef } from 'preact/hooks';
import type { Finding } from '../../core/finding.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { FindAnswer } from './find-answer.tsx';
import { FindBox } from './find-box.tsx';
import { FindSearching } from './find-searching.tsx';
import type { FindActions, Seeking } from './props.ts';
import { isOpen, useFindQuestions } from './use-find-questions.ts';

interface FindSectionProps extends FindActions {
  readonly sought: string;
  readonly onSought: (text: string) => void;
  /** Whether the view answers what is in the box. */
  readonly isTold: boolean;
  /** Left out while nothing is asked, or answered. */
  readonly finding: Finding | undefined;
  readonly view: RepositoryView | undefined;
  readonly seeking?: Seeking;
  /** Down from the box. */
  readonly onDown: () => void;
  readonly now: number;
}

export function FindSection(props: FindSectionProps) {
  const { sought, onSought, isTold, view, now } = props;
  const finding = useHeld(props.finding, isTold || sought.trim() === '');
  const questions = useFindQuestions(finding ?? {}, view?.repository, props);
  const submit = () => {
    if (!isTold || !finding || !isOpen(finding)) return;
    if (questions.lookup.state !== 'asking') questions.onLookup();
  };
  return (
    <search class="search">
      <FindBox value={sought} onChange={onSought} onSubmit={submit} onDown={props.onDown} />
      <div class="find-told">
        <FindAnswer
          finding={finding}
          sought={sought}
          isTold={isTold}
          view={view}
          questions={questions}
          now={now}
          onChoose={onSought}
          onOpenElsewhere={props.onOpenElsewhere}
        />
        <FindSearching isWaiting={!isTold && view !== undefined && sought.trim() !== ''} />
      </div>
    </search>
  );
}

/** Until the next finding is told, the last one keeps the room that it has taken, so that the list below stays in place. */
function useHeld(finding: Finding | undefined, isTold: boolean): Finding | undefined {
  const last = useRef(finding);
  if (isTold) last.current = finding;
  return last.current;
}
