/**
 * The second line: which version a floating tag is, and the other tags that are the same image, as chips that lead to
 * their rows. One line high whatever it holds; a button opens the rest.
 */
import { Component, createRef } from 'preact';
import { plural, type Text } from '../../text/text.ts';
import { amongText } from '../shared/known.ts';
import { versionText } from '../sheet/version-text.ts';
import { Chips } from './chips.tsx';
import type { AnnotationPart } from './props.ts';
import { planRelations, type VersionWords } from './relation-plan.ts';

interface LineProps {
  readonly part: AnnotationPart;
}

interface LineState {
  /** Whether every tag is shown. */
  readonly all: boolean;
  /** Pixels, as the browser tells after layout: nothing is measured, so nothing is forced. */
  readonly width: number;
}

/**
 * Taken until the browser has told, and where it never does: the last width that it told of any row, because the rows of
 * a page are alike, and a hundred of them drawn twice would be felt.
 */
let usual = 640;

/** A class, because its state would be the only use of hooks in the content script, and they weigh more than all of it. */
export class RelationsLine extends Component<LineProps, LineState> {
  override state = { all: false, width: usual };
  private readonly line = createRef<HTMLDivElement>();
  private observer: ResizeObserver | undefined;

  override componentDidMount(): void {
    this.observer = new ResizeObserver((entries) => {
      const told = entries.at(-1)?.contentRect.width;
      if (!told) return;
      usual = Math.floor(told);
      if (usual !== this.state.width) this.setState({ width: usual });
    });
    if (this.line.current) this.observer.observe(this.line.current);
  }

  override componentWillUnmount(): void {
    this.observer?.disconnect();
  }

  override render({ part }: LineProps, { all, width }: LineState) {
    const { view, known, total, text } = part;
    const plan = planRelations(part, width, all);
    const { version, first, aliases, second, sameImages, hidden, rollout, among } = plan;
    return (
      <div class="relations" data-all={all} ref={this.line}>
        {version && <Version part={part} words={version} />}
        {first && <span class={aliases.length > 0 ? 'term' : 'none'}>{first}</span>}
        <Chips part={part} tags={aliases} kind="same" />
        {second && (
          <span class="term" title={text('sameImagesFull')}>
            {second}
          </span>
        )}
        <Chips part={part} tags={sameImages} kind="images" />
        {(hidden > 0 || all) && (
          <MoreButton
            tag={view.tag}
            hidden={hidden}
            all={all}
            text={text}
            onToggle={() => this.setState({ all: !all })}
          />
        )}
        {rollout && (
          <>
            <Chips part={part} tags={[rollout.tag]} kind="images" />
            <span class="term how">{rollout.words}</span>
          </>
        )}
        {among && (
          <span class="among" title={amongText(text, known, total)}>
            {among}
          </span>
        )}
      </div>
    );
  }
}

function Version({ part, words }: { part: AnnotationPart; words: VersionWords }) {
  const { view, text } = part;
  const kind = view.version?.by === 'digest' ? 'same' : 'images';
  const title = view.version && versionText(text, view.tag, view.version);
  return (
    <>
      <span class="term version" title={title}>
        {words.before}
      </span>
      <Chips part={part} tags={[words.tag]} kind={kind} />
      {words.note && (
        <span class="term how" title={title}>
          {words.note}
        </span>
      )}
    </>
  );
}

interface MoreButtonProps {
  readonly tag: string;
  readonly hidden: number;
  readonly all: boolean;
  readonly text: Text;
  readonly onToggle: () => void;
}

function MoreButton({ tag, hidden, all, text, onToggle }: MoreButtonProps) {
  const label = all ? text('fewerTags') : plural(text, 'moreTags', hidden);
  return (
    <button
      type="button"
      class="more"
      aria-expanded={all}
      aria-label={text('moreTagsName', label, tag)}
      onClick={onToggle}
    >
      {label}
    </button>
  );
}
