/**
 * The second line: which version a floating tag is, and the other tags that are the same image, as chips that lead to
 * their rows. One line high whatever it holds; a button opens the rest.
 */
import { plural } from '../../text/text.ts';
import { amongText } from '../shared/known.ts';
import { versionText } from '../sheet/version-text.ts';
import { Chips } from './chips.tsx';
import type { AnnotationPart } from './props.ts';
import { planRelations, type VersionWords } from './relation-plan.ts';

interface PartProps {
  readonly part: AnnotationPart;
}

export function RelationsLine({ part }: PartProps) {
  const { known, total, isAll, text } = part;
  const plan = planRelations(part);
  const { version, first, aliases, second, sameImages, hidden, rollout, among } = plan;
  return (
    <div class="relations" data-all={isAll}>
      {version && <Version part={part} words={version} />}
      {first && <span class={aliases.length > 0 ? 'term' : 'none'}>{first}</span>}
      <Chips part={part} tags={aliases} kind="same" />
      {second && (
        <span class="term" title={text('sameImagesFull')}>
          {second}
        </span>
      )}
      <Chips part={part} tags={sameImages} kind="images" />
      {(hidden > 0 || isAll) && <MoreButton part={part} hidden={hidden} />}
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

function Version({ part, words }: PartProps & { readonly words: VersionWords }) {
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

function MoreButton({ part, hidden }: PartProps & { readonly hidden: number }) {
  const { view, isAll, text } = part;
  const label = isAll ? text('fewerTags') : plural(text, 'moreTags', hidden);
  return (
    <button
      type="button"
      class="more"
      data-action="more"
      aria-expanded={isAll}
      aria-label={text('moreTagsName', label, view.tag)}
    >
      {label}
    </button>
  );
}
