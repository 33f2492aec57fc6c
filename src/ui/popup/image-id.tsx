/**
 * The image ID, which is another digest in each of Docker's two image stores: both are named. The classic one has to be
 * read from a manifest, and where that costs pulls the button says how many.
 */
import { useId } from 'preact/hooks';
import type { Digest } from '../../core/digest.ts';
import type { GroupView } from '../../messaging/view.ts';
import { plural } from '../../text/text.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { containerdImageIdText, platformText, pointedKind } from '../shared/kind.ts';
import { ShortDigest } from '../shared/short-digest.tsx';
import { useText } from '../shared/text-context.ts';

interface ImageIdProps {
  readonly group: GroupView;
  /** A tag of the group, for the names of its controls. */
  readonly tag: string;
  /** Whether no pull is left: the button stays, because only asking tells when one is back. */
  readonly noneLeft: boolean;
  readonly onReveal: (digest: Digest) => void;
  readonly onCopy: (text: string) => Promise<boolean>;
}

export function ImageId(props: ImageIdProps) {
  const text = useText();
  const { group, onCopy } = props;
  const { imageId } = group;
  if (!imageId) return <NoImageId group={group} />;
  return (
    <div class="image-id">
      <p class="caption">{text('imageIdFor', platformText(text, imageId.platform))}</p>
      <dl>
        <dt>{text('imageIdClassic')}</dt>
        <dd>
          {imageId.digest ? (
            <>
              <ShortDigest digest={imageId.digest} />
              <CopyButton
                copies={imageId.digest}
                onCopy={onCopy}
                kind="icon"
                name={text('copyDigest', text('imageId'))}
              />
            </>
          ) : (
            <Reveal {...props} {...imageId} />
          )}
        </dd>
        <dt>{text('imageIdContainerd')}</dt>
        <dd>{containerdImageIdText(text, group)}</dd>
      </dl>
    </div>
  );
}

/** Said only where the manifest was read: the worker names no way to an image ID where there is none. */
function NoImageId({ group }: { readonly group: GroupView }) {
  const text = useText();
  const kind = pointedKind(group);
  if (group.failure) return null;
  if (kind === 'manifest' || kind === 'artifact')
    return <p class="note">{text('noImageIdArtifact')}</p>;
  return kind === 'index' ? <p class="note">{text('noImageIdIndex')}</p> : null;
}

type RevealProps = ImageIdProps & NonNullable<GroupView['imageId']>;

function Reveal({ group, tag, noneLeft, platform, pulls, busy, onReveal }: RevealProps) {
  const text = useText();
  const price = pulls === 0 ? text('revealFree') : plural(text, 'reveal', pulls);
  const label = busy ? text('revealBusy') : price;
  const note = noneLeft && pulls > 0 && !busy ? text('revealNoneLeft') : undefined;
  const noteId = useId();
  return (
    <>
      <button
        type="button"
        class="button plain"
        data-action="reveal-image-id"
        data-pulls={pulls}
        aria-disabled={busy}
        aria-label={text('revealName', label, tag, platformText(text, platform))}
        {...(note && { 'aria-describedby': noteId })}
        onClick={() => !busy && onReveal(group.digest)}
      >
        {label}
      </button>
      {note && (
        <span class="none-left" id={noteId}>
          {note}
        </span>
      )}
    </>
  );
}
