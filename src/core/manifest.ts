/**
 * Manifests, the documents that a tag or a digest names in a registry, as a closed union: an index lists one image per
 * platform; an image manifest names its config and layers; an artifact is a manifest whose content is no image (a Helm
 * chart, a model, a signature); legacy is Docker's schema 1.
 * OCI image specification, image-index.md and manifest.md; distribution, docs/spec/manifest-v2-2.md.
 */
import type { Descriptor } from './descriptor.ts';
import { type Failure, failure } from './failure.ts';
import { field, note, openPlace, optionalText, type Place } from './json-place.ts';
import { readManifest } from './manifest-readers.ts';
import {
  bareMediaType,
  manifestKind,
  OCI_ARTIFACT,
  OCI_INDEX,
  OCI_MANIFEST,
  SCHEMA_1,
} from './media-type.ts';
import { err, ok, type Result } from './result.ts';

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

/**
 * Reads a manifest. `mediaType` is the `Content-Type` that it came with; the document may leave its own out, but must not
 * contradict it. Errors: `malformed` with the path of the first mistake in `detail`; `unsupported` for a media type that
 * is none of the known manifests.
 */
export function parseManifest(text: string, mediaType: string): Result<Manifest, Failure> {
  const problems: string[] = [];
  const document = parseJson(text);
  if (document === undefined) return malformed('document: not JSON');
  const place = openPlace(document, '', problems);
  const type = place && mediaTypeOf(place, bareMediaType(mediaType));
  const manifest = place && type !== undefined ? readManifest(place, type) : undefined;
  const [problem] = problems;
  if (problem !== undefined) return malformed(problem);
  if (manifest) return ok(manifest);
  return err(failure('unsupported', { detail: `media type ${type?.slice(0, 80) ?? 'unknown'}` }));
}

/** The digest of the image's config, its image ID; undefined for everything that has none. */
export function imageConfig(manifest: Manifest): Descriptor['digest'] | undefined {
  return manifest.kind === 'image' ? manifest.config.digest : undefined;
}

function malformed(detail: string): Result<never, Failure> {
  return err(failure('malformed', { detail }));
}

/** Undefined for what is no JSON, or too deep for the machine; JSON itself knows no undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The document's own type; else the header's; else what its shape says (OCI lets a document leave its type out). */
function mediaTypeOf(place: Place, header: string): string | undefined {
  const own = bareMediaType(optionalText(place, 'mediaType') ?? '');
  const isHeaderKnown = manifestKind(header) !== 'unknown' || header === OCI_ARTIFACT;
  if (own !== '' && isHeaderKnown && own !== header) {
    return note(place, 'mediaType', 'not the one of the header');
  }
  if (own !== '') return own;
  if (isHeaderKnown) return header;
  if (field(place, 'schemaVersion') === 1) return SCHEMA_1;
  if (Array.isArray(field(place, 'manifests'))) return OCI_INDEX;
  if (field(place, 'config') !== undefined) return OCI_MANIFEST;
  return header;
}
