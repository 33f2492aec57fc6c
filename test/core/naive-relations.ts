/**
 * The relations between tags as they are defined, and nothing else: every tag and every group is compared with every
 * other one. Slow, and made to be read beside `src/core/relations.ts`; the real ones must answer the same.
 */
import type { Digest } from '../../src/core/digest.ts';
import { comparePlatformKeys, UNKNOWN_PLATFORM } from '../../src/core/platform.ts';
import type { PlatformImage, TagRecord } from '../../src/core/tag-record.ts';
import { naiveOrder } from './naive-tag-order.ts';

export interface NaiveGroup {
  readonly digest: Digest;
  readonly tags: readonly string[];
  readonly images: readonly PlatformImage[];
  readonly configDigest: Digest | undefined;
}

/** Groups of these records, which hold each tag once. Images and config: of the record that knows most. */
export function naiveGroups(records: readonly TagRecord[]): readonly NaiveGroup[] {
  const sorted = [...records].sort((a, b) => naiveOrder(a.tag, b.tag));
  const digests = [...new Set(sorted.map(({ digest }) => digest))];
  return digests.map((digest) => {
    const members = sorted.filter((record) => record.digest === digest);
    const best = members.reduce((a, b) => (knowledge(b) > knowledge(a) ? b : a));
    const configs = members.flatMap(({ configDigest }) => configDigest ?? []);
    return {
      digest,
      tags: members.map(({ tag }) => tag),
      images: best.images ?? [],
      configDigest: best.configDigest ?? configs[0],
    };
  });
}

function knowledge({ images = [], evidence }: TagRecord): number {
  if (images.length === 0) return 0;
  const configs = images.filter(({ configDigest }) => configDigest !== undefined).length;
  return 1 + (evidence === 'bytes' ? 1 : 0) + 2 * configs;
}

export function naiveSameImages(
  group: NaiveGroup,
  all: readonly NaiveGroup[],
): readonly NaiveGroup[] {
  const own = pairs(group, all);
  if (own.length === 0) return [];
  return all.filter((other) => other !== group && pairs(other, all).join() === own.join());
}

/** A platform that is not named is the one that the last group to name one gives to that image. */
function pairs({ images }: NaiveGroup, all: readonly NaiveGroup[]): readonly string[] {
  const named = all.flatMap((group) =>
    group.images.filter(({ platform }) => platform !== UNKNOWN_PLATFORM),
  );
  const texts = images.map(({ platform, digest }) => {
    const last = named.findLast((image) => image.digest === digest)?.platform;
    return `${platform === UNKNOWN_PLATFORM ? (last ?? platform) : platform} ${digest}`;
  });
  return [...new Set(texts)].sort();
}

export function naiveSharedPlatforms(group: NaiveGroup, all: readonly NaiveGroup[]) {
  const same = naiveSameImages(group, all);
  return all
    .filter((other) => other !== group && !same.includes(other))
    .map((other) => {
      const isThere = (image: PlatformImage) => other.images.some((i) => i.digest === image.digest);
      const platforms = distinct(group.images.filter(isThere).map(({ platform }) => platform));
      const differing = distinct(group.images.map(({ platform }) => platform)).filter(
        (platform) =>
          platform !== UNKNOWN_PLATFORM &&
          !platforms.includes(platform) &&
          other.images.some((image) => image.platform === platform),
      );
      return { group: other, platforms, differing };
    })
    .filter(({ platforms }) => platforms.length > 0);
}

function distinct(platforms: readonly string[]): readonly string[] {
  return [...new Set(platforms)].sort(comparePlatformKeys);
}

export function naiveSameImageId(
  group: NaiveGroup,
  all: readonly NaiveGroup[],
): readonly NaiveGroup[] {
  return all.filter((other) => {
    if (other === group) return false;
    if (group.images.some(({ digest }) => other.images.some((i) => i.digest === digest))) {
      return false;
    }
    if (!configs(group).some((config) => configs(other).includes(config))) return false;
    const platforms = distinct(group.images.map(({ platform }) => platform));
    return !platforms.some(
      (platform) => platform !== UNKNOWN_PLATFORM && differ(group, other, platform),
    );
  });
}

function configs({ configDigest, images }: NaiveGroup): readonly Digest[] {
  return [configDigest, ...images.map((image) => image.configDigest)].filter(
    (config) => config !== undefined,
  );
}

/** Both have images for it, and one is known to have a config that the other is known not to have. */
function differ(a: NaiveGroup, b: NaiveGroup, platform: string): boolean {
  const [inA, inB] = [configsFor(a, platform), configsFor(b, platform)];
  if (inA.length === 0 || inB.length === 0) return false;
  const lacks = (there: typeof inA, here: typeof inA) =>
    !there.includes(undefined) && here.some((one) => one !== undefined && !there.includes(one));
  return lacks(inA, inB) || lacks(inB, inA);
}

function configsFor(group: NaiveGroup, platform: string): readonly (Digest | undefined)[] {
  return group.images
    .filter((image) => image.platform === platform)
    .map(
      ({ digest, configDigest }) =>
        configDigest ?? (digest === group.digest ? group.configDigest : undefined),
    );
}
