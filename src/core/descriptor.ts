/**
 * Descriptors: how one document of a registry points to another, by media type, digest and size.
 * OCI image specification, descriptor.md; the `platform` of an index's entries: image-index.md.
 */
import { type Digest, isDigest } from './digest.ts';
import {
  field,
  note,
  openPlace,
  optionalList,
  optionalObject,
  optionalText,
  optionalTextMap,
  type Place,
} from './json-place.ts';
import { isAttestationPlatform, normalizePlatform, type Platform } from './platform.ts';

export interface Descriptor {
  /** As it was written; unknown ones are no mistake. */
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** In normal form; left out where the index names none. */
  readonly platform?: Platform;
  readonly artifactType?: string;
  readonly annotations?: ReadonlyMap<string, string>;
  readonly urls?: readonly string[];
  /** The bytes themselves, base64. */
  readonly data?: string;
}

/** How BuildKit ties an entry of an index to another entry. */
const REFERENCE_TYPE = 'vnd.docker.reference.type';
const REFERENCE_DIGEST = 'vnd.docker.reference.digest';

/** What an entry says about another one: BuildKit's annotations, docs/attestations/attestation-storage.md. */
export interface DescriptorReference {
  /** `attestation-manifest` for attestations. */
  readonly type: string;
  /** The entry that it speaks of. */
  readonly digest?: Digest;
}

export function referenceOf({ annotations }: Descriptor): DescriptorReference | undefined {
  const type = annotations?.get(REFERENCE_TYPE);
  if (type === undefined) return undefined;
  const digest = annotations?.get(REFERENCE_DIGEST);
  return isDigest(digest) ? { type, digest } : { type };
}

/** Whether an entry of an index is an attestation. Older ones carry the platform `unknown/unknown` and no annotation. */
export function isAttestation(descriptor: Descriptor): boolean {
  const reference = referenceOf(descriptor);
  if (reference) return reference.type === 'attestation-manifest';
  return descriptor.platform !== undefined && isAttestationPlatform(descriptor.platform);
}

/** Reads a descriptor; undefined when it has no usable type, digest or size, and the problems say why. */
export function readDescriptor(
  value: unknown,
  path: string,
  problems: string[],
): Descriptor | undefined {
  const place = openPlace(value, path, problems);
  if (!place) return undefined;
  const mediaType = optionalText(place, 'mediaType') ?? '';
  const digest = field(place, 'digest');
  const size = field(place, 'size');
  const platform = readPlatform(place);
  const artifactType = optionalText(place, 'artifactType');
  const annotations = optionalTextMap(place, 'annotations');
  const urls = readTexts(place, 'urls');
  const data = optionalText(place, 'data');
  if (mediaType === '') return note(place, 'mediaType', 'missing');
  if (!isDigest(digest)) return note(place, 'digest', 'not a digest');
  if (!isSize(size)) return note(place, 'size', 'not a number of bytes');
  return {
    mediaType,
    digest,
    size,
    ...(platform && { platform }),
    ...(artifactType && { artifactType }),
    ...(annotations && { annotations }),
    ...(urls && { urls }),
    ...(data !== undefined && { data }),
  };
}

/** Reads a list of descriptors. Undefined only where the list itself is missing. */
export function readDescriptors(place: Place, name: string): readonly Descriptor[] | undefined {
  const path = place.path === '' ? name : `${place.path}.${name}`;
  return optionalList(place, name)?.flatMap(
    (value, index) => readDescriptor(value, `${path}[${index}]`, place.problems) ?? [],
  );
}

/** An empty platform object says as much as none. */
function readPlatform(descriptor: Place): Platform | undefined {
  const place = optionalObject(descriptor, 'platform');
  if (!place) return undefined;
  const os = optionalText(place, 'os') ?? '';
  const architecture = optionalText(place, 'architecture') ?? '';
  const variant = optionalText(place, 'variant');
  const osVersion = optionalText(place, 'os.version');
  if (os === '' && architecture === '') return undefined;
  return normalizePlatform({
    os,
    architecture,
    ...(variant && { variant }),
    ...(osVersion && { osVersion }),
  });
}

function readTexts(place: Place, name: string): readonly string[] | undefined {
  const list = optionalList(place, name);
  if (list?.every((entry) => typeof entry === 'string')) return list;
  return list && note(place, name, 'not a list of texts');
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === 'number' && value >= 0;
}
