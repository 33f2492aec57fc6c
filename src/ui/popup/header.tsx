/** Which repository, how much of it is known, and how many pulls are left. */
import { familiarName, isOfficial } from '../../core/repository.ts';
import { plural } from '../../text/text.ts';
import { isComplete } from '../shared/known.ts';
import { useText } from '../shared/text-context.ts';
import type { PopupProps } from './props.ts';
import { PullMeter, PullsGone } from './pull-meter.tsx';
import { RepositoryBox } from './repository-box.tsx';

export function Header(props: PopupProps) {
  const text = useText();
  const { repository, given, view, onRepository, onOptions } = props;
  const now = props.now ?? Date.now();
  return (
    <header>
      <h1 class="unseen">{repository ? familiarName(repository) : text('extensionName')}</h1>
      <div class="title">
        <RepositoryBox repository={repository} given={given} onRepository={onRepository} />
        <button type="button" class="button plain" data-action="options" onClick={onOptions}>
          {text('openOptions')}
        </button>
      </div>
      {repository && (
        <div class="figures">
          <span class="counts">
            {text(isOfficial(repository) ? 'officialImage' : 'communityImage')}
            {view && <Counts {...view} />}
          </span>
          {view && <PullMeter meter={view.meter} now={now} />}
        </div>
      )}
      {view && <PullsGone meter={view.meter} now={now} />}
    </header>
  );
}

type CountsProps = Pick<NonNullable<PopupProps['view']>, 'known' | 'total' | 'groups'>;

function Counts({ known, total, groups }: CountsProps) {
  const text = useText();
  if (known === 0 && total === undefined) return null;
  const tags =
    total !== undefined && !isComplete(known, total)
      ? text('tagsKnown', known, total)
      : plural(text, 'tagsAll', known);
  return (
    <>
      {' · '}
      {tags}
      {groups.length > 0 && ` · ${plural(text, 'images', groups.length)}`}
    </>
  );
}
