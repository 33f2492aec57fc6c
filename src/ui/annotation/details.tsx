/** The opened part: the whole digest, the image ID for both image stores, the platforms, and the weaker relations. */
import type { ComponentChildren } from 'preact';
import type { FailureView } from '../../messaging/view.ts';
import { failureText } from '../../text/failure-text.ts';
import { plural, type Text } from '../../text/text.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { containerdImageIdText, noPlatformsText, topDigestLabel } from '../shared/kind.ts';
import { amongText } from '../shared/known.ts';
import { GrowingDigest } from '../shared/short-digest.tsx';
import { useText } from '../shared/text-context.ts';
import { PlatformTable } from './platform-table.tsx';
import type { AnnotationPart } from './props.ts';
import { Chips } from './relations-line.tsx';

export function Details({ part, id }: { readonly part: AnnotationPart; readonly id: string }) {
  const text = useText();
  const { view } = part;
  return (
    <div class="details" id={id}>
      {view.failure && <FailureNote failure={view.failure} now={part.now} />}
      {view.conflict && <p class="note warn">{text('conflictFull', view.conflict)}</p>}
      <Digests part={part} />
      {view.images.length > 0 ? (
        <PlatformTable part={part} />
      ) : (
        <p class="note">
          {view.conflict ? text('platformsUnknownConflict') : noPlatformsText(text, view)}
        </p>
      )}
      <p class="note">{notes(part, text)}</p>
      <Relations part={part} />
    </div>
  );
}

/** The whole of what the line above has room for the beginning of. */
function FailureNote({ failure, now }: { readonly failure: FailureView; readonly now: number }) {
  const { what, why, todo } = failureText(useText(), failure, now);
  return (
    <p class="note warn">
      {what} {why} {todo}
    </p>
  );
}

function Digests({ part }: { readonly part: AnnotationPart }) {
  const text = useText();
  const { view, onCopy } = part;
  if (!view.digest) return null;
  const label = topDigestLabel(text, view);
  return (
    <dl class="digests">
      <dt>{label}</dt>
      <dd>
        <GrowingDigest digest={view.digest} />
        <CopyButton
          copies={view.digest}
          onCopy={onCopy}
          kind="icon"
          name={text('copyDigest', label)}
        />
      </dd>
      {view.imageId && (
        <>
          <dt>
            {text('imageIdFor', view.imageId.platform)}
            <small>{text('imageIdClassic')}</small>
          </dt>
          <dd>
            <GrowingDigest digest={view.imageId.digest} />
            <CopyButton
              copies={view.imageId.digest}
              onCopy={onCopy}
              kind="icon"
              name={text('copyDigest', text('imageId'))}
            />
          </dd>
        </>
      )}
      {view.images.length > 0 && (
        <>
          <dt>
            {text('imageId')}
            <small>{text('imageIdContainerd')}</small>
          </dt>
          <dd>{containerdImageIdText(text, view)}</dd>
        </>
      )}
    </dl>
  );
}

/** On whose word the platforms rest, what is not among them, and how far the relations reach. */
function notes({ view, known, total }: AnnotationPart, text: Text): string {
  const said: string[] = [];
  if (view.images.length > 0 && view.imagesFrom === 'bytes') said.push(text('platformsFromBytes'));
  if (view.images.length > 0 && view.imagesFrom === 'hub') {
    const confirmed = view.evidence === 'registry' || view.evidence === 'bytes';
    said.push(text(confirmed ? 'platformsFromHub' : 'platformsFromHubUnconfirmed'));
  }
  if (view.attestations.length > 0)
    said.push(plural(text, 'attestations', view.attestations.length));
  said.push(text('relationsRest', amongText(text, known, total)));
  return said.join(' ');
}

function Relations({ part }: { readonly part: AnnotationPart }) {
  const text = useText();
  const { aliases, failure, sameImages, sameImageId, someImages } = part.view;
  return (
    <>
      {failure && aliases.length > 0 && (
        <Relation words={text('sameAsFull')}>
          <Chips part={part} tags={aliases} kind="same" />
        </Relation>
      )}
      {sameImages.length > 0 && (
        <Relation words={text('sameImagesFull')}>
          <Chips part={part} tags={sameImages} kind="images" />
        </Relation>
      )}
      {someImages.length > 0 && (
        <Relation words={text('someImagesFull')}>
          {someImages.map(({ tag, platforms }) => (
            <span key={tag} class="shared">
              <Chips part={part} tags={[tag]} kind="images" />
              {text('sharedOn', platforms.join(text('listSeparator')))}
            </span>
          ))}
        </Relation>
      )}
      {sameImageId.length > 0 && (
        <Relation words={text('sameImageIdFull')}>
          <Chips part={part} tags={sameImageId} kind="images" />
        </Relation>
      )}
    </>
  );
}

function Relation(props: { readonly words: string; readonly children: ComponentChildren }) {
  return (
    <div class="relation">
      <p class="note">{props.words}</p>
      <div class="chips">{props.children}</div>
    </div>
  );
}
