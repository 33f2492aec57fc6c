/**
 * Which groups share images. Attestations are no part of it: one build pushed twice with provenance gives two index
 * digests over the same images, and that is exactly what is to be found here.
 */
import type { Digest } from './digest.ts';
import { Holders } from './image-holders.ts';
import { comparePlatformKeys, type PlatformKey, UNKNOWN_PLATFORM } from './platform.ts';
import type { AliasGroup, Relations, SharedPlatforms } from './relations.ts';
import type { PlatformImage } from './tag-record.ts';
import { compareText } from './text-order.ts';

/**
 * Answers for the groups that were added, in their order. A group whose images are not known, or are none, relates to
 * nobody. Adding and removing take time by the images of that group, an answer by the groups that share one.
 */
export class SharedImages
  implements Pick<Relations, 'sameImages' | 'sharedPlatforms' | 'sameImageId'>
{
  readonly #byImage = new Holders((group) => imagesOf(group).map(({ digest }) => digest));
  readonly #byConfig = new Holders(configsOf);

  add(group: AliasGroup): void {
    this.#byImage.add(group);
    this.#byConfig.add(group);
  }

  remove(group: AliasGroup): void {
    this.#byImage.remove(group);
    this.#byConfig.remove(group);
  }

  /** Those that hold it as one of their images, in no order. */
  holding(image: Digest): Iterable<AliasGroup> {
    return this.#byImage.of(image);
  }

  sameImages(group: AliasGroup): readonly AliasGroup[] {
    const rarest = this.#rarestImage(group);
    if (rarest === undefined) return [];
    const pairs = this.#pairsOf(group);
    return others(group, this.#byImage.of(rarest)).filter((other) => {
      const there = this.#pairsOf(other);
      return there.size === pairs.size && [...there].every((pair) => pairs.has(pair));
    });
  }

  sharedPlatforms(group: AliasGroup): readonly SharedPlatforms[] {
    const found = this.#sharing(group);
    const asked = [...new Set(imagesOf(group).map(({ platform }) => platform))];
    const same = new Set(this.sameImages(group));
    return others(group, found.keys())
      .filter((other) => !same.has(other))
      .map((other) => {
        const platforms = found.get(other) ?? new Set<PlatformKey>();
        return {
          group: other,
          platforms: [...platforms].sort(comparePlatformKeys),
          differing: differing(asked, other, platforms),
        };
      });
  }

  sameImageId(group: AliasGroup): readonly AliasGroup[] {
    const configs = configsOf(group);
    // Few manifests are ever read: what follows is for those alone.
    if (configs.length === 0) return [];
    const nearer = this.#sharing(group);
    const own = configsByPlatform(group);
    const found = configs.flatMap((config) => [...this.#byConfig.of(config)]);
    return others(group, found).filter(
      (other) => !nearer.has(other) && !isDifferent(own, configsByPlatform(other)),
    );
  }

  /** Every group that has an image of this one, and for which of its platforms. */
  #sharing(asked: AliasGroup): ReadonlyMap<AliasGroup, ReadonlySet<PlatformKey>> {
    const found = new Map<AliasGroup, Set<PlatformKey>>();
    for (const { platform, digest } of imagesOf(asked)) {
      for (const other of this.#byImage.of(digest)) {
        found.set(other, (found.get(other) ?? new Set()).add(platform));
      }
    }
    return found;
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
    let last: { readonly key: string; readonly platform: PlatformKey } | undefined;
    for (const group of this.#byImage.of(image)) {
      if (last && group.key < last.key) continue;
      const named = imagesOf(group).findLast(
        ({ digest, platform }) => digest === image && platform !== UNKNOWN_PLATFORM,
      );
      if (named) last = { key: group.key, platform: named.platform };
    }
    return last?.platform ?? UNKNOWN_PLATFORM;
  }
}

/** Each once, without the group itself, in the order of groups. */
function others(group: AliasGroup, found: Iterable<AliasGroup>): AliasGroup[] {
  const distinct = new Set(found);
  distinct.delete(group);
  return [...distinct].sort((a, b) => compareText(a.key, b.key));
}

function imagesOf(group: AliasGroup): readonly PlatformImage[] {
  return group.record.images ?? [];
}

/** Of the platforms asked for, those on which the other group has an image too, and none in common. */
function differing(
  asked: readonly PlatformKey[],
  other: AliasGroup,
  shared: ReadonlySet<PlatformKey>,
): readonly PlatformKey[] {
  const there = new Set(imagesOf(other).map(({ platform }) => platform));
  return asked
    .filter((key) => key !== UNKNOWN_PLATFORM && there.has(key) && !shared.has(key))
    .sort(comparePlatformKeys);
}

function configsOf(group: AliasGroup): Digest[] {
  const own = group.record.configDigest;
  const configs = imagesOf(group).flatMap(({ configDigest }) => configDigest ?? []);
  return own === undefined ? configs : [own, ...configs];
}

/** Of each platform that was said: the configs of its images, undefined for one that is not known. */
type Configs = ReadonlyMap<PlatformKey, ReadonlySet<Digest | undefined>>;

function configsByPlatform(group: AliasGroup): Configs {
  const found = new Map<PlatformKey, Set<Digest | undefined>>();
  for (const { platform, digest, configDigest } of imagesOf(group)) {
    if (platform === UNKNOWN_PLATFORM) continue;
    const own = digest === group.digest ? group.record.configDigest : undefined;
    found.set(platform, (found.get(platform) ?? new Set()).add(configDigest ?? own));
  }
  return found;
}

/** Whether on a platform of both, one is known to have a config that the other is known not to have. */
function isDifferent(a: Configs, b: Configs): boolean {
  return [...a].some(([platform, inA]) => {
    const inB = b.get(platform);
    return inB !== undefined && (lacks(inA, inB) || lacks(inB, inA));
  });
}

function lacks(
  there: ReadonlySet<Digest | undefined>,
  here: ReadonlySet<Digest | undefined>,
): boolean {
  return !there.has(undefined) && [...here].some((one) => one !== undefined && !there.has(one));
}
