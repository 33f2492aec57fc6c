/**
 * Manifests, the documents that a tag or a digest names in a registry, as a closed union: an index lists one image per
 * platform; an image manifest names its config and layers; an artifact is a manifest whose content is no image (a Helm
 * chart, a model, a signature); legacy is Docker's schema 1.
 * OCI image specification, image-index.md and manifest.md; distribution, docs/spec/manifest-v2-2.md.
 */
import { type Descriptor, readDescriptor, readDescriptors } from './descriptor.ts';
import { type Failure, failure } from './failure.ts';
import {
  field,
  note,
  openPlace,
  optionalText,
  optionalTextMap,
  type Place,
  pathTo,
} from './json-place.ts';
import {
  bareMediaType,
  DOCKER_MANIFEST,
  isImageConfig,
  isStatement,
  manifestKind,
  OCI_ARTIFACT,
  OCI_INDEX,
  OCI_MANIFEST,
  SCHEMA_1,
} from './media-type.ts';
import { err, ok, type Result } from './result.ts';

interface Common {
  /** In lower case, without parameters. */
  readonly mediaType: string;
  readonly artifactType?: string;
  /** The manifest that this one speaks of. */
  readonly subject?: Descriptor;
  readonly annotations?: ReadonlyMap<string, string>;
}

export interface Index extends Common {
  readonly kind: 'index';
  /** In the order of the document: images, attestations, nested indexes, whatever else. */
  readonly manifests: readonly Descriptor[];
}

export interface ImageManifest extends Common {
  readonly kind: 'image';
  /** Its digest is the image ID of the classic image store. */
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface Artifact extends Common {
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

function readManifest(place: Place, mediaType: string): Manifest | undefined {
  if (mediaType === OCI_ARTIFACT) return readOldArtifact(place, mediaType);
  switch (manifestKind(mediaType)) {
    case 'index':
      return readIndex(place, mediaType);
    case 'image':
      return readImage(place, mediaType);
    case 'legacy':
      return readLegacy(place, mediaType);
    case 'unknown':
      return undefined;
  }
}

function readIndex(place: Place, mediaType: string): Index | undefined {
  expectSchema(place, 2);
  refuse(place, ['layers', 'config', 'fsLayers']);
  const manifests = readDescriptors(place, 'manifests');
  if (!manifests) return note(place, 'manifests', 'missing');
  return { kind: 'index', ...readCommon(place, mediaType), manifests };
}

function readImage(place: Place, mediaType: string): ImageManifest | Artifact | undefined {
  expectSchema(place, 2);
  refuse(place, ['manifests', 'fsLayers']);
  const config = readDescriptor(field(place, 'config'), pathTo(place, 'config'), place.problems);
  const layers = readDescriptors(place, 'layers');
  if (!layers) return note(place, 'layers', 'missing');
  if (!config) return undefined;
  const common = readCommon(place, mediaType);
  return isImage(mediaType, config, layers)
    ? { kind: 'image', ...common, config, layers }
    : { kind: 'artifact', ...common, config, layers };
}

/** Signatures and attestations borrow the config type of images; their layers show what they are. */
function isImage(mediaType: string, config: Descriptor, layers: readonly Descriptor[]): boolean {
  if (!isImageConfig(config.mediaType, mediaType === DOCKER_MANIFEST)) return false;
  return layers.length === 0 || !layers.every((layer) => isStatement(layer.mediaType));
}

function readOldArtifact(place: Place, mediaType: string): Artifact {
  refuse(place, ['manifests', 'layers', 'config']);
  const layers = readDescriptors(place, 'blobs') ?? [];
  return { kind: 'artifact', ...readCommon(place, mediaType), layers };
}

function readLegacy(place: Place, mediaType: string): Legacy {
  expectSchema(place, 1);
  refuse(place, ['manifests', 'layers', 'config']);
  const name = optionalText(place, 'name');
  const tag = optionalText(place, 'tag');
  const architecture = optionalText(place, 'architecture');
  return {
    kind: 'legacy',
    mediaType,
    ...(name && { name }),
    ...(tag && { tag }),
    ...(architecture && { architecture }),
  };
}

function readCommon(place: Place, mediaType: string): Common {
  const subject = field(place, 'subject');
  const descriptor =
    subject === undefined
      ? undefined
      : readDescriptor(subject, pathTo(place, 'subject'), place.problems);
  const artifactType = optionalText(place, 'artifactType');
  const annotations = optionalTextMap(place, 'annotations');
  return {
    mediaType,
    ...(artifactType && { artifactType }),
    ...(descriptor && { subject: descriptor }),
    ...(annotations && { annotations }),
  };
}

function expectSchema(place: Place, version: number): void {
  if (field(place, 'schemaVersion') !== version) note(place, 'schemaVersion', `not ${version}`);
}

/** A document that could be read as two kinds would mean different images to different tools (CVE-2021-41190). */
function refuse(place: Place, names: readonly string[]): void {
  for (const name of names) {
    if (field(place, name) !== undefined) note(place, name, 'contradicts the media type');
  }
}
