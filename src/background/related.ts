/**
 * The relations in the form that views show: tags in tag order, and bounded. Made for a group when somebody looks at it:
 * what a group's relations are may change with any other group, and of thousands only those on screen are asked for.
 */
import type { Digest } from '../core/digest.ts';
import { RelationIndex } from '../core/relation-index.ts';
import type { AliasGroup, Relations } from '../core/relations.ts';
import { isSignatureTag } from '../core/tag.ts';
import type { TagRecord } from '../core/tag-record.ts';
import { compareText } from '../core/text-order.ts';
import type { SomeImagesView } from '../messaging/view.ts';

/** Tags, or groups, to name that share some platforms only. */
const MOST_PARTIAL = 10;
/** Groups to name of each other relation where groups are listed: nightly builds may all be the same images. */
const MOST_NAMED = 50;

/** All in tag order. */
interface RelatedTags {
  /** Of groups with the same images under another digest. */
  readonly sameImages: readonly string[];
  /** At most ten that share some platforms only. */
  readonly someImages: readonly SomeImagesView[];
  /** Of groups that share only an image ID. */
  readonly sameImageId: readonly string[];
}

/** At most fifty of each. */
interface FirstTags extends RelatedTags {
  /** How many more groups have the same images. */
  readonly furtherSameImages?: number;
}

/** What relations are as they stand: an object that is another one after each change, and answers for its own time only. */
export interface Related {
  readonly relations: Relations;
  /** On how many tags the relations rest, those of signatures included. */
  readonly known: number;
  /** Every tag of the related groups. */
  tags(group: AliasGroup): RelatedTags;
  /** One tag, the first, of each related group. */
  firstTags(group: AliasGroup): FirstTags;
}

/** The relations of one repository, for whoever learns of its tags one by one. */
export class RelatedIndex {
  readonly #index = new RelationIndex();
  /** Signatures are known like any tag, and no image's alias. */
  readonly #signatures = new Set<string>();
  #current: Related | undefined;

  /** Takes up what is known of a tag, in place of what was. @param record left out where that is nothing any more */
  put(tag: string, record: TagRecord | undefined): void {
    if (this.#changes(tag, record)) this.#current = undefined;
  }

  /** The same object for as long as nothing has changed. */
  current(): Related {
    this.#current ??= relatedOf(this.#index, this.#index.size + this.#signatures.size);
    return this.#current;
  }

  /** The tags to whose records it matters what is in this manifest. */
  tagsAbout(digest: Digest): readonly string[] {
    return [...this.#index.tagsAbout(digest)];
  }

  #changes(tag: string, record: TagRecord | undefined): boolean {
    if (!isSignatureTag(tag)) return record ? this.#index.put(record) : this.#index.drop(tag);
    const isKnown = this.#signatures.has(tag);
    if (record) this.#signatures.add(tag);
    else this.#signatures.delete(tag);
    return isKnown !== (record !== undefined);
  }
}

function relatedOf(relations: RelationIndex, known: number): Related {
  const inOrder = (a: string, b: string) => compareText(relations.keyOf(a), relations.keyOf(b));

  // Made for each group once, because all tags of a group share it.
  const choose = (pick: (group: AliasGroup) => readonly string[]) =>
    memoized((group: AliasGroup): RelatedTags => {
      const tagsOf = (groups: readonly AliasGroup[]) => groups.flatMap(pick).sort(inOrder);
      // The first ten tags are of the first ten groups at most, which stand in the order of their first tags.
      const sharing = relations
        .sharedPlatforms(group, MOST_PARTIAL)
        .flatMap(({ group: other, platforms, differing }) =>
          pick(other).map((tag) => ({ tag, platforms, differing })),
        );
      return {
        sameImages: tagsOf(relations.sameImages(group)),
        someImages: sharing.sort((a, b) => inOrder(a.tag, b.tag)).slice(0, MOST_PARTIAL),
        sameImageId: tagsOf(relations.sameImageId(group)),
      };
    });

  const firsts = choose(({ tags }) => tags.slice(0, 1));

  return {
    relations,
    known,
    tags: choose(({ tags }) => tags),
    firstTags(group) {
      const { sameImages, someImages, sameImageId } = firsts(group);
      const further = sameImages.length - MOST_NAMED;
      return {
        sameImages: sameImages.slice(0, MOST_NAMED),
        ...(further > 0 && { furtherSameImages: further }),
        someImages,
        sameImageId: sameImageId.slice(0, MOST_NAMED),
      };
    },
  };
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
