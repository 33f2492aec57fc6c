/** One line at the top where the tag that the popup was opened for has no group to be scrolled to: why not. */
import { familiarName, type RepositoryName } from '../../core/repository.ts';
import type { RepositoryView } from '../../messaging/view.ts';
import { failureText, isUnlisted } from '../../text/failure-text.ts';
import { inputErrorText } from '../../text/input-error-text.ts';
import type { Text } from '../../text/text.ts';
import { Icon } from '../shared/icons.tsx';
import { isComplete } from '../shared/known.ts';
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
  if (tag === undefined || !view || view.window.isAskedKnown) return undefined;
  const unknown = view.unknownTags.find((one) => one.tag === tag);
  if (unknown?.failure?.kind === 'not-found' && !isUnlisted(unknown.failure)) {
    return text('tagNotThere', familiarName(repository), tag);
  }
  if (unknown?.failure) {
    const { what, why } = failureText(text, unknown.failure, now);
    return text('tagFailed', tag, what, why);
  }
  if (isStillComing(view)) return undefined;
  if (unknown) return text('tagWithoutDigest', tag);
  const { known, total } = view;
  return total === undefined || isComplete(known, total)
    ? text('tagNotKnown', tag)
    : text('tagNotAmong', tag, known, total);
}

/** A view that failed says so itself. */
function isStillComing({ state, asking, groupCount, unknownTags }: RepositoryView): boolean {
  return state !== 'ready' || asking === true || groupCount + unknownTags.length === 0;
}
