/** The way to what only a manifest tells, where it was not read: on a page in words, in the popup as a button with its price. */
import type { Digest } from '../../core/digest.ts';
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
  if (detail.reading.includes(manifest)) return <small class="soft">{text('sheetReading')}</small>;
  if (!canRead) return <small class="soft">{elsewhere}</small>;
  return (
    <button
      type="button"
      class="button plain"
      data-action="read-manifest"
      data-digest={manifest}
      data-pulls="1"
      {...(name !== undefined && { 'aria-label': name })}
    >
      {words}
    </button>
  );
}
