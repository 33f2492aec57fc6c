/** The first line: mark, digest, the copy button, what it is, and who says so. Each keeps its place while loading. */
import { formatPin } from '../../core/reference.ts';
import { familiarName } from '../../core/repository.ts';
import { DigestMark } from '../shared/digest-mark.tsx';
import { EvidenceNote } from '../shared/evidence-note.tsx';
import { Icon } from '../shared/icons.tsx';
import { kindText, pointedKind } from '../shared/kind.ts';
import { ShortDigest } from '../shared/short-digest.tsx';
import { Copy } from '../sheet/copy.tsx';
import type { RowPart } from './row-props.ts';

export function HeadLine({ part }: RowPart) {
  const { view, now, text } = part;
  return (
    <div class="head">
      <div class="who">
        <DigestMark digest={view.digest} />
        <Pin part={part} />
        <span role="status" class="feedback unseen" />
      </div>
      <div class="tells">
        <Kind part={part} />
        <EvidenceNote
          evidence={view.evidence}
          asking={view.state === 'loading'}
          conflict={view.conflict}
          staleSince={view.staleSince}
          now={now}
          text={text}
        />
      </div>
    </div>
  );
}

/** The digest and the first copy that is offered: always the top digest, which is right on every platform. */
function Pin({ part }: RowPart) {
  const { repository, view, text } = part;
  const name = `${familiarName(repository)}:${view.tag}`;
  if (!view.digest) {
    return (
      <>
        <span class="digest waiting" aria-hidden="true" />
        <span class="button main waiting" aria-hidden="true">
          <Icon name="copy" />
          <span class="label">{text('copyPin', `${name}@sha256…`)}</span>
        </span>
      </>
    );
  }
  const algorithm = view.digest.slice(0, view.digest.indexOf(':'));
  const pin = formatPin(repository, view.tag, view.digest);
  return (
    <>
      <ShortDigest digest={view.digest} />
      <Copy copies={pin} title={text('copyPinTitle', pin)} kind="main">
        {text('copyPin', `${name}@${algorithm}…`)}
      </Copy>
    </>
  );
}

function Kind({ part }: RowPart) {
  const { view, isOpen, text } = part;
  if (!view.digest) {
    return (
      <span class="kind waiting" aria-hidden="true">
        <span>{text('whatLoading')}</span>
      </span>
    );
  }
  const unsaid = view.state === 'loading' && pointedKind(view) === 'unknown';
  const words = unsaid ? text('whatLoading') : kindText(text, view);
  const name = text(isOpen ? 'closeDetails' : 'openDetails', view.tag);
  return (
    <button
      type="button"
      class="kind"
      aria-expanded={isOpen ? 'true' : 'false'}
      data-action="toggle"
    >
      {/* On the words: on the button, screen readers would say it twice. */}
      <span class="words" title={name}>
        {words}
      </span>
      <span class="unseen"> {name}</span>
      <Icon name="chevron" />
    </button>
  );
}
