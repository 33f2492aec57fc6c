/** Documents to parse that name nothing real, each small enough to be read in the test that changes it. */
import type { Index, Manifest } from '../../src/core/manifest.ts';
import { OCI_CONFIG, OCI_INDEX, OCI_MANIFEST } from '../../src/core/media-type.ts';
import { parseManifest } from '../../src/core/parse-manifest.ts';
import { digestNumber } from './samples.ts';

export const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

export function entry(number: number, more: object = {}): object {
  return { mediaType: OCI_MANIFEST, digest: digestNumber(number), size: 500 + number, ...more };
}

export function indexOf(manifests: unknown, more: object = {}): object {
  return { schemaVersion: 2, mediaType: OCI_INDEX, manifests, ...more };
}

export function imageOf(more: object = {}): object {
  return {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: entry(70, { mediaType: OCI_CONFIG }),
    layers: [entry(80, { mediaType: LAYER })],
    ...more,
  };
}

export function parsed(document: object, mediaType = ''): Manifest {
  const result = parseManifest(JSON.stringify(document), mediaType);
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.detail}`);
  return result.value;
}

export function parsedIndex(manifests: readonly object[]): Index {
  const manifest = parsed(indexOf(manifests), OCI_INDEX);
  if (manifest.kind !== 'index') throw new Error(`an ${manifest.kind}`);
  return manifest;
}

/** The `detail` of a refusal. */
export function refusal(document: unknown, mediaType = ''): string {
  const result = parseManifest(JSON.stringify(document) ?? '', mediaType);
  return result.ok
    ? `accepted as ${result.value.kind}`
    : `${result.error.kind} ${result.error.detail}`;
}

export const ATTESTATION = entry(90, {
  platform: { os: 'unknown', architecture: 'unknown' },
  annotations: {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': digestNumber(1),
  },
});
