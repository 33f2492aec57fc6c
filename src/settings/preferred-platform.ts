/** Which platform a person means: the one that was chosen, else the one that containers on this machine run on. */
import { type PlatformKey, platformKey } from '../core/platform.ts';
import type { Settings } from './schema.ts';

/**
 * Architectures as browsers name them (`runtime.PlatformArch`: Chromium's `mips`, `arm64`, Firefox's `aarch64`, `ppc64`,
 * …) that are written differently in an index, or need their variant said. Of the two byte orders the little one is meant.
 */
const NAMES: ReadonlyMap<string, { architecture: string; variant?: string }> = new Map([
  ['x86-32', { architecture: '386' }],
  ['arm', { architecture: 'arm', variant: 'v7' }],
  ['mips', { architecture: 'mipsle' }],
  ['mips64', { architecture: 'mips64le' }],
  ['ppc64', { architecture: 'ppc64le' }],
]);

const UNKNOWN = new Set(['', 'noarch', 'unknown']);

/** @param machine the browser's word for the processor. Containers are Linux on every desktop, so `os` always is. */
export function preferredPlatform(settings: Settings, machine: string): PlatformKey {
  if (settings.preferredPlatform !== 'auto') return settings.preferredPlatform;
  const architecture = UNKNOWN.has(machine) ? 'amd64' : machine;
  return platformKey({ os: 'linux', ...(NAMES.get(architecture) ?? { architecture }) });
}
