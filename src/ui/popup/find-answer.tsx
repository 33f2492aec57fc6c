/** What a text in the find box is, in a few sentences, which screen readers hear as they change; and what can be asked. */
import type { Finding } from '../../core/finding.ts';
import { familiarName } from '../../core/repository.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { plural, type Text } from '../../text/text.ts';
import { DigestMark } from '../shared/digest-mark.tsx';
import { useText } from '../shared/text-context.ts';
import { FindElsewhere, FindFurther } from './find-further.tsx';
import { FindList } from './find-list.tsx';
import { findingText, nothingText, searchedText, versionText } from './find-words.ts';
import type { FindActions } from './props.ts';
import { type FindQuestions, isOpen, withAnswer } from './use-find-questions.ts';

interface FindAnswerProps {
  /** Left out while nothing is asked. */
  readonly finding: Finding | undefined;
  /** Whether it answers what is in the box: else it only takes its room. */
  readonly isTold: boolean;
  readonly sought: string;
  readonly view: RepositoryView | undefined;
  readonly questions: FindQuestions;
  readonly now: number;
  /** Puts another text into the box. */
  readonly onChoose: (text: string) => void;
  readonly onOpenElsewhere: FindActions['onOpenElsewhere'];
}

export function FindAnswer(props: FindAnswerProps) {
  const { finding, isTold, sought, view, questions, onChoose } = props;
  const text = useText();
  const answer = finding && withAnswer(finding, questions.lookup);
  return (
    <div class="find-status" data-told={isTold} inert={!isTold}>
      <div role="status">
        {answer && view && (
          <p class="find-answer" {...(isTold && resultOf(answer))}>
            {answer.digest && <DigestMark digest={answer.digest} />}
            <span>{sentences(text, props, answer, view).join(' ')}</span>
          </p>
        )}
      </div>
      {answer?.candidates && (
        <FindList name={text('findCandidates')} findings={answer.candidates} onChoose={onChoose} />
      )}
      {answer && view && isOpen(answer) && <FindFurther {...props} finding={answer} view={view} />}
      {answer && (
        <FindElsewhere
          finding={answer}
          onOpen={(repository) => props.onOpenElsewhere(repository, sought)}
        />
      )}
      {answer?.others && (
        <FindList name={text('findOthers')} findings={answer.others} onChoose={onChoose} />
      )}
    </div>
  );
}

/** What others may rely on of an answer. */
function resultOf({ kind, tags, platform, digest }: Finding) {
  return {
    'data-find-result': '',
    'data-kind': kind,
    'data-tags': tags.join(' '),
    ...(platform && { 'data-platform': platform }),
    ...(digest && { 'data-digest': digest }),
  };
}

function sentences(
  text: Text,
  { sought, questions }: FindAnswerProps,
  answer: Finding,
  view: RepositoryView,
): readonly string[] {
  const { elsewhere, candidates } = answer;
  const parts = [
    lookedUpText(text, questions) ||
      (candidates ? text('foundSeveral', candidates.length) : '') ||
      findingText(text, answer, sought.trim()),
    versionText(text, answer),
  ];
  if (elsewhere) parts.push(text('foundElsewhere', familiarName(elsewhere.repository)));
  if (parts[0] === '' && (!elsewhere || answer.hex)) {
    parts.push(nothingText(text, view.known, view.total));
  } else if (parts[0] !== '') parts.push(searchedText(text, view.known, view.total));
  if (isOpen(answer)) parts.push(...openTexts(text, answer, questions));
  return parts.filter((part) => part !== '');
}

/** What the registry said of a digest that no known tag points to. */
function lookedUpText(text: Text, { lookup }: FindQuestions): string {
  if (lookup.state !== 'answered' || lookup.answer.mediaType === undefined) return '';
  const { kind } = withAnswer({ kind: 'unknown', tags: [], hex: '' }, lookup);
  if (kind === 'index') return text('foundOldIndex');
  return text(kind === 'image-manifest' ? 'foundOldImage' : 'foundOldOther');
}

/** Nothing is known of the hash: what that may mean, and what asking and reading has ruled out. */
function openTexts(
  text: Text,
  answer: Finding,
  { lookup, seek }: FindQuestions,
): readonly string[] {
  const isNoManifest =
    lookup.state === 'answered' && !lookup.answer.failure && !lookup.answer.mediaType;
  const said = text(isNoManifest ? 'foundNoManifest' : answer.digest ? 'foundAsk' : 'foundMaybe');
  if (seek.state !== 'answered') return [said];
  const { found, pulls, failure } = seek.answer;
  return found || failure ? [said] : [said, plural(text, 'foundSought', pulls)];
}
