import { describe, expect, it } from 'vitest';
import { pickImage } from '../../src/core/image-choice.ts';

function pick(preferred: string, ...platforms: string[]): string | undefined {
  return pickImage(
    platforms.map((platform) => ({ platform })),
    preferred,
  )?.platform;
}

describe('pickImage', () => {
  it('takes the exact platform, wherever it stands', () => {
    expect(pick('linux/arm64', 'linux/amd64', 'linux/arm64')).toBe('linux/arm64');
  });

  it('takes the first of equal keys', () => {
    const [first, second] = [{ platform: 'linux/amd64' }, { platform: 'linux/amd64' }];
    expect(pickImage([first, second], 'linux/amd64')).toBe(first);
  });

  it.each([
    ['linux/arm/v7', ['linux/arm/v5', 'linux/arm/v6', 'linux/arm64'], 'linux/arm/v6'],
    ['linux/arm/v6', ['linux/arm/v7', 'linux/arm/v5'], 'linux/arm/v5'],
    ['linux/arm/v7', ['linux/arm'], 'linux/arm'],
    ['linux/amd64/v3', ['linux/amd64', 'linux/amd64/v2', 'linux/amd64/v4'], 'linux/amd64/v2'],
  ])('on %s falls back to the highest variant that runs there', (preferred, platforms, chosen) => {
    expect(pick(preferred, ...platforms)).toBe(chosen);
  });

  it.each([
    ['linux/arm/v6', ['linux/arm/v7']],
    ['linux/amd64', ['linux/amd64/v3']],
    ['linux/amd64', ['linux/386', 'linux/arm64']],
    ['linux/amd64', ['windows/amd64@10.0.17763.1']],
    ['linux/amd64', []],
    ['nonsense', ['linux/amd64']],
  ])('on %s finds nothing that fits among %j', (preferred, platforms) => {
    expect(pick(preferred, ...platforms)).toBeUndefined();
  });

  it('takes the one Windows image, and none of two', () => {
    const [older, newer] = ['windows/amd64@10.0.14393.2068', 'windows/amd64@10.0.16299.251'];
    expect(pick('windows/amd64', 'linux/amd64', older)).toBe(older);
    expect(pick('windows/amd64', older, newer)).toBeUndefined();
    expect(pick(newer, older, newer)).toBe(newer);
  });

  it('takes a single image that names no platform, and none of several', () => {
    expect(pick('linux/amd64', 'unknown')).toBe('unknown');
    expect(pick('linux/amd64', 'unknown', 'unknown')).toBeUndefined();
  });
});
