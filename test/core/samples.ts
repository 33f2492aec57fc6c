/** Short ways to write digests and records that name nothing real. */
import { type Digest, isDigest } from '../../src/core/digest.ts';
import { parseRepository, type RepositoryName } from '../../src/core/repository.ts';
import type { PlatformImage, TagRecord } from '../../src/core/tag-record.ts';

/** A text that is known to be a digest. */
export function asDigest(text: string): Digest {
  if (!isDigest(text)) throw new Error(`no digest: ${text}`);
  return text;
}

/** A digest of nothing, different for each number; its first digits show the number. */
export function digestNumber(number: number): Digest {
  return asDigest(`sha256:${number.toString(16).padStart(8, '0').padEnd(64, '0')}`);
}

/** A text that is known to name a repository. */
export function asRepository(text: string): RepositoryName {
  const name = parseRepository(text);
  if (!name.ok) throw new Error(`no repository: ${text}`);
  return name.value;
}

/** `image('linux/amd64', 7)`: the image manifest 7; `config` is its config's number. */
export function image(platform: string, number: number, config?: number): PlatformImage {
  const digest = digestNumber(number);
  return config === undefined
    ? { platform, digest }
    : { platform, digest, configDigest: digestNumber(config) };
}

/** What is known of a tag that points to digest `number`. */
export function record(tag: string, number: number, more: Partial<TagRecord> = {}): TagRecord {
  return { tag, digest: digestNumber(number), evidence: 'hub', ...more };
}
