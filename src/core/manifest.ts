/**
 * Manifests, the documents that a tag or a digest names in a registry, as a closed union: an index lists one image per
 * platform; an image manifest names its config and layers; an artifact is a manifest whose content is no image (a Helm
 * chart, a model, a signature); legacy is Docker's schema 1.
 * OCI image specification, image-index.md and manifest.md; distribution, docs/spec/manifest-v2-2.md.
 */
import type { Descriptor } from './descriptor.ts';

/** What all but schema 1 may carry. */
export interface ManifestHead {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  readonly artifactType?: string;
  /** The manifest that this one speaks of. */
  readonly subject?: Descriptor;
  readonly annotations?: ReadonlyMap<string, string>;
}

export interface Index extends ManifestHead {
  readonly kind: 'index';
  /** In the order of the document: images, attestations, nested indexes, whatever else. */
  readonly manifests: readonly Descriptor[];
}

export interface ImageManifest extends ManifestHead {
  readonly kind: 'image';
  /** Its digest is the image ID of the classic image store. */
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface Artifact extends ManifestHead {
  readonly kind: 'artifact';
  /** Left out in the artifact manifest of OCI 1.1's release candidates. */
  readonly config?: Descriptor;
  readonly layers: readonly Descriptor[];
}

/** Schema 1: no config, and a digest that (when signed) is not the hash of the bytes as served. */
export interface Legacy {
  readonly kind: 'legacy';
  readonly mediaType: string;
  readonly name?: string;
  readonly tag?: string;
  readonly architecture?: string;
}

export type Manifest = Index | ImageManifest | Artifact | Legacy;

/** The digests of the image's layers, lowest first; none for everything that is no image. */
export function imageLayers(manifest: Manifest): readonly Descriptor['digest'][] {
  return manifest.kind === 'image' ? manifest.layers.map(({ digest }) => digest) : [];
}

/** The digest of the image's config, its image ID; undefined for everything that has none. */
export function imageConfig(manifest: Manifest): Descriptor['digest'] | undefined {
  return manifest.kind === 'image' ? manifest.config.digest : undefined;
}
