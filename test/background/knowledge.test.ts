import { describe, expect, it } from 'vitest';
import { hubWord } from '../../src/background/hub-word.ts';
import { IDLE, isFresh, needsHub, needsRegistry } from '../../src/background/knowledge.ts';
import { OCI_INDEX } from '../../src/core/media-type.ts';
import { digestNumber, image } from '../core/samples.ts';

const digest = digestNumber(1);
const amd64 = { os: 'linux', architecture: 'amd64', digest: digestNumber(11) };
const arm64 = { os: 'linux', architecture: 'arm64', variant: 'v8', digest: digestNumber(12) };
const attestation = { os: 'unknown', architecture: 'unknown', digest: digestNumber(21) };

describe('the web API’s word', () => {
  it('peer mistake 2: never counts an attestation as a platform', () => {
    const row = { name: '1', digest, mediaType: OCI_INDEX, images: [attestation, arm64, amd64] };
    expect(hubWord(row, 5, undefined)).toEqual({
      at: 5,
      listed: true,
      digest,
      mediaType: OCI_INDEX,
      images: [image('linux/amd64', 11), image('linux/arm64', 12)],
      attestations: [digestNumber(21)],
    });
  });

  it('peer mistake 12: keeps the same platform twice', () => {
    const windows = (osVersion: string, number: number) => ({
      os: 'windows',
      architecture: 'amd64',
      osVersion,
      digest: digestNumber(number),
    });
    const row = {
      name: '1',
      digest,
      images: [windows('10.0.20348.2', 2), windows('10.0.17763.9', 1)],
    };
    expect(hubWord(row, 5, undefined).images?.map(({ platform }) => platform)).toEqual([
      'windows/amd64@10.0.17763.9',
      'windows/amd64@10.0.20348.2',
    ]);
  });

  it('calls a child without a platform unknown', () => {
    const row = {
      name: '1',
      digest,
      images: [{ os: '', architecture: '', digest: digestNumber(3) }],
    };
    expect(hubWord(row, 5, undefined).images).toEqual([image('unknown', 3)]);
  });

  it.each([
    ['no platform', { os: '', architecture: '' }],
    ['an unknown platform', { os: 'unknown', architecture: 'unknown' }],
  ])('takes a tag that is its own child for %s for no image and no attestation', (_, platform) => {
    const word = hubWord({ name: '1', digest, images: [{ ...platform, digest }] }, 5, undefined);
    expect(word).toEqual({ at: 5, listed: true, digest });
    const ownImage = { name: '1', digest, images: [{ ...amd64, digest }] };
    expect(hubWord(ownImage, 5, undefined).images).toEqual([image('linux/amd64', 1)]);
  });

  it.each([
    ['no images', {}],
    ['attestations only', { images: [attestation] }],
    ['an image without a digest', { images: [amd64, { os: 'linux', architecture: 'arm' }] }],
  ])('has no images to use where there are %s', (_, gap) => {
    expect(hubWord({ name: '1', digest, ...gap }, 5, undefined)).not.toHaveProperty('images');
  });

  it('keeps the images of a digest through an answer without any', () => {
    const before = hubWord({ name: '1', digest, images: [amd64, attestation] }, 5, undefined);
    expect(hubWord({ name: '1', digest }, 6, before)).toEqual({ ...before, at: 6 });
    const moved = hubWord({ name: '1', digest: digestNumber(2) }, 6, before);
    expect(moved).not.toHaveProperty('images');
  });
});

describe('a word from the future, after the clock was set back', () => {
  const now = Date.UTC(2026, 10, 23);
  const at = now + 3_600_000;

  it('is not fresh', () => {
    expect(isFresh({ at }, now)).toBe(false);
    expect(isFresh({ at: now }, now)).toBe(true);
  });

  it('is asked for again, and so is what failed or was not found then', () => {
    const failure = { kind: 'unavailable' } as const;
    const failed = { state: 'failed', failure, at } as const;
    const entry = { tag: '1', hubAsk: IDLE, registryAsk: IDLE };
    for (const asked of [
      { ...entry, hub: { at, listed: false }, registry: { at } },
      { ...entry, hubAsk: failed, registryAsk: failed },
    ]) {
      expect(needsHub(asked, now)).toBe(true);
      expect(needsRegistry(asked, now)).toBe(true);
    }
  });
});
