/** Filters the tags while typing, and takes anything pasted. Escape empties it, arrow down goes to the groups. */
import { useText } from '../shared/text-context.ts';

interface FindBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function FindBox({ value, onChange }: FindBoxProps) {
  const text = useText();
  const empty = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || value === '') return;
    // Else the browser would close the popup.
    event.preventDefault();
    onChange('');
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
        onKeyDown={empty}
      />
      {value !== '' && (
        <button type="button" class="button plain" onClick={() => onChange('')}>
          {text('findClear')}
        </button>
      )}
    </form>
  );
}
