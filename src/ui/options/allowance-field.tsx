/** How many manifests the popup may fetch by itself in an hour: each is one of the person's own pulls. */
import { useEffect, useId, useState } from 'preact/hooks';
import { useText } from '../shared/text-context.ts';
import { Feedback } from './feedback.tsx';
import { useOutcome } from './use-outcome.ts';

const LEAST = 0;
const MOST = 100;

interface AllowanceFieldProps {
  readonly value: number;
  readonly onChange: (value: number) => Promise<boolean>;
}

export function AllowanceField({ value, onChange }: AllowanceFieldProps) {
  const text = useText();
  const [outcome, follow] = useOutcome();
  const [given, setGiven] = useState(String(value));
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  useEffect(() => setGiven(String(value)), [value]);
  const keep = (typed: string) => {
    const number = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
    const isRight = number >= LEAST && number <= MOST;
    setWrong(!isRight);
    if (isRight && number !== value) void follow(onChange(number));
  };
  return (
    <div class="field">
      <label for={id}>{text('optionAllowance')}</label>
      <div class="control">
        <input
          id={id}
          name="allowance"
          type="number"
          inputMode="numeric"
          min={LEAST}
          max={MOST}
          step={1}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          value={given}
          onInput={(event) => setGiven(event.currentTarget.value)}
          onChange={(event) => keep(event.currentTarget.value)}
        />
        {isWrong ? (
          <span role="alert" class="input-error">
            {text('allowanceRange', LEAST, MOST)}
          </span>
        ) : (
          <Feedback outcome={outcome} />
        )}
      </div>
      <p class="note" id={`${id}-hint`}>
        {text('optionAllowanceHint')}
      </p>
    </div>
  );
}
