/** Tags whose digest nobody could tell, with the reason: one line for each reason, not for each tag. */
import type { FailureView, RepositoryView } from '../../messaging/view.ts';
import { failureText, isUnlisted } from '../../text/failure-text.ts';
import { plural } from '../../text/text.ts';
import { useText } from '../shared/text-context.ts';
import { TagChips } from './tag-chips.tsx';

type UnknownTag = RepositoryView['unknownTags'][number];

interface UnknownTagsProps {
  readonly tags: readonly UnknownTag[];
  /** How many more there are. */
  readonly further: RepositoryView['furtherUnknown'];
  readonly now: number;
}

export function UnknownTags({ tags, further, now }: UnknownTagsProps) {
  const text = useText();
  if (tags.length === 0) return null;
  const more = further ? further.missing + further.unknown : 0;
  return (
    <section class="unknown-tags">
      <h2>{text('unknownTagsTitle')}</h2>
      {byReason(tags).map(({ failure, names }) => (
        <div key={keyOf(failure)} class="reason-group" data-failure={failure?.kind}>
          {failure && <p class="note">{reason(failureText(text, failure, now))}</p>}
          <TagChips tags={names} name={text('unknownTagsTitle')} />
        </div>
      ))}
      {more > 0 && <p class="note">{plural(text, 'furtherUnknown', more)}</p>}
    </section>
  );
}

function reason({ what, why }: { readonly what: string; readonly why: string }): string {
  return `${what} ${why}`;
}

interface Reason {
  readonly failure: FailureView | undefined;
  readonly names: readonly string[];
}

function byReason(tags: readonly UnknownTag[]): readonly Reason[] {
  const reasons = new Map<string, { failure: FailureView | undefined; names: string[] }>();
  for (const { tag, failure } of tags) {
    const key = keyOf(failure);
    const known = reasons.get(key);
    if (known) known.names.push(tag);
    else reasons.set(key, { failure, names: [tag] });
  }
  return [...reasons.values()];
}

/** What only the web API does not know may well be there. */
function keyOf(failure: FailureView | undefined): string {
  return failure && isUnlisted(failure) ? 'unlisted' : (failure?.kind ?? '');
}
