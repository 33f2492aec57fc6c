/** One alias group: all tags that point to one digest. */
import { Component } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { PlatformKey } from '../../core/platform.ts';
import { formatPin } from '../../core/reference.ts';
import { familiarName, type RepositoryName } from '../../core/repository.ts';
import type { GroupView } from '../../messaging/view.ts';
import { plural, type Text } from '../../text/text.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { DigestMark } from '../shared/digest-mark.tsx';
import { Evidence } from '../shared/evidence.tsx';
import { FailureLine } from '../shared/failure-line.tsx';
import { Icon } from '../shared/icons.tsx';
import { kindText } from '../shared/kind.ts';
import { ShortDigest, shortDigest } from '../shared/short-digest.tsx';
import { GroupPlatforms } from './group-platforms.tsx';
import { GroupRelations } from './group-relations.tsx';
import { ImageId } from './image-id.tsx';
import { ImageIdFailure, isOfImageId } from './image-id-failure.tsx';
import type { PopupActions } from './props.ts';
import { sameView } from './same-view.ts';
import { TagChips } from './tag-chips.tsx';

export interface GroupProps {
  readonly text: Text;
  readonly group: GroupView;
  readonly repository: RepositoryName;
  readonly preferredPlatform: PlatformKey;
  /** The tag that the popup was opened for, where it is one of this group. */
  readonly asked: string | undefined;
  readonly sought: string;
  /** Whether the repository is still being asked about. */
  readonly asking: boolean;
  readonly now: number;
  readonly actions: PopupActions;
}

/** A class for the one thing that functions lack here: not being drawn again when nothing changed. */
export class GroupItem extends Component<GroupProps> {
  override shouldComponentUpdate(next: Readonly<GroupProps>): boolean {
    const { group, asked, sought, asking, preferredPlatform } = this.props;
    return !(
      asked === next.asked &&
      sought === next.sought &&
      asking === next.asking &&
      preferredPlatform === next.preferredPlatform &&
      sameView(group, next.group)
    );
  }

  override render(props: GroupProps) {
    return <Group {...props} />;
  }
}

function Group(props: GroupProps) {
  const { text, group, repository, asked, sought, now, actions } = props;
  const [open, setOpen] = useState(false);
  const platforms = useId();
  const first = asked ?? group.tags[0] ?? '';
  return (
    <li
      class="group"
      data-alias-group=""
      data-digest={group.digest}
      data-tags={group.tags.join(' ')}
      data-evidence={group.evidence}
      data-asked={asked !== undefined}
      {...(group.mediaType !== undefined && { 'data-media-type': group.mediaType })}
    >
      <h2 class="unseen">{text('groupName', first)}</h2>
      <DigestMark digest={group.digest} />
      <TagChips tags={group.tags} name={text('groupOfTags')} sought={sought} asked={asked} />
      <Pin {...props} first={first} />
      <div class="facts">
        <ShortDigest digest={group.digest} />
        <Evidence
          evidence={group.evidence}
          asking={props.asking}
          staleSince={group.staleSince}
          now={now}
        />
        <button
          type="button"
          class="kind"
          aria-expanded={open}
          aria-controls={platforms}
          onClick={() => setOpen(!open)}
        >
          <span class="words">{kindText(text, group)}</span>
          <span class="unseen">{text('platformsToggle', first)}</span>
          <Icon name="chevron" />
        </button>
      </div>
      <div class="more-facts">
        {group.conflicts.map(({ tag, digest }) => (
          <p key={tag} class="note warn">
            <Icon name="warning" /> {text('conflictGroup', shortDigest(digest), tag)}
          </p>
        ))}
        <ImageId group={group} tag={first} onReveal={actions.onReveal} onCopy={actions.onCopy} />
        {group.failure && isOfImageId(group) && (
          <ImageIdFailure
            failure={group.failure}
            hasButton={group.imageId !== undefined && !group.imageId.digest}
            now={now}
          />
        )}
        {group.failure && !isOfImageId(group) && (
          <FailureLine failure={group.failure} now={now} onRetry={actions.onRetry} alert />
        )}
        <GroupPlatforms
          id={platforms}
          open={open}
          group={group}
          repository={repository}
          preferredPlatform={props.preferredPlatform}
          onCopy={actions.onCopy}
        />
        {open && group.attestations.length > 0 && (
          <p class="note">{plural(text, 'attestations', group.attestations.length)}</p>
        )}
        <GroupRelations group={group} open={open} />
      </div>
    </li>
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
