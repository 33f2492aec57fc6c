/**
 * Which image of an index a machine gets: the rule that decides whose image ID is shown. Follows containerd/platforms,
 * compare.go, but never crosses architectures (a 386 image on amd64 runs, yet is not what anyone asks for here).
 */
import { type Platform, type PlatformKey, parsePlatformKey, UNKNOWN_PLATFORM } from './platform.ts';

/**
 * The image for a preferred platform: the exact one; else, of the same os and architecture, the highest variant that the
 * preferred one can run; on Windows the one image of that architecture, whatever its `os.version`; else, where the tag
 * is one image without a platform, that one. Undefined where nothing fits or more than one does.
 */
export function pickImage<T extends { readonly platform: PlatformKey }>(
  images: readonly T[],
  preferredKey: PlatformKey,
): T | undefined {
  const exact = images.find((image) => image.platform === preferredKey);
  if (exact) return exact;
  const [only, ...others] = images;
  if (only?.platform === UNKNOWN_PLATFORM && others.length === 0) return only;
  const preferred = parsePlatformKey(preferredKey);
  if (!preferred) return undefined;
  const sameMachine = images.flatMap((image) => {
    const platform = parsePlatformKey(image.platform);
    return platform && isSameMachine(platform, preferred) ? [{ image, platform }] : [];
  });
  if (preferred.os === 'windows') {
    return sameMachine.length === 1 ? sameMachine[0]?.image : undefined;
  }
  return highestVariant(sameMachine, preferred);
}

function isSameMachine(a: Platform, b: Platform): boolean {
  return a.os === b.os && a.architecture === b.architecture;
}

function highestVariant<T>(
  candidates: readonly { image: T; platform: Platform }[],
  preferred: Platform,
): T | undefined {
  const limit = variantLevel(preferred);
  let best: { image: T; level: number } | undefined;
  for (const { image, platform } of candidates) {
    const level = variantLevel(platform);
    if (level <= limit && level > (best?.level ?? -1)) best = { image, level };
  }
  return best?.image;
}

const IMPLIED_LEVELS = new Map([
  ['arm', 7],
  ['arm64', 8],
]);

/** `v7` → 7. Without one: what the architecture means by itself (arm: v7, arm64: v8, others: v1). */
function variantLevel({ architecture, variant }: Platform): number {
  const level = /^v([0-9]{1,3})(?:\.[0-9]{1,3})?$/.exec(variant ?? '')?.[1];
  if (level !== undefined) return Number(level);
  if (variant !== undefined) return Number.POSITIVE_INFINITY;
  return IMPLIED_LEVELS.get(architecture) ?? 1;
}
