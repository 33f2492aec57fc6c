/** Names and digests for tests, proven to be such instead of claimed. */
import { type Digest, isDigest } from '../../src/core/digest.ts';
import { isRepositoryName, type RepositoryName } from '../../src/core/repository.ts';

export function repositoryName(text: string): RepositoryName {
  if (!isRepositoryName(text)) throw new Error(`no repository name: ${text}`);
  return text;
}

export function digest(text: string): Digest {
  if (!isDigest(text)) throw new Error(`no digest: ${text}`);
  return text;
}
