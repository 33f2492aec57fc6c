/** What a manifest's headers say of it, and what its bytes hash to. */
import { type Digest, isDigest } from '../core/digest.ts';
import { bareMediaType } from '../core/media-type.ts';

/** `Docker-Content-Digest`; `undefined` where it is missing or no digest. */
export function contentDigest(headers: Headers): Digest | undefined {
  const text = headers.get('docker-content-digest')?.trim();
  return isDigest(text) ? text : undefined;
}

/** Type and subtype as RFC 6838, section 4.2 restricts them. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** `Content-Type` without its parameters, in lower case; `undefined` where there is none or it is no media type. */
export function contentMediaType(headers: Headers): string | undefined {
  const mediaType = bareMediaType(headers.get('content-type') ?? '');
  return MEDIA_TYPE.test(mediaType) ? mediaType : undefined;
}

/** The algorithms that digests may name (OCI image specification, descriptor.md), as WebCrypto names them. */
const WEB_CRYPTO_NAMES = { sha256: 'SHA-256', sha512: 'SHA-512' } as const;

/**
 * The hash of the raw bytes, by the algorithm of the digest that they are to be compared with. Never ask it of a
 * re-serialised manifest: spaces count.
 */
export async function hashLike(digest: Digest, bytes: Uint8Array<ArrayBuffer>): Promise<Digest> {
  const algorithm = digest.startsWith('sha512:') ? 'sha512' : 'sha256';
  const hash = new Uint8Array(await crypto.subtle.digest(WEB_CRYPTO_NAMES[algorithm], bytes));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const computed = `${algorithm}:${hex}`;
  if (!isDigest(computed)) throw new Error('unreachable: an algorithm and its hash are a digest');
  return computed;
}
