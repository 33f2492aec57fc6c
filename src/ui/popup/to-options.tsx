/**
 * A button beside what the options page can mend. Signing in is done there: a popup is gone at the first look elsewhere, a
 * token half pasted with it.
 */
import type { TextKey } from '../../text/keys.ts';
import { useText } from '../shared/text-context.ts';

interface ToOptionsProps {
  readonly label: TextKey;
  readonly onOptions: () => void;
}

export function ToOptions({ label, onOptions }: ToOptionsProps) {
  const text = useText();
  return (
    <button type="button" class="button plain" data-action="to-options" onClick={onOptions}>
      {text(label)}
    </button>
  );
}
