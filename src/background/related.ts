/**
 * The relations in the form that views show: tags in tag order, and bounded. Made once for each set of relations and each
 * group, because all tags of a group share it and most changes leave it as it was.
 */
import { lazily } from '../core/lazily.ts';
import { relate } from '../core/relate.ts';
import type { AliasGroup, Relations } from '../core/relations.ts';
import { isSignatureTag } from '../core/tag.ts';
import { sortTags } from '../core/tag-order.ts';
import type { TagRecord } from '../core/tag-record.ts';
import type { SomeImagesView } from '../messaging/view.ts';

/** Tags, or groups, to name that share some platforms only. */
const MOST_PARTIAL = 10;

/** All in tag order. */
interface RelatedTags {
  /** Of groups with the same images under another digest. */
  readonly sameImages: readonly string[];
  /** At most ten that share some platforms only. */
  readonly someImages: readonly SomeImagesView[];
  /** Of groups that share only an image ID. */
  readonly sameImageId: readonly string[];
}

export interface Related {
  readonly relations: Relations;
  /** On how many tags the relations rest, those of signatures included. */
  readonly known: number;
  /** Every tag of the related groups. */
  tags(group: AliasGroup): RelatedTags;
  /** One tag, the first, of each related group. */
  firstTags(group: AliasGroup): RelatedTags;
}

export function relatedTags(records: readonly TagRecord[]): Related {
  // Signatures are known like any tag, and no image's alias.
  const images = records.filter(({ tag }) => !isSignatureTag(tag));
  const relations = relate(images);
  const places = lazily(
    () => new Map(sortTags(images.map(({ tag }) => tag)).map((tag, place) => [tag, place])),
  );
  const inOrder = (a: string, b: string) => (places().get(a) ?? 0) - (places().get(b) ?? 0);

  const choose = (pick: (group: AliasGroup) => readonly string[]) =>
    memoized((group: AliasGroup): RelatedTags => {
      const tagsOf = (groups: readonly AliasGroup[]) => groups.flatMap(pick).sort(inOrder);
      const sharing = relations
        .sharedPlatforms(group)
        .flatMap(({ group: other, platforms, differing }) =>
          pick(other).map((tag) => ({ tag, platforms, differing })),
        );
      return {
        sameImages: tagsOf(relations.sameImages(group)),
        someImages: sharing.sort((a, b) => inOrder(a.tag, b.tag)).slice(0, MOST_PARTIAL),
        sameImageId: tagsOf(relations.sameImageId(group)),
      };
    });

  return {
    relations,
    known: records.length,
    tags: choose(({ tags }) => tags),
    firstTags: choose(({ tags }) => tags.slice(0, 1)),
  };
}

/**
 * Whether an answer left the relations as they were. Takes a tag's records before and after it, read with the same
 * manifests at hand. Most answers confirm what was known: then the relations, which take a sort of all tags, still hold.
 */
export function relatesAlike(a: TagRecord | undefined, b: TagRecord | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const pairs = ({ images = [] }: TagRecord) =>
    images.map(({ platform, digest }) => `${platform}=${digest}`).join(' ');
  return a.digest === b.digest && a.mediaType === b.mediaType && pairs(a) === pairs(b);
}

function memoized<Key extends object, T>(make: (key: Key) => T): (key: Key) => T {
  const made = new WeakMap<Key, { readonly value: T }>();
  return (key) => {
    const before = made.get(key);
    if (before) return before.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}
