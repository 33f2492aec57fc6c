/**
 * Which groups share images. Attestations are no part of it: one build pushed twice with provenance gives two index
 * digests over the same images, and that is exactly what is to be found here.
 */
import type { Digest } from './digest.ts';
import { configsByPlatform, configsOf, isDifferent } from './image-configs.ts';
import { Holders } from './image-holders.ts';
import { comparePlatformKeys, type PlatformKey, UNKNOWN_PLATFORM } from './platform.ts';
import type { AliasGroup, Relations, SharedPlatforms } from './relations.ts';
import { isSameSet } from './same-set.ts';
import type { PlatformImage } from './tag-record.ts';

/**
 * Answers for the groups that were added, in their order. A group whose images are not known, or are none, relates to
 * nobody. Adding and removing take time by the images of that group, an answer by what is answered: thousands of groups
 * may share one image, and the first of them are found without a look at the others.
 */
export class SharedImages
  implements Pick<Relations, 'sameImages' | 'sharedPlatforms' | 'sameImageId'>
{
  readonly #byImage = new Holders((group) => imagesOf(group).map(({ digest }) => digest));
  readonly #byConfig = new Holders(configsOf);
  /** What was found since the last change: of a group, those with the same images, itself included; of an image, its platform. */
  readonly #alike = new Map<AliasGroup, ReadonlySet<AliasGroup>>();
  readonly #platforms = new Map<Digest, PlatformKey>();

  add(group: AliasGroup): void {
    this.#byImage.add(group);
    this.#byConfig.add(group);
    this.#forget();
  }

  remove(group: AliasGroup): void {
    this.#byImage.remove(group);
    this.#byConfig.remove(group);
    this.#forget();
  }

  /** Those that hold it as one of their images, in their order. */
  holding(image: Digest): Iterable<AliasGroup> {
    return this.#byImage.of(image);
  }

  sameImages(group: AliasGroup): readonly AliasGroup[] {
    return [...this.#alikeOf(group)].filter((other) => other !== group);
  }

  sharedPlatforms(
    group: AliasGroup,
    most: number = Number.POSITIVE_INFINITY,
  ): readonly SharedPlatforms[] {
    const alike = this.#alikeOf(group);
    const found: SharedPlatforms[] = [];
    for (const other of this.#sharing(group)) {
      if (found.length >= most) break;
      if (!alike.has(other)) found.push(sharedWith(group, other));
    }
    return found;
  }

  sameImageId(group: AliasGroup): readonly AliasGroup[] {
    const own = configsByPlatform(group);
    const images = new Set(imagesOf(group).map(({ digest }) => digest));
    const isNearer = (other: AliasGroup) =>
      other === group || imagesOf(other).some(({ digest }) => images.has(digest));
    const found = inOrder(configsOf(group).map((config) => this.#byConfig.of(config)));
    return [...found].filter(
      (other) => !isNearer(other) && !isDifferent(own, configsByPlatform(other)),
    );
  }

  #forget(): void {
    this.#alike.clear();
    this.#platforms.clear();
  }

  /** Every group that has an image of this one, itself included. */
  #sharing(group: AliasGroup): Iterable<AliasGroup> {
    const images = new Set(imagesOf(group).map(({ digest }) => digest));
    return inOrder([...images].map((image) => this.#byImage.of(image)));
  }

  /** All groups with its images and no others, itself included; nobody where it has none. */
  #alikeOf(group: AliasGroup): ReadonlySet<AliasGroup> {
    const before = this.#alike.get(group);
    if (before) return before;
    const images = new Set(imagesOf(group).map(({ digest }) => digest));
    const pairs = this.#pairsOf(group);
    const isAlike = (other: AliasGroup) => {
      // Most differ in the first image already, and need no further look.
      if (!imagesOf(other).every(({ digest }) => images.has(digest))) return false;
      return isSameSet(this.#pairsOf(other), pairs);
    };
    const rarest = this.#rarestImage(group);
    const alike = new Set(rarest === undefined ? [] : this.#byImage.of(rarest).filter(isAlike));
    for (const one of alike) this.#alike.set(one, alike);
    return alike;
  }

  /** Of its images the one that fewest groups hold: who has all of them is among those. */
  #rarestImage(group: AliasGroup): Digest | undefined {
    let rarest: Digest | undefined;
    for (const { digest } of imagesOf(group)) {
      const isRarer =
        rarest === undefined || this.#byImage.count(digest) < this.#byImage.count(rarest);
      if (isRarer) rarest = digest;
    }
    return rarest;
  }

  /** The group's (platform, image) pairs, as texts. */
  #pairsOf(group: AliasGroup): ReadonlySet<string> {
    return new Set(
      imagesOf(group).map(({ platform, digest }) => {
        const known = platform === UNKNOWN_PLATFORM ? this.#platformOf(digest) : platform;
        return `${known}=${digest}`;
      }),
    );
  }

  /** An image whose index names no platform takes the one that another index, the last that does, gives to it. */
  #platformOf(image: Digest): PlatformKey {
    const before = this.#platforms.get(image);
    if (before !== undefined) return before;
    const namedBy = (group: AliasGroup) =>
      imagesOf(group).findLast(
        ({ digest, platform }) => digest === image && platform !== UNKNOWN_PLATFORM,
      );
    const last = this.#byImage.of(image).findLast(namedBy);
    const platform = (last && namedBy(last)?.platform) ?? UNKNOWN_PLATFORM;
    this.#platforms.set(image, platform);
    return platform;
  }
}

/** Of lists in the order of groups: whoever stands in any of them, each once, in that order. One at a time. */
function* inOrder(lists: readonly (readonly AliasGroup[])[]): Iterable<AliasGroup> {
  const places = lists.map((list) => ({ list, place: 0 }));
  for (;;) {
    let next: AliasGroup | undefined;
    for (const { list, place } of places) {
      const head = list[place];
      if (head && (next === undefined || head.key < next.key)) next = head;
    }
    if (next === undefined) return;
    for (const at of places) if (at.list[at.place] === next) at.place += 1;
    yield next;
  }
}

function imagesOf(group: AliasGroup): readonly PlatformImage[] {
  return group.record.images ?? [];
}

/** On which platforms they share an image, and on which both have one, and none in common. */
function sharedWith(group: AliasGroup, other: AliasGroup): SharedPlatforms {
  const images = new Set(imagesOf(other).map(({ digest }) => digest));
  const there = new Set(imagesOf(other).map(({ platform }) => platform));
  const asked = new Set(imagesOf(group).map(({ platform }) => platform));
  const shared = new Set(
    imagesOf(group).flatMap(({ platform, digest }) => (images.has(digest) ? [platform] : [])),
  );
  const isDiffering = (key: PlatformKey) =>
    key !== UNKNOWN_PLATFORM && there.has(key) && !shared.has(key);
  return {
    group: other,
    platforms: [...shared].sort(comparePlatformKeys),
    differing: [...asked].filter(isDiffering).sort(comparePlatformKeys),
  };
}
