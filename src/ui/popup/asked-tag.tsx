/** One line at the top where the tag that the popup was opened for has no group to be scrolled to: why not. */
import { familiarName, type RepositoryName } from '../../core/repository.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { failureText, isUnlisted } from '../../text/failure-text.ts';
import { inputErrorText } from '../../text/input-error-text.ts';
import type { Text } from '../../text/text.ts';
import { Icon } from '../shared/icons.tsx';
import { useText } from '../shared/text-context.ts';
import type { PopupProps } from './props.ts';

interface AskedTagProps extends Pick<PopupProps, 'tag' | 'wrongTag' | 'view'> {
  readonly repository: RepositoryName;
  readonly now: number;
}

export function AskedTag(props: AskedTagProps) {
  const words = wordsOf(useText(), props);
  return (
    <div role="status">
      {words !== undefined && (
        <p class="asked-tag" data-asked-tag={props.tag ?? ''}>
          <Icon name="warning" /> {words}
        </p>
      )}
    </div>
  );
}

function wordsOf(text: Text, props: AskedTagProps): string | undefined {
  const { repository, tag, wrongTag, view, now } = props;
  if (wrongTag) return inputErrorText(text, wrongTag);
  if (tag === undefined || !view || view.groups.some(({ tags }) => tags.includes(tag))) {
    return undefined;
  }
  const unknown = view.unknownTags.find((one) => one.tag === tag);
  if (unknown?.failure?.kind === 'not-found' && !isUnlisted(unknown.failure)) {
    return text('tagNotThere', familiarName(repository), tag);
  }
  if (unknown?.failure) {
    const { what, why } = failureText(text, unknown.failure, now);
    return text('tagFailed', tag, what, why);
  }
  return isStillComing(view) ? undefined : text(unknown ? 'tagWithoutDigest' : 'tagNotKnown', tag);
}

/** A view that failed says so itself. */
function isStillComing({ state, asking, groups, unknownTags }: RepositoryView): boolean {
  return state !== 'ready' || asking === true || groups.length + unknownTags.length === 0;
}
