/**
 * What must be shown for a repository of the stand-in, worked out from its tables alone: none of the extension's own code
 * is used here, so that both cannot be wrong in the same way.
 */
import type { Descriptor, PlatformRow } from '../fixtures/manifest-row.ts';
import type { FixtureManifest } from '../fixtures/repository.ts';
import type { WorldRepository } from '../standin/world.ts';

export interface ExpectedTag {
  readonly digest: string;
  readonly mediaType: string;
  /** Tags of the same digest, sorted by code point; this one left out. */
  readonly aliases: readonly string[];
  /** `platform=digest`, sorted by code point. Left out where only the manifest's bytes could tell. */
  readonly platforms?: readonly string[];
}

export interface ExpectedGroup extends Omit<ExpectedTag, 'aliases'> {
  readonly tags: readonly string[];
  /** Config digest by image manifest, where the table knows it. */
  readonly configs: ReadonlyMap<string, string>;
}

/** The two types of an image's manifest. */
const IMAGE = /(?:image\.manifest\.v1|distribution\.manifest\.v2)\+json$/;

/** The alias groups by digest: every tag that the registry has. */
export function expectedGroups(repository: WorldRepository): ReadonlyMap<string, ExpectedGroup> {
  const groups = new Map<string, ExpectedGroup>();
  const tags = [...repository.tags].filter(([, { only }]) => only !== 'hub');
  for (const { digest } of tags.map(([, tag]) => tag)) {
    if (groups.has(digest)) continue;
    const manifest = manifestOf(repository, digest);
    const children = (manifest.children ?? []).filter(isImage);
    const platforms = platformsOf(manifest);
    groups.set(digest, {
      digest,
      mediaType: manifest.mediaType,
      tags: tags.flatMap(([name, tag]) => (tag.digest === digest ? [name] : [])).sort(),
      ...(platforms && { platforms }),
      configs: new Map(
        [
          manifest,
          ...children.flatMap((child) => repository.manifests.get(child.digest) ?? []),
        ].flatMap((one) => (one.configDigest ? [[one.digest, one.configDigest] as const] : [])),
      ),
    });
  }
  return groups;
}

export function expectedTag(repository: WorldRepository, tag: string): ExpectedTag {
  const digest = repository.tags.get(tag)?.digest;
  const group = digest === undefined ? undefined : expectedGroups(repository).get(digest);
  if (!group) throw new Error(`${repository.name} has no tag ${tag}`);
  const { tags, configs: _, ...rest } = group;
  return { ...rest, aliases: tags.filter((other) => other !== tag) };
}

function platformsOf({ children }: FixtureManifest): readonly string[] | undefined {
  if (!children) return undefined;
  if (!children.every(({ mediaType }) => IMAGE.test(mediaType))) return undefined;
  return children
    .filter(isImage)
    .map(({ platform, digest }) => `${platformKey(platform)}=${digest}`)
    .sort();
}

/** An attestation says `unknown/unknown`; nothing that runs does. */
function isImage({ platform }: Descriptor): boolean {
  return !(platform?.os === 'unknown' && platform.architecture === 'unknown');
}

/** As the stable surface writes it: `arm64` stands for `arm64/v8`, an image without a platform is `unknown`. */
function platformKey(platform: PlatformRow | undefined): string {
  if (!platform) return 'unknown';
  const { os, architecture, variant, osVersion } = platform;
  const isUsual = architecture === 'arm64' && variant === 'v8';
  const path = [os, architecture, ...(variant && !isUsual ? [variant] : [])].join('/');
  return osVersion ? `${path}@${osVersion}` : path;
}

function manifestOf(repository: WorldRepository, digest: string): FixtureManifest {
  const manifest = repository.manifests.get(digest);
  if (!manifest) throw new Error(`${repository.name} has no manifest ${digest}`);
  return manifest;
}
