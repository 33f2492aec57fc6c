import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHubTag } from '../../src/hub/tag-answer.ts';
import { DEBIAN_PAGE_2023, N8N_2026, UBUNTU_2020, XMRIG_PAGE_2022 } from './answers.ts';

const DIGEST = N8N_2026.digest;

describe('a tag of the Hub API', () => {
  it('of 2026: index, attestation, arm64 without a variant', () => {
    expect(parseHubTag(N8N_2026)).toEqual({
      name: '1.119.1',
      digest: DIGEST,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      lastUpdated: '2025-11-10T14:19:44.292916Z',
      images: N8N_2026.images.map(({ os, architecture, digest }) => ({ os, architecture, digest })),
    });
  });

  it('of 2020: no top digest, and no platform is taken for it (peer mistake 1)', () => {
    const tag = parseHubTag(UBUNTU_2020);
    expect(tag?.digest).toBeUndefined();
    expect(tag?.images?.map(({ variant }) => variant)).toEqual([undefined, 'v8']);
  });

  it("of 2022: the config's type is not the manifest's, nor the child's digest the tag's", () => {
    const tag = parseHubTag(XMRIG_PAGE_2022.results[0]);
    expect(tag).toEqual({
      name: 'latest',
      lastUpdated: '2021-05-25T22:27:21.712654Z',
      images: [
        {
          os: 'linux',
          architecture: 'amd64',
          digest: 'sha256:6c74ec72ad3fdf3a018f0b74edbbe194dfcd03ba9316c5cb4620ad84e7829a5d',
        },
      ],
    });
  });

  it('of 2023: a list with one image has two digests', () => {
    const tag = parseHubTag(DEBIAN_PAGE_2023.results[0]);
    expect(tag?.digest).toBe(DEBIAN_PAGE_2023.results[0]?.digest);
    expect(tag?.images?.[0]?.digest).not.toBe(tag?.digest);
  });

  const image = {
    os: 'windows',
    architecture: 'amd64',
    os_version: '10.0.20348.2700',
    digest: DIGEST,
  };
  it.each<[string, object, object]>([
    ['only a name', {}, {}],
    ['images: [] (everywhere on 2025-08-11)', { images: [] }, {}],
    ['images: null', { images: null }, {}],
    ['images that are no list', { images: 'none' }, {}],
    ['an image that is none: the list is not whole', { images: [image, null] }, {}],
    ['an image of the wrong types', { images: [image, { os: 7, architecture: [] }] }, {}],
    [
      'a null digest in an image',
      { images: [{ ...image, digest: null }] },
      { images: [{ os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.2700' }] },
    ],
    [
      'an image without a platform',
      { images: [{ digest: DIGEST }] },
      { images: [{ os: '', architecture: '', digest: DIGEST }] },
    ],
    [
      'an image of null platform',
      { images: [{ os: null, architecture: null, digest: DIGEST }] },
      { images: [{ os: '', architecture: '', digest: DIGEST }] },
    ],
    ['digest: null', { digest: null }, {}],
    ['a digest cut short', { digest: DIGEST.slice(0, -1) }, {}],
    ['a digest without its algorithm', { digest: DIGEST.slice(7) }, {}],
    ['media_type: null', { media_type: null }, {}],
    ['an unknown media type', { media_type: '<b>' }, {}],
    ['a time that is none', { last_updated: 'yesterday' }, {}],
    ['a time that is a number', { last_updated: 1 }, {}],
  ])('with gaps: %s', (_name, fields, expected) => {
    expect(parseHubTag({ name: 'a', ...fields })).toEqual({ name: 'a', ...expected });
  });

  it.each([
    null,
    7,
    'latest',
    [],
    {},
    { name: null },
    { name: '' },
    { name: 'a b' },
    { name: '<img>' },
  ])('is none: %j', (row) => {
    expect(parseHubTag(row)).toBeUndefined();
  });

  it('is read or refused, never thrown over, whatever it holds', () => {
    const fields = ['name', 'digest', 'media_type', 'images', 'last_updated'];
    const row = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue());
    fc.assert(
      fc.property(row, (value) => {
        const tag = parseHubTag({ name: 'a', ...value });
        expect(tag?.images).not.toEqual([]);
      }),
    );
  });
});
