/** Tags whose digest nobody could tell, with the reason: one line for each reason, not for each tag. */
import type { FailureView, RepositoryView } from '../../messaging/view.ts';
import { failureText } from '../../text/failure-text.ts';
import { useText } from '../shared/text-context.ts';
import { TagChips } from './tag-chips.tsx';

type UnknownTag = RepositoryView['unknownTags'][number];

interface UnknownTagsProps {
  readonly tags: readonly UnknownTag[];
  readonly now: number;
}

export function UnknownTags({ tags, now }: UnknownTagsProps) {
  const text = useText();
  if (tags.length === 0) return null;
  return (
    <section class="unknown-tags">
      <h2>{text('unknownTagsTitle')}</h2>
      {byReason(tags).map(({ failure, names }) => (
        <div key={failure?.kind ?? ''} class="reason-group" data-failure={failure?.kind}>
          {failure && <p class="note">{reason(failureText(text, failure, now))}</p>}
          <TagChips tags={names} name={text('unknownTagsTitle')} />
        </div>
      ))}
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
  const kinds = new Map<string, { failure: FailureView | undefined; names: string[] }>();
  for (const { tag, failure } of tags) {
    const kind = failure?.kind ?? '';
    const known = kinds.get(kind);
    if (known) known.names.push(tag);
    else kinds.set(kind, { failure, names: [tag] });
  }
  return [...kinds.values()];
}
