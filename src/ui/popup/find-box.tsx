/** Filters the tags while typing, and takes anything pasted. Escape empties it, arrow down goes to the groups. */
import { useText } from '../shared/text-context.ts';

interface FindBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter. The answer comes while typing; this asks for more than is known. */
  readonly onSubmit: () => void;
  /** Down from the box. */
  readonly onDown: () => void;
}

export function FindBox({ value, onChange, onSubmit, onDown }: FindBoxProps) {
  const text = useText();
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Escape' && value !== '') onChange('');
    else return;
    // Else the browser would close the popup, or scroll.
    event.preventDefault();
  };
  return (
    <form
      class="find"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
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
        onPaste={(event) => pasteLines(event, onChange)}
      />
      {value !== '' && (
        <button type="button" class="button plain" onClick={() => onChange('')}>
          {text('findClear')}
        </button>
      )}
    </form>
  );
}

/** A box of one line drops the ends of lines, which would join the last word of one to the first of the next. */
function pasteLines(
  event: ClipboardEvent & { readonly currentTarget: HTMLInputElement },
  onChange: (value: string) => void,
): void {
  const pasted = event.clipboardData?.getData('text') ?? '';
  if (!/[\r\n]/.test(pasted)) return;
  event.preventDefault();
  const box = event.currentTarget;
  const [start, end] = [box.selectionStart ?? 0, box.selectionEnd ?? box.value.length];
  box.setRangeText(pasted.replace(/[\r\n]+/g, ' '), start, end, 'end');
  onChange(box.value);
}
