/** Reads indexes themselves for their platforms, as many as were allowed: each costs the person a pull. */
import type { Digest } from '../core/digest.ts';
import type { Failure } from '../core/failure.ts';
import { wholeImagesOf } from '../core/index-children.ts';
import { parseManifest } from '../core/parse-manifest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import { decodeUtf8 } from '../http/json.ts';
import type { RegistryClient } from '../registry/client.ts';

export interface ReadIndexes {
  /** None for an index in which nothing runs, or whose images stand in further indexes. */
  readonly images: ReadonlyMap<Digest, readonly PlatformImage[]>;
  readonly failure?: Failure;
}

/** One GET for each at most: what fails is not asked again, and ends it. */
export async function readIndexes(
  repository: RepositoryName,
  digests: readonly Digest[],
  registry: Pick<RegistryClient, 'manifest'>,
): Promise<ReadIndexes> {
  const images = new Map<Digest, readonly PlatformImage[]>();
  for (const digest of digests) {
    const answer = await registry.manifest(repository, digest);
    if (!answer.ok) return { images, failure: answer.error };
    const { bytes, mediaType } = answer.value;
    const manifest = parseManifest(decodeUtf8(bytes) ?? '', mediaType);
    if (!manifest.ok) return { images, failure: manifest.error };
    if (manifest.value.kind === 'index') images.set(digest, wholeImagesOf(manifest.value));
  }
  return { images };
}
