import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePlatformKeys,
  isAttestationPlatform,
  normalizePlatform,
  type Platform,
  parsePlatformKey,
  platformKey,
} from '../../src/core/platform.ts';

const part = fc.oneof(
  fc.constantFrom('linux', 'windows', 'amd64', 'arm64', 'aarch64', 'arm', 'armhf', 'v8', '8', ''),
  fc.string(),
);
const platforms: fc.Arbitrary<Platform> = fc.record(
  { os: part, architecture: part, variant: part, osVersion: part },
  { requiredKeys: ['os', 'architecture'] },
);

function key(os: string, architecture: string, variant?: string, osVersion?: string): string {
  return platformKey({
    os,
    architecture,
    ...(variant !== undefined && { variant }),
    ...(osVersion !== undefined && { osVersion }),
  });
}

describe('platformKey', () => {
  it.each([
    ['linux/arm64', key('linux', 'arm64', 'v8')],
    ['linux/arm64', key('linux', 'arm64', '8')],
    ['linux/arm64', key('linux', 'aarch64')],
    ['linux/arm64/v9', key('linux', 'arm64', 'v9')],
    ['linux/amd64', key('linux', 'amd64', 'v1')],
    ['linux/amd64', key('Linux', 'x86_64')],
    ['linux/amd64/v3', key('linux', 'amd64', 'v3')],
    ['linux/386', key('linux', 'i386')],
    ['linux/arm/v7', key('linux', 'arm', '7')],
    ['linux/arm/v7', key('linux', 'armhf')],
    ['linux/arm/v6', key('linux', 'armel')],
    ['linux/arm', key('linux', 'arm', '')],
    ['darwin/arm64', key('macos', 'arm64')],
    ['unknown/unknown', key('unknown', 'unknown')],
    ['linux/unknown', key('linux', '')],
    ['unknown', platformKey(undefined)],
  ])('is %s in one spelling', (expected, actual) => {
    expect(actual).toBe(expected);
  });

  it('peer mistake 12: tells two Windows images apart by os.version alone', () => {
    // hello-world:latest of 2018-01-29 and later carries both, docker-library/repo-info.
    const keys = [
      key('windows', 'amd64', undefined, '10.0.14393.2068'),
      key('windows', 'amd64', '', '10.0.16299.251'),
    ];
    expect(keys).toEqual(['windows/amd64@10.0.14393.2068', 'windows/amd64@10.0.16299.251']);
  });

  it('peer mistake 12: tells arm variants apart', () => {
    const keys = ['v5', 'v6', 'v7'].map((variant) => key('linux', 'arm', variant));
    expect(new Set(keys).size).toBe(3);
  });

  it('never breaks a list of key=digest, whatever a registry says', () => {
    fc.assert(
      fc.property(platforms, (platform) => {
        expect(platformKey(platform)).toMatch(/^[^\s=@]+(?:@[^\s=@]+)?$/);
      }),
    );
  });

  it('is read back to the same platform', () => {
    fc.assert(
      fc.property(platforms, (platform) => {
        expect(parsePlatformKey(platformKey(platform))).toEqual(normalizePlatform(platform));
      }),
    );
  });
});

describe('parsePlatformKey', () => {
  it('accepts other spellings', () => {
    expect(parsePlatformKey('linux/aarch64/v8')).toEqual({ os: 'linux', architecture: 'arm64' });
  });

  it.each(['unknown', '', 'linux', 'linux/', '/amd64', 'a/b/c/d', 'linux/arm/'])(
    'refuses %j',
    (text) => {
      expect(parsePlatformKey(text)).toBeUndefined();
    },
  );
});

describe('isAttestationPlatform', () => {
  it('peer mistake 2: knows the platform of attestations', () => {
    expect(isAttestationPlatform({ os: 'unknown', architecture: 'unknown' })).toBe(true);
    expect(isAttestationPlatform({ os: 'linux', architecture: 'unknown' })).toBe(false);
    expect(isAttestationPlatform({ os: 'linux', architecture: 'amd64' })).toBe(false);
  });
});

describe('comparePlatformKeys', () => {
  it('puts what nearly everybody looks for first, and what has no name last', () => {
    const keys = ['unknown', 'windows/amd64', 'linux/arm64', 'linux/386', 'linux/amd64'];
    expect(keys.sort(comparePlatformKeys)).toEqual([
      'linux/amd64',
      'linux/arm64',
      'linux/386',
      'windows/amd64',
      'unknown',
    ]);
  });
});
