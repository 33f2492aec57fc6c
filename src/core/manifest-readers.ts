/**
 * Reads the documents that a manifest can be, once its media type is known. What is wrong is noted in the place's problems;
 * the caller decides what that means.
 */
import { type Descriptor, readDescriptor, readDescriptors } from './descriptor.ts';
import { field, note, optionalText, optionalTextMap, type Place, pathTo } from './json-place.ts';
import type { Artifact, ImageManifest, Index, Legacy, Manifest, ManifestHead } from './manifest.ts';
import {
  DOCKER_MANIFEST,
  isImageConfig,
  isStatement,
  manifestKind,
  OCI_ARTIFACT,
} from './media-type.ts';

/** Undefined where the media type is none of the known ones, or where what is left is no manifest. */
export function readManifest(place: Place, mediaType: string): Manifest | undefined {
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

function readCommon(place: Place, mediaType: string): ManifestHead {
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
