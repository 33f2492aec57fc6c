/**
 * What stands in a tag's row on Docker Hub: what the worker drew of it (row.tsx), and its opened part. Everything comes as
 * props and leaves as callbacks; the page layer puts it into a shadow root.
 */
import { grow } from '../sheet/grow.tsx';
import { OPENED_ID } from './controls.ts';
import type { AnnotationProps } from './props.ts';

export function Annotation({ isTall, theme, text, isOpen, row, sheet, rowOf }: AnnotationProps) {
  const addressOf = (tag: string) => {
    const place = rowOf(tag);
    return place === 'here' ? undefined : place;
  };
  const opens = isOpen ? OPENED_ID : undefined;
  return (
    <div class={isTall ? 'lens tall' : 'lens'} data-theme={theme} lang={text('languageTag')}>
      {row && grow(row.tree, { addressOf, opens })}
      {isOpen && (
        <div class="details" id={OPENED_ID}>
          {sheet ? (
            grow(sheet.tree, { addressOf })
          ) : (
            <p class="note" role="status">
              {text('sheetLoading')}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
