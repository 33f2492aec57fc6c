import { describe, expect, it } from 'vitest';
import { ACCEPT, isImageConfig, isStatement, manifestKind } from '../../src/core/media-type.ts';

describe('ACCEPT', () => {
  it('is the four types that keep the registry from converting', () => {
    expect(ACCEPT).toBe(
      'application/vnd.oci.image.index.v1+json,' +
        'application/vnd.docker.distribution.manifest.list.v2+json,' +
        'application/vnd.oci.image.manifest.v1+json,' +
        'application/vnd.docker.distribution.manifest.v2+json',
    );
  });
});

describe('manifestKind', () => {
  it.each([
    ['application/vnd.oci.image.index.v1+json', 'index'],
    ['application/vnd.docker.distribution.manifest.list.v2+json', 'index'],
    ['application/vnd.oci.image.manifest.v1+json; charset=utf-8', 'image'],
    ['Application/VND.docker.distribution.manifest.v2+json', 'image'],
    ['application/vnd.docker.distribution.manifest.v1+json', 'legacy'],
    ['application/vnd.docker.distribution.manifest.v1+prettyjws', 'legacy'],
    ['application/json', 'unknown'],
    ['', 'unknown'],
  ])('of %j is %s', (mediaType, kind) => {
    expect(manifestKind(mediaType)).toBe(kind);
  });
});

describe('isImageConfig', () => {
  it('knows both dialects and nothing else', () => {
    expect(isImageConfig('application/vnd.oci.image.config.v1+json')).toBe(true);
    expect(isImageConfig('application/vnd.docker.container.image.v1+json')).toBe(true);
    for (const artifact of [
      'application/vnd.cncf.helm.config.v1+json',
      'application/vnd.docker.ai.model.config.v0.1+json',
      'application/vnd.wasm.config.v0+json',
      'application/vnd.oci.empty.v1+json',
    ]) {
      expect(isImageConfig(artifact, true)).toBe(false);
    }
  });

  it('excuses what Docker 1.10 wrote, in its own manifests only', () => {
    expect(isImageConfig('application/octet-stream', true)).toBe(true);
    expect(isImageConfig('application/octet-stream')).toBe(false);
  });
});

describe('isStatement', () => {
  it('tells statements about an image from its layers', () => {
    expect(isStatement('application/vnd.in-toto+json')).toBe(true);
    expect(isStatement('application/vnd.oci.image.layer.v1.tar+gzip')).toBe(false);
  });
});
