/** The switch for the entry in the menu of selected text. The browser asks for a permission when it goes on. */
import { useText } from '../shared/text-context.ts';
import { Feedback } from './feedback.tsx';
import { SwitchField } from './switch-field.tsx';
import { useOutcome } from './use-outcome.ts';

interface MenuFieldProps {
  readonly value: boolean;
  /** Resolves to whether it is so now. */
  readonly onChange: (on: boolean) => Promise<boolean>;
}

export function MenuField({ value, onChange }: MenuFieldProps) {
  const text = useText();
  const [outcome, follow] = useOutcome();
  return (
    <SwitchField
      name="context-menu"
      label={text('optionContextMenu')}
      hint={text('optionContextMenuHint')}
      checked={value}
      onChange={(on) => follow(onChange(on))}
    >
      <Feedback outcome={outcome} failed="optionContextMenuRefused" />
    </SwitchField>
  );
}
