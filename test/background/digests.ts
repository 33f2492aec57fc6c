import { createHash } from 'node:crypto';
import { type Digest, isDigest } from '../../src/core/digest.ts';

/** A digest for tests: of this text, so the same each time and different from others. */
export function digestOf(content: string | Uint8Array): Digest {
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  if (!isDigest(digest)) throw new Error('unreachable: a sha256 in hex is a digest');
  return digest;
}
