/** Reads indexes themselves for their platforms, as many as were allowed: each costs the person a pull. */
import type { Digest } from '../core/digest.ts';
import type { Failure, FailureKind } from '../core/failure.ts';
import { wholeImagesOf } from '../core/index-children.ts';
import type { Manifest } from '../core/manifest.ts';
import { parseManifest } from '../core/parse-manifest.ts';
import type { RepositoryName } from '../core/repository.ts';
import type { Result } from '../core/result.ts';
import type { PlatformImage } from '../core/tag-record.ts';
import { decodeUtf8 } from '../http/json.ts';
import type { RegistryClient } from '../registry/client.ts';

export interface ReadIndexes {
  /** None for an index in which nothing runs, or whose images stand in further indexes. */
  readonly images: ReadonlyMap<Digest, readonly PlatformImage[]>;
  /** The first that there was. */
  readonly failure?: Failure;
}

/** With these the next answer would be no other. */
const LAST: readonly FailureKind[] = ['rate-limited', 'denied', 'unavailable'];

/** One GET for each at most: what fails is not asked again. */
export async function readIndexes(
  repository: RepositoryName,
  digests: readonly Digest[],
  registry: Pick<RegistryClient, 'manifest'>,
): Promise<ReadIndexes> {
  const images = new Map<Digest, readonly PlatformImage[]>();
  let failure: Failure | undefined;
  for (const digest of digests) {
    const manifest = await readManifest(repository, digest, registry);
    if (manifest.ok) {
      if (manifest.value.kind === 'index') images.set(digest, wholeImagesOf(manifest.value));
      continue;
    }
    failure ??= manifest.error;
    if (LAST.includes(manifest.error.kind)) break;
  }
  return { images, ...(failure && { failure }) };
}

async function readManifest(
  repository: RepositoryName,
  digest: Digest,
  registry: Pick<RegistryClient, 'manifest'>,
): Promise<Result<Manifest, Failure>> {
  const answer = await registry.manifest(repository, digest);
  if (!answer.ok) return answer;
  const { bytes, mediaType } = answer.value;
  return parseManifest(decodeUtf8(bytes) ?? '', mediaType);
}
