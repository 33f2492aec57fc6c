/**
 * Digests: `algorithm:hex`, the name of exact bytes. Docker Hub uses sha256; sha512 is registered too.
 * Grammar: OCI image specification, descriptor.md, section "Digests".
 */
declare const digestBrand: unique symbol;

/** A digest that `isDigest` has accepted: `sha256:` and 64, or `sha512:` and 128, lower-case hex digits. */
export type Digest = string & { readonly [digestBrand]: true };

const SHAPE = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Whether a text is a digest in its one canonical form. */
export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && SHAPE.test(text);
}

/** The hex part cut to `digits` (Docker's own short form has 12), without the algorithm. */
export function shortHex(digest: Digest, digits = 12): string {
  const start = digest.indexOf(':') + 1;
  return digest.slice(start, start + digits);
}
