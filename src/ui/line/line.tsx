/**
 * What Digest Lens says of one line of a "Supported tags" list: whether all tags that the line declares to be one image
 * are one. A word beside the line, which opens to why, and to a pin. Drawn in the worker.
 */
import { formatPin } from '../../core/reference.ts';
import { familiarName } from '../../core/repository.ts';
import type { TextKey } from '../../text/keys.ts';
import { list } from '../../text/text.ts';
import { DigestMark } from '../shared/digest-mark.tsx';
import { Icon } from '../shared/icons.tsx';
import { ShortDigest } from '../shared/short-digest.tsx';
import { Copy } from '../sheet/copy.tsx';
import { RowFailure } from '../sheet/row-failure.tsx';
import { isByDigestOnly, lagSentences, lineWords } from './line-words.ts';
import type { WordProps } from './word-props.ts';

/** The word beside the line. Its opened part is drawn with it, because it is small. */
export function Word({ view, text }: WordProps) {
  const { tone, icon, words } = lineWords(text, view);
  const name = text('lineName', view.tags[0] ?? '', words);
  return (
    <button
      type="button"
      class={`kind verdict ${tone}`}
      data-action="toggle"
      aria-label={name}
      title={name}
    >
      <Icon name={icon} />
      <span class="words">{words}</span>
    </button>
  );
}

export function About({ view, text, repository, now }: WordProps) {
  const { tags, verdict, digest, lagging, missing, failure } = view;
  // Where there is a digest, it is that of every tag that neither differs nor is missing.
  const others = new Set([...missing, ...lagging.map(({ tag }) => tag)]);
  const rest = tags.find((tag) => !others.has(tag));
  return (
    <>
      {missing.length > 0 && <p class="note">{text('lineMissingFull', list(text, missing))}</p>}
      {sentencesOf(view).map((key) => (
        <p key={key} class="note">
          {text(key)}
        </p>
      ))}
      {lagging.length > 0 && (
        <ul>
          {lagSentences(text, lagging).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {isByDigestOnly(lagging) && <p class="note">{text('lineUnknownFull')}</p>}
      {digest && rest !== undefined && (
        <>
          {verdict !== 'same' && <p class="note">{text('lineRest')}</p>}
          <Pin repository={repository} tag={rest} digest={digest} text={text} />
        </>
      )}
      {failure && <RowFailure failure={failure} now={now} text={text} />}
    </>
  );
}

/** What is said whatever the names and digests are. */
function sentencesOf(view: WordProps['view']): TextKey[] {
  const { tags, verdict, asking, digest, lagging } = view;
  switch (verdict) {
    case 'same':
      if (!digest) return ['lineSameImages'];
      return [tags.length === 1 ? 'lineExistsFull' : 'lineSameFull'];
    case 'missing':
    case 'split':
      if (verdict === 'missing' && lagging.length === 0) return [];
      return [isByDigestOnly(lagging) ? 'lineDigestsFull' : 'lineSplitFull'];
    case 'unknown':
      return asking ? ['lineAskingFull'] : [];
  }
}

type PinProps = Pick<WordProps, 'repository' | 'text'> & {
  readonly tag: string;
  readonly digest: NonNullable<WordProps['view']['digest']>;
};

function Pin({ repository, tag, digest, text }: PinProps) {
  const pin = formatPin(repository, tag, digest);
  const algorithm = digest.slice(0, digest.indexOf(':'));
  return (
    <p class="pin">
      <DigestMark digest={digest} />
      <ShortDigest digest={digest} />
      <Copy copies={pin} title={text('copyPinTitle', pin)} kind="main">
        {text('copyPin', `${familiarName(repository)}:${tag}@${algorithm}…`)}
      </Copy>
      <span role="status" class="feedback unseen" />
    </p>
  );
}
