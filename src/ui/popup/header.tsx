/** Which repository, how much of it is known, and how many pulls are left. */
import { familiarName, isOfficial } from '../../core/repository.ts';
import { plural } from '../../text/text.ts';
import { isComplete } from '../shared/known.ts';
import { useText } from '../shared/text-context.ts';
import type { PopupProps } from './props.ts';
import { PullMeter, PullsGone } from './pull-meter.tsx';
import { RepositoryBox } from './repository-box.tsx';

interface HeaderProps extends PopupProps {
  readonly frame: 'popup' | 'explorer';
}

export function Header(props: HeaderProps) {
  const text = useText();
  const { repository, given, view, frame, onRepository, onOptions, onExplorer } = props;
  const now = props.now ?? Date.now();
  return (
    <header>
      <h1 class="unseen">{repository ? familiarName(repository) : text('extensionName')}</h1>
      <div class="title">
        <RepositoryBox repository={repository} given={given} onRepository={onRepository} />
        {repository && frame === 'popup' && (
          <button type="button" class="button plain" data-action="explorer" onClick={onExplorer}>
            {text('openExplorer')}
          </button>
        )}
        <button type="button" class="button plain" data-action="options" onClick={onOptions}>
          {text('openOptions')}
        </button>
      </div>
      {repository && (
        <div class="figures">
          <span class="counts" data-known={view && knownOf(view)}>
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

type CountsProps = Pick<NonNullable<PopupProps['view']>, 'known' | 'total' | 'groupCount'>;

function Counts({ known, total, groupCount }: CountsProps) {
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
      {groupCount > 0 && ` · ${plural(text, 'images', groupCount)}`}
    </>
  );
}

/** `339/1339`, as on a page's annotation: the total is left out while nobody knows it. */
function knownOf({ known, total }: Pick<CountsProps, 'known' | 'total'>): string {
  return total === undefined ? String(known) : `${known}/${total}`;
}
