/** How a closed group is related to others, in short; opened, its sheet says all of it. */
import type { GroupView } from '../../messaging/view.ts';
import { plural } from '../../text/text.ts';
import { useText } from '../shared/text-context.ts';

interface GroupRelationsProps {
  readonly group: Pick<GroupView, 'sameImages' | 'furtherSameImages'>;
}

export function GroupRelations({ group }: GroupRelationsProps) {
  const { sameImages, furtherSameImages: further = 0 } = group;
  const text = useText();
  if (sameImages.length === 0) return null;
  return (
    <p class="note" title={text('sameImagesFull')}>
      {text('sameImagesAs')}{' '}
      {sameImages.map((tag) => (
        <span key={tag} class="chip images">
          {tag}
        </span>
      ))}
      {further > 0 && <> {plural(text, 'furtherTags', further)}</>}
    </p>
  );
}
