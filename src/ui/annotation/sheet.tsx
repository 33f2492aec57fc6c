/** The opened part. The worker draws it, because this script is loaded into every page of the site (messaging/sheet.ts). */
import { useEffect, useRef } from 'preact/hooks';
import { useText } from '../shared/text-context.ts';
import { onSheetClick } from '../sheet/clicks.ts';
import { grow } from '../sheet/grow.tsx';
import type { AnnotationPart } from './props.ts';

export function Sheet({ part, id }: { readonly part: AnnotationPart; readonly id: string }) {
  const text = useText();
  const { sheet, rowOf, onCopy, onGoTo, onAct } = part;
  const box = useRef<HTMLDivElement>(null);
  const clicked = (event: MouseEvent) =>
    onSheetClick(event, { copy: onCopy, goTo: onGoTo, act: onAct }, text);
  useEffect(() => {
    // The box is no control itself: it hears the clicks on those inside.
    const target = box.current;
    target?.addEventListener('click', clicked);
    return () => target?.removeEventListener('click', clicked);
  });
  const addressOf = (tag: string) => {
    const place = rowOf(tag);
    return place === 'here' ? undefined : place;
  };
  return (
    <div class="details" id={id} ref={box}>
      {sheet ? (
        grow(sheet.tree, addressOf)
      ) : (
        <p class="note" role="status">
          {text('rowSheetLoading')}
        </p>
      )}
    </div>
  );
}
