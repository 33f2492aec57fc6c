/** What is kept on this computer, in numbers, how much it may be, and the button that forgets it. */
import type { StoredView } from '../../messaging/view.ts';
import { formatBytes } from '../../text/format.ts';
import { plural } from '../../text/text.ts';
import { useText } from '../shared/text-context.ts';
import { Feedback } from './feedback.tsx';
import { NumberField } from './number-field.tsx';
import { useOutcome } from './use-outcome.ts';

/** Megabytes that may be set. With less than the least, what is kept of a large repository would never outlive a visit. */
const LEAST = 8;
const MOST = 1_024;
const MEGABYTE = 1_000_000;

interface StoredSectionProps {
  readonly stored: StoredView | undefined;
  /** What may be kept, in megabytes. */
  readonly megabytes: number;
  /** Resolves to whether it was kept. */
  readonly onMegabytes: (megabytes: number) => Promise<boolean>;
  readonly onClear: () => Promise<boolean>;
}

export function StoredSection({ stored, megabytes, onMegabytes, onClear }: StoredSectionProps) {
  const text = useText();
  const [outcome, follow] = useOutcome();
  return (
    <section class="fields">
      <h2>{text('optionStored')}</h2>
      <p class="note">{text('optionStoredHint')}</p>
      {stored && <StoredSize stored={stored} bytes={megabytes * MEGABYTE} />}
      <NumberField
        name="store-megabytes"
        label={text('optionStoreSize')}
        hint={text('optionStoreSizeHint')}
        least={LEAST}
        most={MOST}
        value={megabytes}
        onChange={onMegabytes}
      />
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

/** @param bytes that may be kept */
function StoredSize({ stored, bytes }: { readonly stored: StoredView; readonly bytes: number }) {
  const text = useText();
  const size = (of: number) => formatBytes(text('languageTag'), of);
  return (
    <>
      <p data-stored="">
        {text(
          'storedSize',
          size(stored.bytes),
          size(bytes),
          plural(text, 'manifests', stored.manifests),
          plural(text, 'tagsAll', stored.tags),
        )}
      </p>
      {stored.bytes > bytes && <p class="note">{text('storedBeyond')}</p>}
    </>
  );
}
