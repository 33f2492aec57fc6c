/**
 * Platforms as indexes name them: os, architecture, variant, and `os.version`, which is part of the identity
 * (hello-world carries two windows/amd64 images that differ in nothing else).
 * OCI image specification, image-index.md, property `platform`.
 */
import { compareText } from './text-order.ts';

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
}

/** `os/architecture[/variant][@os.version]` in normal form, or `unknown` for a child that names no platform. */
export type PlatformKey = string;

/** Key of a child that names no platform. */
export const UNKNOWN_PLATFORM: PlatformKey = 'unknown';

const OS_ALIASES = new Map([['macos', 'darwin']]);

const ARCHITECTURE_ALIASES = new Map([
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['i386', '386'],
]);

/** Architecture names that carry their variant with them. */
const ARM_VARIANTS = new Map([
  ['armhf', 'v7'],
  ['armel', 'v6'],
]);

/** Variants that say nothing more than the architecture does. */
const IMPLIED_VARIANTS = new Set(['arm64/v8', 'arm64/v8.0', 'amd64/v1']);

/**
 * The one spelling of a platform, by the rules of containerd/platforms, database.go, but for one: a bare `arm` stays bare,
 * because an image that does not say `v7` (Docker Hub's API leaves variants out) must not be shown as if it did.
 */
export function normalizePlatform(platform: Platform): Platform {
  const os = word(platform.os);
  const given = word(platform.architecture);
  const armVariant = ARM_VARIANTS.get(given);
  const architecture = armVariant ? 'arm' : (ARCHITECTURE_ALIASES.get(given) ?? given);
  const variant = armVariant ?? normalizeVariant(architecture, platform.variant);
  const osVersion = keySafe((platform.osVersion ?? '').trim());
  return {
    os: OS_ALIASES.get(os) ?? (os || 'unknown'),
    architecture: architecture || 'unknown',
    ...(variant && { variant }),
    ...(osVersion && { osVersion }),
  };
}

/** The key under which a platform is shown and compared; `unknown` where there is no platform. */
export function platformKey(platform: Platform | undefined): PlatformKey {
  if (platform === undefined) return UNKNOWN_PLATFORM;
  const { os, architecture, variant, osVersion } = normalizePlatform(platform);
  const path = variant ? `${os}/${architecture}/${variant}` : `${os}/${architecture}`;
  return osVersion ? `${path}@${osVersion}` : path;
}

/** Reads a key in any accepted spelling (`linux/aarch64` too); undefined for `unknown` and for what is no key. */
export function parsePlatformKey(key: string): Platform | undefined {
  const at = key.indexOf('@');
  const [os, architecture, variant, ...rest] = (at < 0 ? key : key.slice(0, at)).split('/');
  if (!os || !architecture || variant === '' || rest.length > 0) return undefined;
  return normalizePlatform({
    os,
    architecture,
    ...(variant && { variant }),
    ...(at >= 0 && { osVersion: key.slice(at + 1) }),
  });
}

/** Whether this is the platform that BuildKit gives to attestations, so that no engine pulls them as an image. */
export function isAttestationPlatform(platform: Platform): boolean {
  const { os, architecture } = normalizePlatform(platform);
  return os === 'unknown' && architecture === 'unknown';
}

/** The two platforms that nearly everybody looks for. */
const SHOWN_FIRST: readonly PlatformKey[] = ['linux/amd64', 'linux/arm64'];

/** Order of display: linux/amd64, linux/arm64, then by code point; what names no platform last. */
export function comparePlatformKeys(a: PlatformKey, b: PlatformKey): number {
  return rank(a) - rank(b) || compareText(a, b);
}

function rank(key: PlatformKey): number {
  if (key === UNKNOWN_PLATFORM) return SHOWN_FIRST.length + 1;
  const index = SHOWN_FIRST.indexOf(key);
  return index < 0 ? SHOWN_FIRST.length : index;
}

function normalizeVariant(architecture: string, given = ''): string {
  const text = word(given);
  const variant = /^[0-9]/.test(text) ? `v${text}` : text;
  return IMPLIED_VARIANTS.has(`${architecture}/${variant}`) ? '' : variant;
}

function word(text: string): string {
  return keySafe(text.trim().toLowerCase());
}

/** A key stands in space-separated lists of `key=digest`; what would break those becomes `_`. No real platform has any. */
function keySafe(text: string): string {
  return text.replace(/[\s/@=]/g, '_');
}
