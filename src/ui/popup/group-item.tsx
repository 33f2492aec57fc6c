/** One alias group: all tags that point to one digest. */
import { Component } from 'preact';
import { useId } from 'preact/hooks';
import { formatPin } from '../../core/reference.ts';
import { familiarName, type RepositoryName } from '../../core/repository.ts';
import { isSameData } from '../../core/same-data.ts';
import type { GroupView, TagDetail } from '../../messaging/view.ts';
import type { Text } from '../../text/text.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { DigestMark } from '../shared/digest-mark.tsx';
import { Evidence } from '../shared/evidence.tsx';
import { FailureLine } from '../shared/failure-line.tsx';
import { Icon } from '../shared/icons.tsx';
import { kindText } from '../shared/kind.ts';
import { ShortDigest, shortDigest } from '../shared/short-digest.tsx';
import { versionText } from '../sheet/version-text.ts';
import { GroupPlatforms } from './group-platforms.tsx';
import { GroupRelations } from './group-relations.tsx';
import { GroupSheet } from './group-sheet.tsx';
import { ImageId } from './image-id.tsx';
import { ImageIdFailure } from './image-id-failure.tsx';
import type { PopupActions } from './props.ts';
import { TagChips } from './tag-chips.tsx';
import { tagOf } from './use-opened.ts';

export interface GroupProps {
  readonly text: Text;
  readonly group: GroupView;
  readonly repository: RepositoryName;
  readonly open: boolean;
  /** The tag that it was opened by. */
  readonly spokenOf: string | undefined;
  /** Of an opened group, once the worker has told it. */
  readonly detail: TagDetail | undefined;
  /** The tag that the popup was opened for, where it is one of this group. */
  readonly asked: string | undefined;
  readonly sought: string;
  /** Whether the repository is still being asked about. */
  readonly asking: boolean;
  /** Whether the registry last said that no pull is left. */
  readonly noneLeft: boolean;
  readonly now: number;
  readonly actions: PopupActions;
  /** Of a long list, of which not all groups are in the document: which one this is, of how many, and its ruler. */
  readonly place?: number;
  readonly of?: number;
  readonly measure?: (item: HTMLLIElement | null) => void;
  readonly onToggle: () => void;
  readonly onGoTo: (tag: string) => void;
}

/** A class for the one thing that functions lack here: not being drawn again when nothing changed. */
export class GroupItem extends Component<GroupProps> {
  override shouldComponentUpdate(next: Readonly<GroupProps>): boolean {
    const { group, asked, sought, asking, noneLeft, open, detail, place, of } = this.props;
    return !(
      asked === next.asked &&
      sought === next.sought &&
      asking === next.asking &&
      noneLeft === next.noneLeft &&
      open === next.open &&
      place === next.place &&
      of === next.of &&
      isSameData(detail, next.detail) &&
      isSameData(group, next.group)
    );
  }

  override render(props: GroupProps) {
    return <Group {...props} />;
  }
}

function Group(props: GroupProps) {
  const { text, group, repository, asked, open, now, actions } = props;
  const sheet = useId();
  const first = props.spokenOf ?? tagOf(group, asked);
  const { place, of, measure } = props;
  return (
    <li
      class="group"
      {...(measure && { ref: measure })}
      {...(place !== undefined && { 'data-place': place, 'aria-posinset': place + 1 })}
      {...(of !== undefined && { 'aria-setsize': of })}
      data-alias-group=""
      data-digest={group.digest}
      data-tags={group.tags.join(' ')}
      data-evidence={group.evidence}
      data-asked={asked !== undefined}
      {...(group.mediaType !== undefined && { 'data-media-type': group.mediaType })}
    >
      <h2 class="unseen">{text('groupName', first)}</h2>
      <DigestMark digest={group.digest} />
      <Title {...props} />
      <Pin {...props} first={first} />
      <Facts {...props} first={first} sheet={sheet} />
      <div class="more-facts">
        {group.conflicts.map(({ tag, digest }) => (
          <p key={tag} class="note warn">
            <Icon name="warning" /> {text('conflictGroup', shortDigest(digest), tag)}
          </p>
        ))}
        <ImageId
          group={group}
          tag={first}
          noneLeft={props.noneLeft}
          onReveal={actions.onReveal}
          onCopy={actions.onCopy}
        />
        {group.imageId?.failure && (
          <ImageIdFailure
            failure={group.imageId.failure}
            hasButton={!group.imageId.digest}
            now={now}
          />
        )}
        {group.failure && (
          <FailureLine failure={group.failure} now={now} onRetry={actions.onRetry} alert />
        )}
        {!open && <GroupRelations group={group} />}
      </div>
      <GroupPlatforms images={group.images} />
      {open && (
        <GroupSheet
          {...props}
          id={sheet}
          repository={repository}
          tag={first}
          isFailureSaid={group.failure !== undefined}
        />
      )}
    </li>
  );
}

/** The tags, and where they say less than a version does, which one that is. */
function Title({ text, group, sought, asked }: GroupProps) {
  const { tags, version } = group;
  return (
    <div class="tags-line">
      <TagChips tags={tags} name={text('groupOfTags')} sought={sought} asked={asked} />
      {version && version.tag !== tags[0] && (
        <span class="version" title={versionText(text, tags[0] ?? '', version)}>
          {text('groupVersion', version.tag)}
        </span>
      )}
    </div>
  );
}

interface FactsProps extends GroupProps {
  readonly first: string;
  /** Id of the element that the button opens. */
  readonly sheet: string;
}

function Facts({ text, group, asking, now, open, onToggle, first, sheet }: FactsProps) {
  const name = text(open ? 'closeDetails' : 'openDetails', first);
  return (
    <div class="facts">
      <ShortDigest digest={group.digest} />
      <Evidence evidence={group.evidence} asking={asking} staleSince={group.staleSince} now={now} />
      <button
        type="button"
        class="kind"
        aria-expanded={open}
        {...(open && { 'aria-controls': sheet })}
        onClick={onToggle}
      >
        <span class="words" title={name}>
          {kindText(text, group)}
        </span>
        <span class="unseen"> {name}</span>
        <Icon name="chevron" />
      </button>
    </div>
  );
}

function Pin({ text, group, repository, first, actions }: GroupProps & { first: string }) {
  const algorithm = group.digest.slice(0, group.digest.indexOf(':'));
  const pin = formatPin(repository, first, group.digest);
  return (
    <CopyButton
      copies={pin}
      onCopy={actions.onCopy}
      kind="main"
      title={text('copyPinTitle', pin)}
      name={`${text('copyPinShort')}, ${familiarName(repository)}:${first}@${algorithm}…`}
    >
      {text('copyPinShort')}
    </CopyButton>
  );
}
