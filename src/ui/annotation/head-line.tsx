/** The first line: mark, digest, the copy button, what it is, and who says so. Each keeps its place while loading. */
import { formatPin } from '../../core/reference.ts';
import { familiarName } from '../../core/repository.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { DigestMark } from '../shared/digest-mark.tsx';
import { Evidence } from '../shared/evidence.tsx';
import { Icon } from '../shared/icons.tsx';
import { kindText, pointedKind } from '../shared/kind.ts';
import { ShortDigest } from '../shared/short-digest.tsx';
import { useText } from '../shared/text-context.ts';
import type { AnnotationPart } from './props.ts';

interface HeadLineProps {
  readonly part: AnnotationPart;
  /** Id of the element that the toggle opens. */
  readonly details: string;
}

export function HeadLine({ part, details }: HeadLineProps) {
  const { view, now } = part;
  return (
    <div class="head">
      <div class="who">
        <DigestMark digest={view.digest} />
        <Pin part={part} />
      </div>
      <div class="tells">
        <Kind part={part} details={details} />
        <Evidence
          evidence={view.evidence}
          asking={view.state === 'loading'}
          conflict={view.conflict}
          staleSince={view.staleSince}
          now={now}
        />
      </div>
    </div>
  );
}

/** The digest and the first copy that is offered: always the top digest, which is right on every platform. */
function Pin({ part }: { readonly part: AnnotationPart }) {
  const text = useText();
  const { repository, view, onCopy } = part;
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
      <CopyButton copies={pin} onCopy={onCopy} title={text('copyPinTitle', pin)} kind="main">
        {text('copyPin', `${name}@${algorithm}…`)}
      </CopyButton>
    </>
  );
}

function Kind({ part, details }: HeadLineProps) {
  const text = useText();
  const { view, isOpen, onToggle } = part;
  if (!view.digest) {
    return (
      <span class="kind waiting" aria-hidden="true">
        <span>{text('whatLoading')}</span>
      </span>
    );
  }
  const unsaid = view.state === 'loading' && pointedKind(view) === 'unknown';
  const words = unsaid ? text('whatLoading') : kindText(text, view);
  return (
    <button
      type="button"
      class="kind"
      aria-expanded={isOpen}
      {...(isOpen && { 'aria-controls': details })}
      title={text('openDetails', view.tag)}
      onClick={() => onToggle(!isOpen)}
    >
      <span class="words">{words}</span>
      <Icon name="chevron" />
    </button>
  );
}
