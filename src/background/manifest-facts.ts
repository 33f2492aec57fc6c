/** From the bytes of a manifest to what is of use in it. The bytes were hashed before; here they are read, strictly. */
import type { Digest } from '../core/digest.ts';
import { type Failure, failure } from '../core/failure.ts';
import { attestationsOf, wholeImagesOf } from '../core/index-children.ts';
import { imageConfig, imageLayers } from '../core/manifest.ts';
import { parseManifest } from '../core/parse-manifest.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import { decodeUtf8 } from '../http/json.ts';
import type { StoredManifest } from './store.ts';

/** What is of use in a manifest that was read. */
export interface ManifestFacts {
  readonly mediaType: string;
  /** Of an index: all its runnable images (none where it holds indexes) and its attestations. */
  readonly index?: {
    readonly images: readonly PlatformImage[];
    readonly attestations: readonly Digest[];
  };
  /** Of one image: its config digest. An artifact and schema 1 have none. */
  readonly config?: Digest;
  /** Of one image: its layers, lowest first. */
  readonly layers?: readonly Digest[];
  /** Number of its bytes, which hash to its digest. */
  readonly bytes?: number;
  /** What the registry's header said beside them. */
  readonly header?: Digest;
  /** Why the bytes, which are the right ones, are of no use. Fetching them again would not change that. */
  readonly failure?: Failure;
}

/** Never fails: bytes that cannot be read are facts with a `failure`. */
export function readFacts(manifest: StoredManifest): ManifestFacts {
  const { bytes, header } = manifest;
  const checked = { bytes: bytes.byteLength, ...(header !== undefined && { header }) };
  return { ...readDocument(manifest), ...checked };
}

function readDocument({ bytes, mediaType }: StoredManifest): ManifestFacts {
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    return { mediaType, failure: failure('malformed', { detail: 'manifest is not UTF-8' }) };
  }
  const manifest = parseManifest(text, mediaType);
  if (!manifest.ok) return { mediaType, failure: manifest.error };
  if (manifest.value.kind === 'index') {
    const index = manifest.value;
    return {
      mediaType,
      index: { images: wholeImagesOf(index), attestations: attestationsOf(index) },
    };
  }
  const config = imageConfig(manifest.value);
  if (config === undefined) return { mediaType };
  return { mediaType, config, layers: imageLayers(manifest.value) };
}
