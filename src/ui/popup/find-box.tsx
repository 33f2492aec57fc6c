/** Filters the tags while typing, and takes anything pasted. Escape empties it, arrow down goes to the groups. */
import { useText } from '../shared/text-context.ts';

interface FindBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Down from the box. */
  readonly onDown: () => void;
}

export function FindBox({ value, onChange, onDown }: FindBoxProps) {
  const text = useText();
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Escape' && value !== '') onChange('');
    else return;
    // Else the browser would close the popup, or scroll.
    event.preventDefault();
  };
  return (
    // The answer comes while typing: Enter has nothing more to do than not to reload the page.
    <form class="find" onSubmit={(event) => event.preventDefault()}>
      <input
        name="find"
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-label={text('findLabel')}
        placeholder={text('findPlaceholder')}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
        onKeyDown={press}
      />
      {value !== '' && (
        <button type="button" class="button plain" onClick={() => onChange('')}>
          {text('findClear')}
        </button>
      )}
    </form>
  );
}
