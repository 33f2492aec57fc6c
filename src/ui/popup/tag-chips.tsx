/** The tags of one digest. Long lists are cut until asked for; `latest` and what the find box seeks are never cut. */
import { useState } from 'preact/hooks';
import { plural } from '../../text/text.ts';
import { useText } from '../shared/text-context.ts';

interface TagChipsProps {
  readonly tags: readonly string[];
  /** Name of the list for screen readers. */
  readonly name: string;
  readonly sought?: string;
  /** The tag that the popup was opened for. */
  readonly asked?: string | undefined;
}

const MOST = 10;

export function TagChips({ tags, name, sought = '', asked }: TagChipsProps) {
  const text = useText();
  const [all, setAll] = useState(false);
  const part = sought.trim().toLowerCase();
  const isSought = (tag: string) => part !== '' && tag.toLowerCase().includes(part);
  const shown =
    all || tags.length <= MOST
      ? tags
      : tags.filter(
          (tag, index) => index < MOST - 1 || tag === 'latest' || tag === asked || isSought(tag),
        );
  const hidden = tags.length - shown.length;
  const label = all ? text('fewerTags') : plural(text, 'moreTags', hidden);
  return (
    <ul class="tags" aria-label={name}>
      {shown.map((tag) => (
        <li
          key={tag}
          class={`chip${tag === 'latest' ? ' latest' : ''}`}
          data-sought={isSought(tag)}
        >
          {tag}
          {tag === asked && <span class="asked">{text('askedForTag')}</span>}
        </li>
      ))}
      {(hidden > 0 || all) && (
        <li class="rest-of-tags">
          <button
            type="button"
            class="more"
            aria-expanded={all}
            aria-label={text('moreTagsName', label, tags[0] ?? '')}
            onClick={() => setAll(!all)}
          >
            {label}
          </button>
        </li>
      )}
    </ul>
  );
}
