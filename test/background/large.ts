/** A repository of thousands of groups, generated, as an earlier life of the worker would have left it in the store. */
import { openStore } from '../../src/background/database.ts';
import { OCI_INDEX } from '../../src/core/media-type.ts';
import type { RepositoryName } from '../../src/core/repository.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { digestOf } from './digests.ts';
import type { Rig } from './rig.ts';

const LARGE_PLATFORMS = ['linux/amd64', 'linux/arm64'];

/** The two tags of a group, in tag order. The groups stand in the order of their numbers. */
export function tagsOf(group: number): [string, string] {
  const minor = 9_999 - group;
  return [`1.${minor}.0`, `build-${minor}`];
}

export const indexOf = (group: number) => digestOf(`index ${group}`);
export const imageOf = (group: number, platform: string) => digestOf(`${platform} of ${group}`);

/** Every tag was listed a moment ago, by the web API alone. */
export async function keepLarge(rig: Rig, repository: RepositoryName, groups: number) {
  const at = rig.clock.now();
  const store = openStore(
    { now: () => at, after: systemClock.after },
    { warn: (event) => rig.warnings.push(event) },
  );
  const rows = Array.from({ length: groups }, (_, group) => {
    const images = LARGE_PLATFORMS.map((platform) => ({
      platform,
      digest: imageOf(group, platform),
    }));
    const hub = { at, listed: true, digest: indexOf(group), mediaType: OCI_INDEX, images };
    return tagsOf(group).map((tag) => ({ tag, hub }));
  }).flat();
  await store.writeTags(repository, rows);
  const listing = { at, endedAt: at, count: rows.length, complete: true };
  await store.writeListing({ repository, listing });
}

/** The registry has these groups too. */
export function pushLarge(rig: Rig, groups: readonly number[]): void {
  for (const group of groups) {
    const thing = { digest: indexOf(group), mediaType: OCI_INDEX, images: [], configs: {} };
    for (const tag of tagsOf(group)) rig.docker.registryTag(tag, thing);
  }
}
