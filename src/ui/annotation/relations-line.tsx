/**
 * The second line: which version a floating tag is, and the other tags that are the same image, as chips that lead to
 * their rows. One line high whatever it holds; a button opens the rest.
 */
import { plural } from '../../text/text.ts';
import { amongText } from '../shared/known.ts';
import { versionText } from '../sheet/version-text.ts';
import { Chips } from './chips.tsx';
import { planRelations, type VersionWords } from './relation-plan.ts';
import type { RowPart } from './row-props.ts';

export function RelationsLine({ part }: RowPart) {
  const { known, total, text, isUnfolded } = part;
  const plan = planRelations(part);
  const { version, first, aliases, second, sameImages, hidden, rollout, among } = plan;
  return (
    <div class="relations" data-all={isUnfolded ? 'true' : 'false'}>
      {version && <Version part={part} words={version} />}
      {first && <span class={aliases.length > 0 ? 'term' : 'none'}>{first}</span>}
      <Chips part={part} tags={aliases} kind="same" />
      {second && (
        <span class="term" title={text('sameImagesFull')}>
          {second}
        </span>
      )}
      <Chips part={part} tags={sameImages} kind="images" />
      {hidden > 0 && isUnfolded && <span class="term">{plural(text, 'furtherTags', hidden)}</span>}
      {(hidden > 0 || isUnfolded) && <MoreButton part={part} hidden={hidden} />}
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

function Version({ part, words }: RowPart & { readonly words: VersionWords }) {
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

function MoreButton({ part, hidden }: RowPart & { readonly hidden: number }) {
  const { view, text, isUnfolded } = part;
  const label = isUnfolded ? text('fewerTags') : plural(text, 'moreTags', hidden);
  return (
    <button
      type="button"
      class="more"
      aria-expanded={isUnfolded ? 'true' : 'false'}
      aria-label={text('moreTagsName', label, view.tag)}
      data-action="unfold"
    >
      {label}
    </button>
  );
}
