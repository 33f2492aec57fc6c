/** How a group is related to others: the strongest relation in sight, the weaker ones when the group is open. */
import type { GroupView } from '../../messaging/view.ts';
import { list } from '../../text/text.ts';
import { useText } from '../shared/text-context.ts';

export function GroupRelations({
  group,
  open,
}: {
  readonly group: GroupView;
  readonly open: boolean;
}) {
  const text = useText();
  const { sameImages, someImages, sameImageId } = group;
  return (
    <>
      {sameImages.length > 0 && (
        <p class="note" title={text('sameImagesFull')}>
          {text('sameImagesAs')} <Tags tags={sameImages} />
        </p>
      )}
      {open && someImages.length > 0 && (
        <p class="note">
          {text('someImagesFull')}{' '}
          {someImages.map(({ tag, platforms }) => (
            <span key={tag} class="shared">
              <Tags tags={[tag]} /> {text('sharedOn', list(text, platforms))}
            </span>
          ))}
        </p>
      )}
      {open && sameImageId.length > 0 && (
        <p class="note">
          {text('sameImageIdFull')} <Tags tags={sameImageId} />
        </p>
      )}
    </>
  );
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  return (
    <>
      {tags.map((tag) => (
        <span key={tag} class="chip images">
          {tag}
        </span>
      ))}
    </>
  );
}
