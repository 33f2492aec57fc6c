/** How a closed group is related to others, in short; opened, its sheet says all of it. */
import type { GroupView } from '../../messaging/view.ts';
import { useText } from '../shared/text-context.ts';

export function GroupRelations({ sameImages }: Pick<GroupView, 'sameImages'>) {
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
    </p>
  );
}
