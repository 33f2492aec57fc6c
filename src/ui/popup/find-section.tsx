/** The find box with its answer: filters the tags while typing, and takes anything pasted. */
import type { Finding } from '../../core/finding.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { FindAnswer } from './find-answer.tsx';
import { FindBox } from './find-box.tsx';
import type { FindActions, Seeking } from './props.ts';
import { isOpen, useFindQuestions } from './use-find-questions.ts';

interface FindSectionProps extends FindActions {
  readonly sought: string;
  readonly onSought: (text: string) => void;
  /** Left out while nothing is asked. */
  readonly finding: Finding | undefined;
  readonly view: RepositoryView | undefined;
  readonly seeking?: Seeking;
  /** Down from the box. */
  readonly onDown: () => void;
  readonly now: number;
}

export function FindSection(props: FindSectionProps) {
  const { sought, onSought, finding, view, now } = props;
  const questions = useFindQuestions(finding ?? {}, view?.repository, props);
  const submit = () => {
    if (finding && isOpen(finding) && questions.lookup.state !== 'asking') questions.onLookup();
  };
  return (
    <search class="search">
      <FindBox value={sought} onChange={onSought} onSubmit={submit} onDown={props.onDown} />
      <FindAnswer
        finding={finding}
        sought={sought}
        view={view}
        questions={questions}
        now={now}
        onChoose={onSought}
        onOpenElsewhere={props.onOpenElsewhere}
      />
    </search>
  );
}
