/** Tags as chips that lead to their rows: on this page by a click, else by a link to the tags page filtered to it. */
import type { RowPart } from './row-props.ts';

interface ChipsProps extends RowPart {
  readonly tags: readonly string[];
  readonly kind: 'same' | 'images';
}

/** Which rows are on its page the worker does not know: each chip is told both ways. */
export function Chips({ part, tags, kind }: ChipsProps) {
  const { text } = part;
  return (
    <>
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          class={`chip ${kind}${tag === 'latest' ? ' latest' : ''}`}
          title={text('goToRow', tag)}
          data-away={text('goToPage', tag)}
          data-go-to={tag}
        >
          {tag}
        </button>
      ))}
    </>
  );
}
