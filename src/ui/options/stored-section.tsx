/** What is kept on this computer, in numbers, and the button that forgets it. */
import type { StoredView } from '../../messaging/view.ts';
import { formatBytes } from '../../text/format.ts';
import { plural } from '../../text/text.ts';
import { useText } from '../shared/text-context.ts';
import { Feedback } from './feedback.tsx';
import { useOutcome } from './use-outcome.ts';

interface StoredSectionProps {
  readonly stored: StoredView | undefined;
  readonly onClear: () => Promise<boolean>;
}

export function StoredSection({ stored, onClear }: StoredSectionProps) {
  const text = useText();
  const [outcome, follow] = useOutcome();
  return (
    <section class="fields">
      <h2>{text('optionStored')}</h2>
      <p class="note">{text('optionStoredHint')}</p>
      {stored && (
        <p>
          {text(
            'storedSize',
            plural(text, 'manifests', stored.manifests),
            formatBytes(text('languageTag'), stored.bytes),
            plural(text, 'tagsAll', stored.tags),
          )}
        </p>
      )}
      <div class="control">
        <button
          type="button"
          class="button plain"
          data-action="clear"
          onClick={() => follow(onClear())}
        >
          {text('clear')}
        </button>
        <Feedback outcome={outcome} done="cleared" failed="clearFailed" />
      </div>
    </section>
  );
}
