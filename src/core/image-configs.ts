/** What is known of the configs of a group's images, whose digests are its image IDs: only what was read, so mostly nothing. */
import type { Digest } from './digest.ts';
import { type PlatformKey, UNKNOWN_PLATFORM } from './platform.ts';
import type { AliasGroup } from './relations.ts';

/** All that any image of the group is known to have. */
export function configsOf(group: AliasGroup): Digest[] {
  const own = group.record.configDigest;
  const configs = (group.record.images ?? []).flatMap(({ configDigest }) => configDigest ?? []);
  return own === undefined ? configs : [own, ...configs];
}

/** Of each platform that was said: the configs of its images, undefined for one that is not known. */
export type Configs = ReadonlyMap<PlatformKey, ReadonlySet<Digest | undefined>>;

export function configsByPlatform(group: AliasGroup): Configs {
  const found = new Map<PlatformKey, Set<Digest | undefined>>();
  for (const { platform, digest, configDigest } of group.record.images ?? []) {
    if (platform === UNKNOWN_PLATFORM) continue;
    const own = digest === group.digest ? group.record.configDigest : undefined;
    found.set(platform, (found.get(platform) ?? new Set()).add(configDigest ?? own));
  }
  return found;
}

/** Whether on a platform of both, one is known to have a config that the other is known not to have. */
export function isDifferent(a: Configs, b: Configs): boolean {
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
