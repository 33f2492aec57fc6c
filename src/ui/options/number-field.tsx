/** A whole number that a person sets, within bounds. */
import { useEffect, useId, useState } from 'preact/hooks';
import { useText } from '../shared/text-context.ts';
import { Feedback } from './feedback.tsx';
import { useOutcome } from './use-outcome.ts';

interface NumberFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** The bounds, both allowed. */
  readonly least: number;
  readonly most: number;
  readonly value: number;
  /** Resolves to whether it was kept. */
  readonly onChange: (value: number) => Promise<boolean>;
}

export function NumberField({ name, label, hint, least, most, value, onChange }: NumberFieldProps) {
  const text = useText();
  const [outcome, follow] = useOutcome();
  const [given, setGiven] = useState(String(value));
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  useEffect(() => setGiven(String(value)), [value]);
  const keep = (typed: string) => {
    const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    const isRight = number >= least && number <= most;
    setWrong(!isRight);
    if (isRight && number !== value) void follow(onChange(number));
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="control">
        <input
          id={id}
          name={name}
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          step={1}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          value={given}
          onInput={(event) => setGiven(event.currentTarget.value)}
          onChange={(event) => keep(event.currentTarget.value)}
        />
        {isWrong ? (
          <span role="alert" class="input-error">
            {text('numberRange', least, most)}
          </span>
        ) : (
          <Feedback outcome={outcome} />
        )}
      </div>
      <p class="note" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
