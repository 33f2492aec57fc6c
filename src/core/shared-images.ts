/**
 * Which groups share images. Attestations are no part of it: one build pushed twice with provenance gives two index
 * digests over the same images, and that is exactly what is to be found here.
 */
import type { Digest } from './digest.ts';
import { lazily } from './lazily.ts';
import { comparePlatformKeys, type PlatformKey, UNKNOWN_PLATFORM } from './platform.ts';
import type { AliasGroup, Relations, SharedPlatforms } from './relations.ts';
import type { PlatformImage } from './tag-record.ts';

type ImageRelations = Pick<Relations, 'sameImages' | 'sharedPlatforms' | 'sameImageId'>;
type GroupsBy<Key> = ReadonlyMap<Key, readonly AliasGroup[]>;

/** Answers for the groups given, in their order. A group whose images are not known, or are none, relates to nobody. */
export function indexSharedImages(groups: readonly AliasGroup[]): ImageRelations {
  const own = new Map(groups.map((group, place) => [group.digest, { group, place }]));
  const bySignature = lazily(() => {
    const signatureOf = signer(groups);
    const signatures = new Map(groups.map((group) => [group.digest, signatureOf(group)]));
    return { signatures, holders: indexBy(groups, (group) => [signatures.get(group.digest)]) };
  });
  const byImage = lazily(() => indexBy(groups, (group) => imagesOf(group).map((i) => i.digest)));
  const byConfig = lazily(() => indexBy(groups, (group) => configsOf(group)));

  const others = (group: AliasGroup, found: Iterable<AliasGroup>): AliasGroup[] =>
    [...new Set(found)]
      .filter((other) => other.digest !== group.digest)
      .sort((a, b) => (own.get(a.digest)?.place ?? 0) - (own.get(b.digest)?.place ?? 0));

  const sameImages = (group: AliasGroup): readonly AliasGroup[] => {
    const { signatures, holders } = bySignature();
    const signature = signatures.get(group.digest);
    return signature === undefined ? [] : others(group, holders.get(signature) ?? []);
  };

  const sharing = (asked: AliasGroup): ReadonlyMap<AliasGroup, ReadonlySet<PlatformKey>> => {
    const found = new Map<AliasGroup, Set<PlatformKey>>();
    for (const { platform, digest } of imagesOf(own.get(asked.digest)?.group)) {
      for (const other of byImage().get(digest) ?? []) {
        found.set(other, (found.get(other) ?? new Set()).add(platform));
      }
    }
    return found;
  };

  return {
    sameImages,
    sharedPlatforms(group): readonly SharedPlatforms[] {
      const found = sharing(group);
      const asked = [...new Set(imagesOf(own.get(group.digest)?.group).map((i) => i.platform))];
      const same = new Set(sameImages(group));
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
    },
    sameImageId(group): readonly AliasGroup[] {
      const known = own.get(group.digest)?.group;
      const found = configsOf(known).flatMap((config) => byConfig().get(config) ?? []);
      const nearer = sharing(group);
      const configs = configsByPlatform(known);
      return others(group, found).filter(
        (other) => !nearer.has(other) && !isDifferent(configs, configsByPlatform(other)),
      );
    },
  };
}

function imagesOf(group: AliasGroup | undefined): readonly PlatformImage[] {
  return group?.record.images ?? [];
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

function configsOf(group: AliasGroup | undefined): Digest[] {
  const own = group?.record.configDigest;
  const configs = imagesOf(group).flatMap(({ configDigest }) => configDigest ?? []);
  return own === undefined ? configs : [own, ...configs];
}

/** Of each platform that was said: the configs of its images, undefined for one that is not known. */
type Configs = ReadonlyMap<PlatformKey, ReadonlySet<Digest | undefined>>;

function configsByPlatform(group: AliasGroup | undefined): Configs {
  const found = new Map<PlatformKey, Set<Digest | undefined>>();
  for (const { platform, digest, configDigest } of imagesOf(group)) {
    if (platform === UNKNOWN_PLATFORM) continue;
    const own = digest === group?.digest ? group.record.configDigest : undefined;
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

function indexBy<Key>(
  groups: readonly AliasGroup[],
  keysOf: (group: AliasGroup) => readonly (Key | undefined)[],
): GroupsBy<Key> {
  const index = new Map<Key, AliasGroup[]>();
  for (const group of groups) {
    for (const key of new Set(keysOf(group))) {
      if (key === undefined) continue;
      const holders = index.get(key);
      if (holders) holders.push(group);
      else index.set(key, [group]);
    }
  }
  return index;
}

/**
 * A text that two groups share exactly when their sets of (platform, image) are equal; undefined for no images. An image
 * whose index names no platform takes the one that another index gives to the same manifest.
 */
function signer(groups: readonly AliasGroup[]): (group: AliasGroup) => string | undefined {
  const platforms = new Map<Digest, PlatformKey>();
  for (const group of groups) {
    for (const { platform, digest } of imagesOf(group)) {
      if (platform !== UNKNOWN_PLATFORM) platforms.set(digest, platform);
    }
  }
  const digestNumber = counter<Digest>();
  const platformNumber = counter<PlatformKey>();
  const pairOf = ({ platform, digest }: PlatformImage): string => {
    const known = platform === UNKNOWN_PLATFORM ? (platforms.get(digest) ?? platform) : platform;
    return `${platformNumber(known)}=${digestNumber(digest)}`;
  };
  return (group) => {
    const images = imagesOf(group);
    if (images.length === 0) return undefined;
    return [...new Set(images.map(pairOf))].sort().join(' ');
  };
}

/** Numbers values in the order in which they come: signatures of long digests stay short. */
function counter<T>(): (value: T) => number {
  const numbers = new Map<T, number>();
  return (value) => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  };
}
