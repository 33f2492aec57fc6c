/**
 * What Digest Lens says of one line of a "Supported tags" list: whether all tags that the line declares to be one image
 * are one. A word beside the line, which opens to why, and to a pin. Everything comes as props and leaves as callbacks.
 */
import { useId, useState } from 'preact/hooks';
import { formatPin } from '../../core/reference.ts';
import { familiarName } from '../../core/repository.ts';
import { list } from '../../text/text.ts';
import { useEscape } from '../annotation/use-escape.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { DigestMark } from '../shared/digest-mark.tsx';
import { FailureLine } from '../shared/failure-line.tsx';
import { Icon } from '../shared/icons.tsx';
import { ShortDigest } from '../shared/short-digest.tsx';
import { TextContext } from '../shared/text-context.ts';
import { lagWords, lineName, lineWords } from './line-words.ts';
import type { LineProps } from './props.ts';

export function Line(props: LineProps) {
  const { view, theme, text } = props;
  const [open, setOpen] = useState(false);
  const about = useId();
  const line = useEscape(open, () => setOpen(false));
  const { tone, icon, words } = lineWords(text, view);
  const name = lineName(text, view);
  return (
    <TextContext.Provider value={text}>
      <div class="line" data-theme={theme} lang={text('languageTag')} ref={line}>
        <button
          type="button"
          class={`kind verdict ${tone}`}
          aria-expanded={open}
          {...(open && { 'aria-controls': about })}
          aria-label={name}
          title={name}
          onClick={() => setOpen(!open)}
        >
          <Icon name={icon} />
          <span class="words">{words}</span>
        </button>
        {open && (
          <div class="about" id={about}>
            <About {...props} />
          </div>
        )}
      </div>
    </TextContext.Provider>
  );
}

function About(props: LineProps) {
  const { repository, view, text, onCopy, onRetry } = props;
  const { tags, verdict, asking, digest, lagging, missing, failure } = view;
  const [first = ''] = tags;
  const pin = digest && formatPin(repository, first, digest);
  return (
    <>
      {verdict === 'same' && <p class="note">{text(sameKey(view))}</p>}
      {pin && digest && (
        <p class="pin">
          <DigestMark digest={digest} />
          <ShortDigest digest={digest} />
          <CopyButton copies={pin} onCopy={onCopy} title={text('copyPinTitle', pin)} kind="main">
            {text('copyPin', `${familiarName(repository)}:${first}@${digest.slice(0, 6)}…`)}
          </CopyButton>
        </p>
      )}
      {verdict === 'split' && (
        <>
          <p class="note">{text('lineSplitFull', first)}</p>
          <ul>
            {lagging.map((lag) => (
              <li key={lag.tag}>{lagWords(text, lag)}</li>
            ))}
          </ul>
        </>
      )}
      {missing.length > 0 && <p class="note">{text('lineMissingFull', list(text, missing))}</p>}
      {verdict === 'unknown' && !failure && (
        <p class="note">{text(asking ? 'lineAskingFull' : 'lineUnknownFull')}</p>
      )}
      {failure && <FailureLine failure={failure} now={props.now ?? Date.now()} onRetry={onRetry} />}
    </>
  );
}

function sameKey({ tags, digest }: LineProps['view']) {
  if (tags.length === 1) return 'lineExistsFull';
  return digest ? 'lineSameFull' : 'lineSameImages';
}
