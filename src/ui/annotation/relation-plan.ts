/**
 * What stands on the line of relations, which must stay one line high: from the strongest relation to the weakest, each
 * as far as there is room. The opened part has all of them.
 */
import type { TagView, VersionView } from '../../messaging/view.ts';
import { list, plural, type Text } from '../../text/text.ts';
import { firstTags } from '../shared/first-tags.ts';
import { amongText, isComplete } from '../shared/known.ts';
import { fitTags, MORE_BUTTON, widthOf, widthOfWords } from './fit-tags.ts';
import type { RowProps } from './row-props.ts';

/** Below this the count of known tags is told in the opened part only. */
const ROOM_FOR_AMONG = 560;
/** Below this the weaker relation is behind the "more" button, unless it is the only one. */
const ROOM_FOR_BOTH = 740;
/** Below this, and for longer names, the row's own tag is not said again before its version. */
const ROOM_FOR_NAME = 460;
const LONGEST_NAME = 16;
/** More platforms than these are counted instead of named. */
const MOST_PLATFORMS = 2;

export interface RelationPlan {
  readonly version?: VersionWords;
  /** Before the aliases, or in their place where there are none. Empty where the version says it all. */
  readonly first: string;
  readonly aliases: readonly string[];
  /** Before the tags with the same images; empty where there are none. */
  readonly second: string;
  readonly sameImages: readonly string[];
  /** How many tags there was no room for; of an unfolded line, how many are too many to be named. */
  readonly hidden: number;
  readonly rollout?: { readonly tag: string; readonly words: string };
  readonly among: string;
}

export interface VersionWords {
  readonly tag: string;
  readonly before: string;
  /** How it is known, where that is not by a confirmed digest. */
  readonly note: string;
}

type Both = Pick<TagView, 'aliases' | 'sameImages'>;

export function planRelations(part: RowProps): RelationPlan {
  const { view, known, total, text, width, isUnfolded: all } = part;
  const version = view.version && versionWords(text, view.tag, view.version, width);
  const rest = withoutVersion(view);
  const isWaiting = view.state === 'loading' && !isComplete(known, total);
  const none = text(isWaiting ? 'lookingForSame' : 'noOtherTag');
  const first = rest.aliases.length > 0 ? text('sameAs') : version ? '' : none;
  const second = rest.sameImages.length > 0 ? text('sameImagesAs') : '';
  const isPartly = !isWaiting && known > 0 && !isComplete(known, total);
  const among = isPartly && width >= ROOM_FOR_AMONG ? amongText(text, known, total) : '';
  const room = width - widthOfVersion(version) - widthOfWords(first);
  const shown = all ? named(rest) : fitBoth(rest, second, room - widthOfWords(among), width);
  const hidden =
    rest.aliases.length + rest.sameImages.length - shown.aliases.length - shown.sameImages.length;
  const left =
    room -
    widthOf(shown.aliases) -
    (shown.sameImages.length > 0 ? widthOfWords(second) + widthOf(shown.sameImages) : 0);
  const rollout = hidden === 0 && !all ? fitRollout(view, text, left) : undefined;
  return {
    ...(version && { version }),
    first,
    ...shown,
    second: shown.sameImages.length > 0 ? second : '',
    hidden,
    ...(rollout && { rollout }),
    among: rollout ? '' : among,
  };
}

function versionWords(text: Text, tag: string, version: VersionView, width: number): VersionWords {
  const isNamed = width >= ROOM_FOR_NAME && tag.length <= LONGEST_NAME;
  const said: string[] = [];
  if (version.by === 'images') said.push(text('rowVersionImages'));
  if (version.by === 'image-id') said.push(text('rowVersionImageId'));
  if (version.evidence === 'hub') said.push(text('rowVersionUnconfirmed'));
  return {
    tag: version.tag,
    before: isNamed ? text('rowVersion', tag) : text('rowVersionBare'),
    note: list(text, said),
  };
}

function widthOfVersion(version: VersionWords | undefined): number {
  if (!version) return 0;
  const { before, tag, note } = version;
  return widthOfWords(before) + widthOf([tag]) + (note ? widthOfWords(note) : 0);
}

/** The version stands by itself, and not once more among the chips. */
function withoutVersion({ version, aliases, sameImages }: TagView): Both {
  const isOther = (tag: string) => tag !== version?.tag;
  return { aliases: aliases.filter(isOther), sameImages: sameImages.filter(isOther) };
}

function named({ aliases, sameImages }: Both): Both {
  return { aliases: firstTags(aliases), sameImages: firstTags(sameImages) };
}

/** On a wide line the second relation is named even when the first could fill it. */
function fitBoth(tags: Both, words: string, room: number, width: number): Both {
  const second = tags.sameImages.slice(0, 1);
  if (second.length === 0) return { aliases: fitTags(tags.aliases, room), sameImages: [] };
  if (width < ROOM_FOR_BOTH && tags.aliases.length > 0) {
    return { aliases: fitTags(tags.aliases, room - MORE_BUTTON), sameImages: [] };
  }
  const kept = widthOfWords(words);
  const aliases = fitTags(tags.aliases, room - kept - widthOf(second));
  const more = aliases.length < tags.aliases.length ? MORE_BUTTON : 0;
  const left = room - kept - widthOf(aliases) - more;
  return { aliases, sameImages: fitTags(tags.sameImages, left) };
}

/** What may be a rollout in progress, where all of it can be said. Which image is the newer nobody tells. */
function fitRollout({ someImages }: TagView, text: Text, room: number): RelationPlan['rollout'] {
  const some = someImages.find(({ differing }) => differing.length > 0);
  if (!some) return undefined;
  const { tag, platforms, differing } = some;
  const words = text('sheetRollout', briefly(text, platforms), briefly(text, differing));
  return widthOfWords(words) + widthOf([tag]) <= room ? { tag, words } : undefined;
}

function briefly(text: Text, platforms: readonly string[]): string {
  return platforms.length > MOST_PLATFORMS
    ? plural(text, 'rowPlatforms', platforms.length)
    : list(text, platforms);
}
