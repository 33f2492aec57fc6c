/** What the tag is the same as: which version, and which other tags, strongest relation first, each in words. */
import type { ComponentChildren } from 'preact';
import type { SomeImagesView } from '../../messaging/view.ts';
import { list, plural, type Text } from '../../text/text.ts';
import { DigestMark } from '../shared/digest-mark.tsx';
import { firstTags } from '../shared/first-tags.ts';
import { amongText } from '../shared/known.ts';
import type { SheetProps } from './props.ts';
import { versionText } from './version-text.ts';

export function SameAs({ detail, text }: SheetProps) {
  const { view, known, total } = detail;
  const { tag, version, aliases, sameImages, someImages, sameImageId } = view;
  const isAlone = [aliases, sameImages, someImages, sameImageId].every((some) => some.length === 0);
  return (
    <section data-sheet="same">
      <h3>{text('sheetSameTitle')}</h3>
      {version && <p class="version">{versionText(text, tag, version)}</p>}
      {isAlone && <p class="note">{text('sheetNoOther')}</p>}
      {aliases.length > 0 && (
        <Relation
          words={
            <>
              {view.digest && <DigestMark digest={view.digest} />} {text('sameAsFull')}
            </>
          }
        >
          <Chips tags={aliases} kind="same" text={text} />
        </Relation>
      )}
      {sameImages.length > 0 && (
        <Relation words={text('sameImagesFull')}>
          <Chips tags={sameImages} kind="images" text={text} />
        </Relation>
      )}
      {someImages.length > 0 && (
        <Relation words={text('someImagesFull')}>
          {byWords(text, someImages).map(([words, tags]) => (
            <span key={words} class="shared">
              <Chips tags={tags} kind="images" text={text} />
              <span>{words}</span>
            </span>
          ))}
          {someImages.some(({ differing }) => differing.length > 0) && (
            <small class="soft">{text('sheetRolloutHint')}</small>
          )}
        </Relation>
      )}
      {sameImageId.length > 0 && (
        <Relation words={text('sameImageIdFull')}>
          <Chips tags={sameImageId} kind="images" text={text} />
        </Relation>
      )}
      <p class="note">{text('relationsRest', amongText(text, known, total))}</p>
    </section>
  );
}

/** Tags of which the same is to be said, together: mostly the tags of one image. */
function byWords(
  text: Text,
  someImages: readonly SomeImagesView[],
): readonly (readonly [words: string, tags: readonly string[]])[] {
  const tagsOf = new Map<string, string[]>();
  for (const some of someImages) {
    const words = sharedText(text, some);
    const alike = tagsOf.get(words);
    if (alike) alike.push(some.tag);
    else tagsOf.set(words, [some.tag]);
  }
  return [...tagsOf];
}

function sharedText(text: Text, { platforms, differing }: SomeImagesView): string {
  const shared = list(text, platforms);
  return differing.length > 0
    ? text('sheetRollout', shared, list(text, differing))
    : text('sharedOn', shared);
}

interface ChipsProps {
  readonly tags: readonly string[];
  readonly kind: 'same' | 'images';
  readonly text: Text;
}

function Chips({ tags, kind, text }: ChipsProps) {
  const named = firstTags(tags);
  const further = tags.length - named.length;
  return (
    <>
      {named.map((tag) => (
        <button
          key={tag}
          type="button"
          class={`chip ${kind}${tag === 'latest' ? ' latest' : ''}`}
          data-go-to={tag}
          title={text('goToTag', tag)}
        >
          {tag}
        </button>
      ))}
      {further > 0 && <span class="soft">{plural(text, 'furtherTags', further)}</span>}
    </>
  );
}

interface RelationProps {
  readonly words: ComponentChildren;
  readonly children: ComponentChildren;
}

function Relation({ words, children }: RelationProps) {
  return (
    <div class="relation">
      <p class="note">{words}</p>
      <div class="chips">{children}</div>
    </div>
  );
}
