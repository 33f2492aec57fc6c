import { describe, expect, it } from 'vitest';
import { imageIdPlan } from '../../src/background/image-id-plan.ts';
import type { ManifestFacts } from '../../src/background/manifest-facts.ts';
import type { Digest } from '../../src/core/digest.ts';
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
  SIGNED_SCHEMA_1,
} from '../../src/core/media-type.ts';
import { digestNumber, image, record } from '../core/samples.ts';

const images = [image('linux/amd64', 11), image('linux/arm64', 12)];
const config = digestNumber(99);
const top = digestNumber(1);

function factsOf(...known: [number, Omit<ManifestFacts, 'mediaType'>][]) {
  const facts = new Map<Digest, ManifestFacts>(
    known.map(([number, fact]) => [digestNumber(number), { mediaType: OCI_MANIFEST, ...fact }]),
  );
  return (digest: Digest) => facts.get(digest);
}

const none = factsOf();

describe('the price of an image ID', () => {
  it.each([
    [
      'the platform’s digest is known',
      record('1', 1, { mediaType: OCI_INDEX, images }),
      none,
      {
        platform: 'linux/arm64',
        pulls: 1,
        next: digestNumber(12),
      },
    ],
    [
      'its manifest was read',
      record('1', 1, { mediaType: OCI_INDEX, images }),
      factsOf([12, { config }]),
      {
        platform: 'linux/arm64',
        digest: config,
        pulls: 0,
      },
    ],
    [
      'another platform’s was read',
      record('1', 1, { mediaType: OCI_INDEX, images }),
      factsOf([11, { config }]),
      {
        platform: 'linux/arm64',
        pulls: 1,
        next: digestNumber(12),
      },
    ],
    [
      'the images of an index are not known',
      record('1', 1, { mediaType: DOCKER_LIST }),
      none,
      {
        platform: 'linux/arm64',
        pulls: 2,
        next: top,
      },
    ],
    [
      'nobody has said what it is',
      record('1', 1),
      none,
      {
        platform: 'linux/arm64',
        pulls: 2,
        next: top,
      },
    ],
    [
      'nobody has said what it is, but it is its own image',
      record('1', 11, { images: images.slice(0, 1) }),
      none,
      {
        platform: 'linux/amd64',
        pulls: 1,
        next: digestNumber(11),
      },
    ],
    [
      'it is one image',
      record('1', 1, { mediaType: DOCKER_MANIFEST }),
      none,
      {
        platform: 'unknown',
        pulls: 1,
        next: top,
      },
    ],
    [
      'it is one image that was read',
      record('1', 1, { mediaType: OCI_MANIFEST }),
      factsOf([1, { config }]),
      {
        platform: 'unknown',
        digest: config,
        pulls: 0,
      },
    ],
    [
      'the preferred platform is not among them',
      record('1', 1, {
        mediaType: OCI_INDEX,
        images: [image('windows/amd64@10.0.17763.1', 13)],
      }),
      none,
      { platform: 'windows/amd64@10.0.17763.1', pulls: 1, next: digestNumber(13) },
    ],
  ])('where %s', (_, about, facts, plan) => {
    expect(imageIdPlan(about, facts, 'linux/arm64')).toEqual(plan);
  });

  it.each([
    ['schema 1', record('1', 1, { mediaType: SIGNED_SCHEMA_1, images }), none],
    [
      'a manifest of unknown type',
      record('1', 1, { mediaType: 'application/vnd.example+json' }),
      none,
    ],
    ['an artifact that was read', record('1', 1, { mediaType: OCI_MANIFEST }), factsOf([1, {}])],
    [
      'an index of indexes',
      record('1', 1, { mediaType: OCI_INDEX }),
      factsOf([1, { index: { images: [], attestations: [] } }]),
    ],
  ])('does not exist for %s', (_, about, facts) => {
    expect(imageIdPlan(about, facts, 'linux/arm64')).toBeUndefined();
  });
});
