import { describe, expect, it } from 'vitest';
import { referenceOf } from '../../src/core/descriptor.ts';
import { attestationsOf, imagesOfIndex, nestedIndexesOf } from '../../src/core/index-children.ts';
import { imageConfig } from '../../src/core/manifest.ts';
import {
  DOCKER_CONFIG,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_ARTIFACT,
  OCI_CONFIG,
  OCI_INDEX,
  OCI_MANIFEST,
  SCHEMA_1,
  SIGNED_SCHEMA_1,
} from '../../src/core/media-type.ts';
import {
  ATTESTATION,
  entry,
  imageOf,
  indexOf,
  LAYER,
  parsed,
  parsedIndex,
  refusal,
} from './manifest-documents.ts';
import { digestNumber } from './samples.ts';

describe('an index', () => {
  it('lists one image per platform, in its own order', () => {
    const index = parsedIndex([
      entry(2, { platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } }),
      entry(1, { platform: { os: 'linux', architecture: 'amd64' }, mediaType: DOCKER_MANIFEST }),
    ]);
    expect(imagesOfIndex(index)).toEqual([
      { platform: 'linux/arm64', digest: digestNumber(2) },
      { platform: 'linux/amd64', digest: digestNumber(1) },
    ]);
    expect(imageConfig(index)).toBeUndefined();
  });

  it('peer mistakes 1 and 2: a first child that is an attestation is no platform', () => {
    const index = parsedIndex([
      ATTESTATION,
      entry(91, { platform: { os: 'unknown', architecture: 'unknown' } }),
      entry(1, { platform: { os: 'linux', architecture: 's390x' } }),
    ]);
    expect(imagesOfIndex(index)).toEqual([{ platform: 'linux/s390x', digest: digestNumber(1) }]);
    expect(attestationsOf(index)).toEqual([digestNumber(90), digestNumber(91)]);
    const [attestation] = index.manifests;
    expect(attestation && referenceOf(attestation)).toEqual({
      type: 'attestation-manifest',
      digest: digestNumber(1),
    });
  });

  it('peer mistake 12: keeps two Windows images that differ in os.version only', () => {
    const windows = { os: 'windows', architecture: 'amd64' };
    const index = parsedIndex([
      entry(1, { platform: { ...windows, 'os.version': '10.0.20348.3091' } }),
      entry(2, { platform: { ...windows, 'os.version': '10.0.17763.6775' } }),
    ]);
    expect(imagesOfIndex(index).map(({ platform }) => platform)).toEqual([
      'windows/amd64@10.0.20348.3091',
      'windows/amd64@10.0.17763.6775',
    ]);
  });

  it('may hold children without platform, nested indexes, artifacts and unknown things', () => {
    const index = parsedIndex([
      entry(1),
      entry(2, { platform: {} }),
      entry(3, { mediaType: OCI_INDEX }),
      entry(4, { mediaType: 'application/vnd.example.thing', platform: null }),
      entry(5, { artifactType: 'application/vnd.example.sbom' }),
      entry(6, { artifactType: OCI_CONFIG }),
      entry(7, { annotations: { 'vnd.docker.reference.type': 'builder' } }),
    ]);
    expect(imagesOfIndex(index)).toEqual(
      [1, 2, 6].map((number) => ({ platform: 'unknown', digest: digestNumber(number) })),
    );
    expect(nestedIndexesOf(index)).toEqual([digestNumber(3)]);
    expect(attestationsOf(index)).toEqual([]);
  });

  it('keeps what a descriptor may carry besides', () => {
    const more = { urls: ['https://example.com/layer'], data: 'e30=', artifactType: OCI_CONFIG };
    const index = parsedIndex([entry(1, { ...more, annotations: { a: 'b' } })]);
    expect(index.manifests).toEqual([entry(1, { ...more, annotations: new Map([['a', 'b']]) })]);
  });

  it('keeps its own subject, artifact type and annotations', () => {
    const document = indexOf([], {
      subject: entry(5),
      artifactType: 'x/y',
      annotations: { k: 'v' },
    });
    expect(parsed(document)).toEqual({
      kind: 'index',
      mediaType: OCI_INDEX,
      manifests: [],
      subject: entry(5),
      artifactType: 'x/y',
      annotations: new Map([['k', 'v']]),
    });
  });
});

describe('an image manifest', () => {
  it.each([
    [OCI_MANIFEST, OCI_CONFIG],
    [DOCKER_MANIFEST, DOCKER_CONFIG],
    [DOCKER_MANIFEST, 'application/octet-stream'],
  ])(
    '%s with config %s has an image ID (peer mistake 3: its config, not its digest)',
    (own, type) => {
      const manifest = parsed(imageOf({ mediaType: own, config: entry(70, { mediaType: type }) }));
      expect(manifest.kind).toBe('image');
      expect(imageConfig(manifest)).toBe(digestNumber(70));
    },
  );

  it('may have no layers', () => {
    expect(parsed(imageOf({ layers: [] })).kind).toBe('image');
  });
});

describe('an artifact', () => {
  it.each([
    ['a Helm chart', 'application/vnd.cncf.helm.config.v1+json', LAYER],
    ['a model', 'application/vnd.docker.ai.model.config.v0.1+json', LAYER],
    ['a WASM module', 'application/vnd.wasm.config.v0+json', 'application/wasm'],
    ['an attestation', OCI_CONFIG, 'application/vnd.in-toto+json'],
    ['a signature', OCI_CONFIG, 'application/vnd.dev.cosign.simplesigning.v1+json'],
  ])('such as %s has no image ID', (_what, config, layer) => {
    const manifest = parsed(
      imageOf({
        config: entry(70, { mediaType: config }),
        layers: [entry(80, { mediaType: layer })],
      }),
    );
    expect(manifest.kind).toBe('artifact');
    expect(imageConfig(manifest)).toBeUndefined();
  });

  it('may be the withdrawn artifact manifest', () => {
    const document = { mediaType: OCI_ARTIFACT, artifactType: 'x/y', blobs: [entry(1)] };
    expect(parsed(document, OCI_ARTIFACT)).toEqual({
      kind: 'artifact',
      mediaType: OCI_ARTIFACT,
      artifactType: 'x/y',
      layers: [entry(1)],
    });
  });
});

describe('schema 1 (peer mistake 10)', () => {
  it.each([SCHEMA_1, SIGNED_SCHEMA_1])('as %s is legacy and has no image ID', (mediaType) => {
    const document = { schemaVersion: 1, name: 'library/busybox', tag: 'latest', fsLayers: [] };
    const manifest = parsed({ ...document, architecture: 'amd64' }, mediaType);
    expect(manifest).toEqual({
      kind: 'legacy',
      mediaType,
      name: 'library/busybox',
      tag: 'latest',
      architecture: 'amd64',
    });
    expect(imageConfig(manifest)).toBeUndefined();
  });
});

describe('the media type', () => {
  const { mediaType: _, ...untyped } = { ...indexOf([entry(1)]), mediaType: '' };

  it('may stand in the header only, in any case and with parameters', () => {
    const manifest = parsed(untyped, 'Application/Vnd.OCI.image.index.v1+json; charset=utf-8');
    expect(manifest).toMatchObject({ kind: 'index', mediaType: OCI_INDEX });
  });

  it('may stand in the document only', () => {
    expect(parsed(indexOf([], { mediaType: DOCKER_LIST }), 'application/json').mediaType).toBe(
      DOCKER_LIST,
    );
  });

  it('may be seen from the shape where nobody says it', () => {
    expect(parsed(untyped).kind).toBe('index');
    expect(parsed(imageOf({ mediaType: null })).kind).toBe('image');
    expect(parsed({ schemaVersion: 1, fsLayers: [] }).kind).toBe('legacy');
  });

  it('must not be two', () => {
    expect(refusal(indexOf([]), OCI_MANIFEST)).toBe(
      'malformed mediaType: not the one of the header',
    );
    expect(refusal(indexOf([]), DOCKER_LIST)).toBe(
      'malformed mediaType: not the one of the header',
    );
  });

  it('that is none of the known manifests is unsupported, not malformed', () => {
    expect(refusal({ mediaType: 'application/x' })).toBe('unsupported media type application/x');
    expect(refusal({})).toBe('unsupported media type ');
  });
});
