/** The way to what only a manifest tells, where it was not read: on a page in words, in the popup as a button with its price. */
import type { Digest } from '../../core/digest.ts';
import { readFailureText } from '../../text/failure-text.ts';
import type { SheetProps } from './props.ts';

interface ReadControlProps extends Pick<SheetProps, 'detail' | 'text' | 'canRead'> {
  readonly manifest: Digest;
  readonly words: string;
  readonly name?: string;
  /** In place of the button where nothing may be spent. */
  readonly elsewhere: string;
}

export function ReadControl(props: ReadControlProps) {
  const { detail, text, canRead, manifest, words, name, elsewhere } = props;
  const isReading = detail.reading.includes(manifest);
  if (!canRead) return <small class="soft">{isReading ? text('sheetReading') : elsewhere}</small>;
  return (
    // The same button while it is read: keyboard focus stays where the person is.
    <button
      type="button"
      class="button plain"
      data-digest={manifest}
      {...(!isReading && { 'data-action': 'read-manifest', 'data-pulls': '1' })}
      {...(!isReading && name !== undefined && { 'aria-label': name })}
    >
      {isReading ? text('sheetReading') : words}
    </button>
  );
}

interface ReadFailureProps extends SheetProps {
  readonly manifest: Digest;
}

/** Why the last try at its button failed, where there is one, until it is tried again. */
export function ReadFailure({ detail, text, now, canRead, manifest }: ReadFailureProps) {
  const failed = detail.unread.find(({ digest }) => digest === manifest);
  if (!failed || !canRead || detail.reading.includes(manifest)) return null;
  const { what, why } = readFailureText(text, failed.failure, now);
  return (
    <p class="note warn" role="alert">
      {what} {why}
    </p>
  );
}
