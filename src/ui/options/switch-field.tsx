/** One thing that is on or off, with what that means in words below it. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface SwitchFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** With `onChange`: what it is. Without: what it is at first, until the form is sent. */
  readonly checked: boolean;
  readonly onChange?: (on: boolean) => void;
  /** Beside it: what became of the last change. */
  readonly children?: ComponentChildren;
}

export function SwitchField({ name, label, hint, checked, onChange, children }: SwitchFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <div class="control">
        <label class="switch" for={id}>
          <input
            id={id}
            type="checkbox"
            name={name}
            aria-describedby={`${id}-hint`}
            {...(onChange
              ? { checked, onChange: (event) => onChange(event.currentTarget.checked) }
              : { defaultChecked: checked })}
          />
          {label}
        </label>
        {children}
      </div>
      <p class="note" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
