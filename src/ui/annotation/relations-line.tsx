/**
 * The second line: the other tags that are the same image, as chips that lead to their rows. One line high whatever it
 * holds; a button opens the rest.
 */
import { useState } from 'preact/hooks';
import type { TagView } from '../../messaging/view.ts';
import { plural, type Text } from '../../text/text.ts';
import { amongText, isComplete } from '../shared/known.ts';
import { useText } from '../shared/text-context.ts';
import { fitTags, MORE_BUTTON, widthOf, widthOfWords } from './fit-tags.ts';
import type { AnnotationPart } from './props.ts';
import { useWidth } from './use-width.ts';

/** Below this the count of known tags is told in the opened details only. */
const ROOM_FOR_AMONG = 560;
/** Below this the weaker relation is behind the "more" button, unless it is the only one. */
const ROOM_FOR_BOTH = 740;

export function RelationsLine({ part }: { readonly part: AnnotationPart }) {
  const text = useText();
  const [line, width] = useWidth();
  const [all, setAll] = useState(false);
  const { view, known, total } = part;
  const words = wordsOf(part, text, width);
  const none = view.aliases.length === 0;
  const { aliases, sameImages } = all ? view : fitBoth(view, words, width);
  const count = view.aliases.length + view.sameImages.length;
  const hidden = count - aliases.length - sameImages.length;
  return (
    <div class="relations" data-all={all} ref={line}>
      <span class={none ? 'none' : 'term'}>{words.first}</span>
      <Chips part={part} tags={aliases} kind="same" />
      {sameImages.length > 0 && (
        <span class="term" title={text('sameImagesFull')}>
          {words.sameImages}
        </span>
      )}
      <Chips part={part} tags={sameImages} kind="images" />
      {(hidden > 0 || all) && (
        <MoreButton tag={view.tag} hidden={hidden} all={all} onToggle={() => setAll(!all)} />
      )}
      {words.among && (
        <span class="among" title={amongText(text, known, total)}>
          {words.among}
        </span>
      )}
    </div>
  );
}

interface Words {
  readonly first: string;
  readonly sameImages: string;
  readonly among: string;
  /** Pixels that the words before the chips and at the end of the line take. */
  readonly taken: number;
}

function wordsOf({ view, known, total }: AnnotationPart, text: Text, width: number): Words {
  const waiting = view.state === 'loading' && !isComplete(known, total);
  const noneText = text(waiting ? 'lookingForSame' : 'noOtherTag');
  const first = view.aliases.length === 0 ? noneText : text('sameAs');
  const said = !waiting && known > 0 && !isComplete(known, total) && width >= ROOM_FOR_AMONG;
  const among = said ? amongText(text, known, total) : '';
  return {
    first,
    among,
    sameImages: view.sameImages.length > 0 ? text('sameImagesAs') : '',
    taken: widthOfWords(first) + (among ? widthOfWords(among) : 0),
  };
}

type Both = Pick<TagView, 'aliases' | 'sameImages'>;

/** On a wide line the second relation is named even when the first could fill it. */
function fitBoth(view: Both, words: Words, width: number): Both {
  const room = width - words.taken;
  const second = view.sameImages.slice(0, 1);
  if (second.length === 0) return { aliases: fitTags(view.aliases, room), sameImages: [] };
  if (width < ROOM_FOR_BOTH && view.aliases.length > 0) {
    return {
      aliases: fitTags(view.aliases, room - MORE_BUTTON),
      sameImages: [],
    };
  }
  const kept = widthOfWords(words.sameImages);
  const aliases = fitTags(view.aliases, room - kept - widthOf(second));
  const more = aliases.length < view.aliases.length ? MORE_BUTTON : 0;
  const left = room - kept - widthOf(aliases) - more;
  return { aliases, sameImages: fitTags(view.sameImages, left) };
}

interface ChipsProps {
  readonly part: AnnotationPart;
  readonly tags: readonly string[];
  readonly kind: 'same' | 'images';
}

export function Chips({ part, tags, kind }: ChipsProps) {
  return (
    <>
      {tags.map((tag) => (
        <Chip key={tag} part={part} tag={tag} kind={kind} />
      ))}
    </>
  );
}

function Chip({ part, tag, kind }: { part: AnnotationPart; tag: string; kind: string }) {
  const text = useText();
  const place = part.rowOf(tag);
  const look = `chip ${kind}${tag === 'latest' ? ' latest' : ''}`;
  if (place === 'here') {
    const name = text('goToRow', tag);
    return (
      <button type="button" class={look} title={name} onClick={() => part.onGoTo(tag)}>
        {tag}
      </button>
    );
  }
  return (
    <a class={look} href={place} title={text('goToPage', tag)}>
      {tag}
    </a>
  );
}

interface MoreButtonProps {
  readonly tag: string;
  readonly hidden: number;
  readonly all: boolean;
  readonly onToggle: () => void;
}

function MoreButton({ tag, hidden, all, onToggle }: MoreButtonProps) {
  const text = useText();
  const label = all ? text('fewerTags') : plural(text, 'moreTags', hidden);
  return (
    <button
      type="button"
      class="more"
      aria-expanded={all}
      aria-label={text('moreTagsName', label, tag)}
      onClick={onToggle}
    >
      {label}
    </button>
  );
}
