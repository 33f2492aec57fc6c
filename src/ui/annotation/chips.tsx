/** Tags as chips that lead to their rows: on this page by a click, else by a link to the tags page filtered to it. */
import type { AnnotationPart } from './props.ts';

interface ChipsProps {
  readonly part: AnnotationPart;
  readonly tags: readonly string[];
  readonly kind: 'same' | 'images';
}

export function Chips({ part, tags, kind }: ChipsProps) {
  const { rowOf, text } = part;
  return (
    <>
      {tags.map((tag) => {
        const place = rowOf(tag);
        const look = `chip ${kind}${tag === 'latest' ? ' latest' : ''}`;
        return place === 'here' ? (
          <button
            key={tag}
            type="button"
            class={look}
            title={text('goToRow', tag)}
            data-go-to={tag}
          >
            {tag}
          </button>
        ) : (
          <a key={tag} class={look} href={place} title={text('goToPage', tag)}>
            {tag}
          </a>
        );
      })}
    </>
  );
}
