/** The switch for the entry in the menu of selected text. The browser asks for a permission when it goes on. */
import { useId } from 'preact/hooks';
import { useText } from '../shared/text-context.ts';
import { Feedback } from './feedback.tsx';
import { useOutcome } from './use-outcome.ts';

interface MenuFieldProps {
  readonly value: boolean;
  /** Resolves to whether it is so now. */
  readonly onChange: (on: boolean) => Promise<boolean>;
}

export function MenuField({ value, onChange }: MenuFieldProps) {
  const text = useText();
  const [outcome, follow] = useOutcome();
  const id = useId();
  return (
    <div class="field">
      <div class="control">
        <label class="switch" for={id}>
          <input
            id={id}
            type="checkbox"
            name="context-menu"
            aria-describedby={`${id}-hint`}
            checked={value}
            onChange={(event) => follow(onChange(event.currentTarget.checked))}
          />
          {text('optionContextMenu')}
        </label>
        <Feedback outcome={outcome} failed="optionContextMenuRefused" />
      </div>
      <p class="note" id={`${id}-hint`}>
        {text('optionContextMenuHint')}
      </p>
    </div>
  );
}
