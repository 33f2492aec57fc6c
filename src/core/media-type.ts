/**
 * Media types: what kind of thing a digest names. Docker Hub holds two dialects of the same two documents (an index of
 * platforms, and the manifest of one image), and an old third one, schema 1.
 */

export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const SCHEMA_1 = 'application/vnd.docker.distribution.manifest.v1+json';
export const SIGNED_SCHEMA_1 = 'application/vnd.docker.distribution.manifest.v1+prettyjws';

/** The artifact manifest of OCI 1.1's release candidates; withdrawn, but still found in registries. */
export const OCI_ARTIFACT = 'application/vnd.oci.artifact.manifest.v1+json';

/** The config types that make a manifest a runnable image; its digest is then an image ID. */
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';

/**
 * The `Accept` header of every manifest request. All four, or the registry answers with something converted, whose digest
 * is not the one that `docker pull` prints (amazoncorretto:11 came as schema 1 in 2021).
 */
export const ACCEPT = [OCI_INDEX, DOCKER_LIST, OCI_MANIFEST, DOCKER_MANIFEST].join(',');

export type ManifestKind = 'index' | 'image' | 'legacy' | 'unknown';

const KINDS = new Map<string, ManifestKind>([
  [OCI_INDEX, 'index'],
  [DOCKER_LIST, 'index'],
  [OCI_MANIFEST, 'image'],
  [DOCKER_MANIFEST, 'image'],
  [SCHEMA_1, 'legacy'],
  [SIGNED_SCHEMA_1, 'legacy'],
]);

/** What kind of document a `Content-Type` or a descriptor's `mediaType` announces. `image` may still turn out an artifact. */
export function manifestKind(mediaType: string): ManifestKind {
  return KINDS.get(bareMediaType(mediaType)) ?? 'unknown';
}

/** A media type without parameters (`; charset=utf-8`), in lower case: RFC 9110, section 8.3.1. */
export function bareMediaType(mediaType: string): string {
  const end = mediaType.indexOf(';');
  return (end < 0 ? mediaType : mediaType.slice(0, end)).trim().toLowerCase();
}

/**
 * Whether a config of this type is an image's, as opposed to a Helm chart's, a model's or a WASM module's. In Docker's own
 * manifests two wrong types count too, which Docker 1.10 pushed (distribution#1621, distribution#1622).
 */
export function isImageConfig(mediaType: string, inDockerManifest = false): boolean {
  const bare = bareMediaType(mediaType);
  return IMAGE_CONFIGS.has(bare) || (inDockerManifest && DOCKER_1_10_CONFIGS.has(bare));
}

const IMAGE_CONFIGS = new Set([OCI_CONFIG, DOCKER_CONFIG]);
const DOCKER_1_10_CONFIGS = new Set(['application/octet-stream', 'text/html']);

/** Layers that state something about an image: in-toto attestations, cosign signatures, DSSE envelopes. */
const STATEMENTS = new Set([
  'application/vnd.in-toto+json',
  'application/vnd.dev.cosign.simplesigning.v1+json',
  'application/vnd.dsse.envelope.v1+json',
]);

/** Whether a layer of this type holds a statement about an image, and nothing that runs. */
export function isStatement(mediaType: string): boolean {
  return STATEMENTS.has(bareMediaType(mediaType));
}
