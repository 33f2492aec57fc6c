/**
 * The runnable images of a group. Closed, each is an element without content, so that a thousand groups stay light and
 * everything known is still in the document (test/CONTRACT.md, section 4).
 */
import type { PlatformKey } from '../../core/platform.ts';
import { familiarName, type RepositoryName } from '../../core/repository.ts';
import type { GroupView, ImageView } from '../../messaging/view.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { noPlatformsText, platformText } from '../shared/kind.ts';
import { GrowingDigest, ShortDigest } from '../shared/short-digest.tsx';
import { useText } from '../shared/text-context.ts';

interface GroupPlatformsProps {
  readonly id: string;
  readonly open: boolean;
  readonly group: GroupView;
  readonly repository: RepositoryName;
  readonly preferredPlatform: PlatformKey;
  readonly onCopy: (text: string) => Promise<boolean>;
}

export function GroupPlatforms(props: GroupPlatformsProps) {
  const text = useText();
  const { id, open, group } = props;
  if (group.images.length === 0) {
    return (
      <p class="note" id={id} hidden={!open}>
        {noPlatformsText(text, group)}
      </p>
    );
  }
  return (
    <ul class="platform-list" id={id} hidden={!open}>
      {group.images.map((image) => (
        <li
          // Equal platforms may repeat, and so may digests: only the pair is one line.
          key={`${image.platform}=${image.digest}`}
          data-platform={image.platform}
          data-manifest-digest={image.digest}
          {...(image.configDigest && { 'data-config-digest': image.configDigest })}
        >
          {open && <PlatformLine {...props} image={image} />}
        </li>
      ))}
    </ul>
  );
}

function PlatformLine(props: GroupPlatformsProps & { readonly image: ImageView }) {
  const text = useText();
  const { image, repository, preferredPlatform, onCopy } = props;
  const platform = platformText(text, image.platform);
  return (
    <>
      <span class="platform">
        {platform}
        {image.platform === preferredPlatform && (
          <small class="yours">{text('yourPlatform')}</small>
        )}
      </span>
      <GrowingDigest digest={image.digest} />
      <CopyButton copies={`${familiarName(repository)}@${image.digest}`} onCopy={onCopy}>
        {text('copyPlatform')} <span class="only">{text('copyPlatformOnly', platform)}</span>
      </CopyButton>
      {image.configDigest && (
        <span class="config">
          {text('imageId')} <small>{text('imageIdClassic')}</small>{' '}
          <ShortDigest digest={image.configDigest} />
        </span>
      )}
    </>
  );
}
