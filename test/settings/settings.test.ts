import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/settings/migrations.ts';
import { preferredPlatform } from '../../src/settings/preferred-platform.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/settings/schema.ts';
import { createSettingsStore } from '../../src/settings/store.ts';
import { FakeStorage } from '../platform/fake-storage.ts';

/** One example of every version that was ever kept. */
const V1 = { version: 1, preferredPlatform: 'linux/arm64', allowance: 25 };
const V2 = { ...V1, version: 2, storeMegabytes: 200 };
const FUTURE = { version: 3, platforms: ['linux/arm64'], allowance: 'plenty' };

describe('what is kept of the settings', () => {
  it('reads version 1, and bounds the store as for who has chosen nothing', () => {
    const settings = { ...V1, version: 2, storeMegabytes: 64 };
    expect(readSettings(V1)).toEqual({ settings, fromFuture: false });
  });

  it('reads version 2', () => {
    expect(readSettings(V2)).toEqual({ settings: V2, fromFuture: false });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'linux/arm64'],
    ['no version', { allowance: 5 }],
    ['an allowance that is none', { ...V1, allowance: 101 }],
    ['a fraction', { ...V1, allowance: 0.5 }],
    ['no word on how much may be stored', { ...V1, version: 2 }],
    ['too little to be stored', { ...V2, storeMegabytes: 7 }],
    ['too much to be stored', { ...V2, storeMegabytes: 1_025 }],
    ['a part of a megabyte', { ...V2, storeMegabytes: 64.5 }],
    ['a platform in another spelling', { ...V1, preferredPlatform: 'linux/arm64/v8' }],
    ['a platform that is none', { ...V1, preferredPlatform: 'amd64' }],
  ])('takes the defaults for %s', (_, kept) => {
    expect(readSettings(kept)).toEqual({ settings: DEFAULT_SETTINGS, fromFuture: false });
  });

  it('takes the defaults for a version from the future, and says so', () => {
    expect(readSettings(FUTURE)).toEqual({ settings: DEFAULT_SETTINGS, fromFuture: true });
  });
});

describe('the settings store', () => {
  it('keeps a change and tells everybody', async () => {
    const storage = new FakeStorage();
    const store = createSettingsStore(storage);
    const seen: Settings[] = [];
    const stop = store.onChange((settings) => seen.push(settings));
    const changed = { ...DEFAULT_SETTINGS, allowance: 0 };
    expect(await store.change({ allowance: 0 })).toEqual({ ok: true, value: changed });
    expect(await createSettingsStore(storage).load()).toEqual(changed);
    expect(await store.change({ preferredPlatform: 'linux/s390x' })).toMatchObject({
      value: { allowance: 0, preferredPlatform: 'linux/s390x' },
    });
    stop();
    await store.change({ allowance: 100 });
    expect(seen.map(({ allowance, preferredPlatform: key }) => [allowance, key])).toEqual([
      [0, 'auto'],
      [0, 'linux/s390x'],
    ]);
  });

  it('writes a change of what version 1 kept in the present form', async () => {
    const storage = new FakeStorage();
    storage.kept.set('settings', V1);
    await createSettingsStore(storage).change({ storeMegabytes: 8 });
    expect(storage.kept.get('settings')).toEqual({ ...V1, version: 2, storeMegabytes: 8 });
  });

  it('keeps nothing that may not be kept', async () => {
    const storage = new FakeStorage();
    const store = createSettingsStore(storage);
    expect(await store.change({ allowance: -1 })).toMatchObject({ error: { kind: 'malformed' } });
    expect(storage.kept.size).toBe(0);
  });

  it('puts settings from the future aside before it writes', async () => {
    const storage = new FakeStorage();
    storage.kept.set('settings', FUTURE);
    const store = createSettingsStore(storage);
    expect(await store.load()).toEqual(DEFAULT_SETTINGS);
    expect(storage.kept.get('settings')).toEqual(FUTURE);
    await store.change({ allowance: 3 });
    await store.change({ allowance: 4 });
    expect(storage.kept.get('settings.newer')).toEqual(FUTURE);
    expect(await store.load()).toEqual({ ...DEFAULT_SETTINGS, allowance: 4 });
  });

  it('works with the defaults where the browser keeps nothing', async () => {
    const storage = new FakeStorage();
    storage.broken = new Error('disk full');
    const store = createSettingsStore(storage);
    expect(await store.load()).toEqual(DEFAULT_SETTINGS);
    expect(await store.change({ allowance: 3 })).toEqual({
      ok: false,
      error: { kind: 'unavailable', detail: 'storage: Error' },
    });
  });
});

describe('the platform that is preferred', () => {
  it.each([
    ['x86-64', 'linux/amd64'],
    ['x86-32', 'linux/386'],
    ['arm', 'linux/arm/v7'],
    ['arm64', 'linux/arm64'],
    ['aarch64', 'linux/arm64'],
    ['mips', 'linux/mipsle'],
    ['mips64', 'linux/mips64le'],
    ['ppc64', 'linux/ppc64le'],
    ['s390x', 'linux/s390x'],
    ['riscv64', 'linux/riscv64'],
    ['noarch', 'linux/amd64'],
    ['', 'linux/amd64'],
  ])('follows a machine that the browser calls %j: %s', (machine, platform) => {
    expect(preferredPlatform(DEFAULT_SETTINGS, machine)).toBe(platform);
  });

  it('is the one that was chosen', () => {
    const settings = { ...DEFAULT_SETTINGS, preferredPlatform: 'windows/amd64' };
    expect(preferredPlatform(settings, 'arm64')).toBe('windows/amd64');
  });
});
