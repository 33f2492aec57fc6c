/** The opened part. The worker draws it, because this script is loaded into every page of the site (messaging/sheet.ts). */
import { grow } from '../sheet/grow.tsx';
import { OPENED_ID } from './controls.ts';
import type { AnnotationPart } from './props.ts';

export function Sheet({ part }: { readonly part: AnnotationPart }) {
  const { sheet, rowOf, text } = part;
  const addressOf = (tag: string) => {
    const place = rowOf(tag);
    return place === 'here' ? undefined : place;
  };
  return (
    <div class="details" id={OPENED_ID}>
      {sheet ? (
        grow(sheet.tree, addressOf)
      ) : (
        <p class="note" role="status">
          {text('sheetLoading')}
        </p>
      )}
    </div>
  );
}
